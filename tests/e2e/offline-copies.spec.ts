// Offline copies: attached, read, quoted and cited; whatever a page is made of, nothing of it runs, loads or leads away.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { type Citation, citationSchema } from '#core/model/citation.ts';
import { type SerializedNode, storySchema } from '#core/model/story.ts';
import { column, writePdf } from '../main/library/copies/write-pdf.ts';
import { expect, openFromList, saved, storyText, test } from './workbench.ts';

/** The attachments that a new library begins with. */
const SHIPPED = readdirSync('data/starter/attachments');
const PASSAGE = 'Whoever owns the reference owns the margins.';
const PDF = writePdf([
  column(['The first page says nothing of importance to anybody who reads it here.']),
  column(['Before it stands a sentence. Whoever owns the reference owns the', 'margins. And one stands behind it.']),
]);
const REMOTE = 'https://remote.example';
const HOSTILE = `<!doctype html><html><head><title>A hostile page</title>
  <meta http-equiv="refresh" content="0;url=${REMOTE}/refresh"><base href="${REMOTE}/">
  <link rel="stylesheet" href="${REMOTE}/style.css"><link rel="prefetch" href="${REMOTE}/next">
  <style>@import url(${REMOTE}/more.css); body { background: url(${REMOTE}/bg.png) }</style>
  <script src="${REMOTE}/script.js"></script><script>window.ran = true; location = '${REMOTE}/gone'</script></head>
  <body onload="window.ran = true"><article><h1>A hostile page</h1>
  <p>${'The part of the page that anybody wants to read is this one, and it is long enough to be an article. '.repeat(4)}</p>
  <img src="${REMOTE}/pixel.png" onerror="window.ran = true"><picture><source srcset="${REMOTE}/a.webp"></picture>
  <iframe src="${REMOTE}/frame"></iframe><object data="${REMOTE}/object"></object><embed src="${REMOTE}/embed">
  <video src="${REMOTE}/film.mp4" autoplay poster="${REMOTE}/poster.png"></video><audio src="${REMOTE}/sound" autoplay></audio>
  <form action="${REMOTE}/form"><input autofocus onfocus="window.ran = true"><button>Send</button></form>
  <svg><image href="${REMOTE}/svg.png"/><script>window.ran = true</script><use href="${REMOTE}/x.svg#a"/></svg>
  <math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.ran=true&gt;"></math>
  <p>${PASSAGE} <a href="javascript:window.ran = true">Follow this link</a> and <b style="position:fixed">this</b>.</p>
  </article></body></html>`;

/** Of the starter's story that is cited in here. */
const CITATIONS_BEFORE = 3;

let files: string;
test.beforeAll(() => {
  files = mkdtempSync(path.join(tmpdir(), 'galley-copies-'));
  writeFileSync(path.join(files, 'report.pdf'), PDF);
  writeFileSync(path.join(files, 'page.html'), HOSTILE);
  mkdirSync(path.join(files, 'page_files'));
  writeFileSync(path.join(files, 'page_files', 'script.js'), 'window.ran = true');
  writeFileSync(path.join(files, 'notes.txt'), `Notes of a call\n\n${PASSAGE}\u0000\n`);
});
test.afterAll(() => rmSync(files, { recursive: true, force: true }));

const panel = (page: Page) => page.getByRole('complementary', { name: 'Source details' });
const reader = (page: Page) => panel(page).locator('.reader');
const paper = (page: Page) => panel(page).locator('.reader-paper');

/** Opens a story and puts the caret into it, then shows a source's copies. */
async function openBoth(page: Page): Promise<void> {
  await openFromList(page, /Port Automation/);
  await storyText(page)
    .locator('p')
    .first()
    .click({ position: { x: 4, y: 8 } });
  await page.keyboard.press('Control+2');
  await page.getByRole('row', { name: /The hours between ten and six/ }).click();
  await panel(page).getByRole('tab', { name: 'Copy' }).click();
}

async function attach(page: Page, name: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  const choose = panel(page).getByRole('button', { name: 'Choose a file…' });
  if (await choose.isVisible()) await choose.click();
  else {
    await panel(page).getByRole('button', { name: 'Add a copy' }).click();
    await page.getByRole('menuitem', { name: 'Choose a file…' }).click();
  }
  await (await chooser).setFiles(path.join(files, name));
}

/** Selects the passage with the mouse, from its first letter to its last. */
async function selectPassage(page: Page): Promise<void> {
  const [start, end] = await paper(page).evaluate((root, passage) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(passage) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + passage.length);
      node.parentElement?.scrollIntoView({ block: 'center' });
      const rects = [...range.getClientRects()];
      const middle = (rect: DOMRect | undefined) => (rect ? rect.top + rect.height / 2 : 0);
      const first = { x: rects[0]?.left ?? 0, y: middle(rects[0]) };
      return [first, { x: rects.at(-1)?.right ?? 0, y: middle(rects.at(-1)) }] as const;
    }
    throw new Error('The passage is not there.');
  }, PASSAGE);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 8 });
  await page.mouse.up();
}

function citationsIn(library: string, quote: string): Citation[] {
  const found: Citation[] = [];
  const visit = (node: SerializedNode) => {
    const citation = node.type === 'citation' ? citationSchema.safeParse(node.citation).data : undefined;
    if (citation?.quote === quote) found.push(citation);
    for (const child of node.children ?? []) visit(child);
  };
  for (const name of readdirSync(path.join(library, 'stories'))) {
    if (!name.endsWith('.json')) continue;
    visit(storySchema.parse(JSON.parse(readFileSync(path.join(library, 'stories', name), 'utf8'))).document.root);
  }
  return found;
}

test('a passage of a PDF becomes an excerpt with its page, and a citation in the open story', async ({
  workbench: page,
  host,
}) => {
  await openBoth(page);
  await attach(page, 'report.pdf');
  await expect(panel(page).getByText(/PDF · 2 pages · .* · kept/)).toBeVisible();
  await expect(reader(page).getByRole('separator', { name: 'Page 2' })).toBeAttached();

  await selectPassage(page);
  await page.getByRole('toolbar', { name: 'Selected passage' }).getByRole('button', { name: 'Make excerpt' }).click();
  await expect(paper(page).locator('mark[data-tone="excerpt"]')).toHaveText(PASSAGE);
  await panel(page)
    .getByRole('tab', { name: /Excerpts/ })
    .click();
  const excerpt = panel(page).getByRole('list', { name: 'Excerpts' }).getByRole('listitem');
  await expect(excerpt).toContainText(PASSAGE);
  await expect(excerpt).toContainText('Page 2 · not cited yet');

  await excerpt.getByRole('button', { name: 'Cite in open story' }).click();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(storyText(page).locator('.cite')).toHaveCount(CITATIONS_BEFORE + 1);
  await saved(page);
  const [citation] = citationsIn(host.library, PASSAGE);
  expect(citation?.items).toMatchObject([{ locator: '2', label: 'page' }]);

  await page.keyboard.press('Control+2');
  await panel(page)
    .getByRole('tab', { name: /Excerpts/ })
    .click();
  await expect(excerpt).toContainText('Page 2 · cited in Port Automation Talks');
  await excerpt.getByRole('button', { name: 'Show in the copy' }).click();
  await expect(paper(page).locator('mark[data-tone="excerpt"]')).toBeInViewport();
});

test('a hostile page is read as text: nothing of it runs, loads or leads away', async ({ workbench: page, host }) => {
  await openBoth(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await attach(page, 'page.html');
  await expect(paper(page)).toContainText('The part of the page that anybody wants to read');
  for (const whole of [false, true]) {
    if (whole)
      await panel(page)
        .getByRole('button', { name: /Show the whole page/ })
        .click();
    await expect(paper(page)).toContainText(PASSAGE);
    const tags = await paper(page).evaluate((root) =>
      [...new Set([...root.querySelectorAll('*')].map((node) => node.tagName))].sort(),
    );
    expect(
      tags.filter((tag) => !['DIV', 'P', 'H2', 'H3', 'HEADER', 'LI', 'UL', 'BLOCKQUOTE', 'CODE', 'PRE'].includes(tag)),
    ).toEqual([]);
    expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined();
  }
  expect(asked.filter((url) => !url.startsWith(new URL(host.url).origin))).toEqual([]);
  expect(new URL(page.url()).pathname).toBe('/');

  const chooser = page.waitForEvent('filechooser');
  await panel(page).getByRole('button', { name: 'This copy' }).click();
  await page.getByRole('menuitem', { name: 'Keep its folder too…' }).click();
  await (await chooser).setFiles(path.join(files, 'page_files'));
  await expect(panel(page).getByText(/with 1 file/)).toBeVisible();
  expect(
    readdirSync(path.join(host.library, 'attachments'))
      .filter((name) => !SHIPPED.includes(name))
      .map((name) => path.extname(name))
      .sort(),
  ).toEqual(['.bin', '.html']);

  const download = page.waitForEvent('download');
  await panel(page).getByRole('button', { name: 'This copy' }).click();
  await page.getByRole('menuitem', { name: 'Save the original…' }).click();
  const original = await download;
  expect(original.suggestedFilename()).toBe('page.html');
  expect(readFileSync(await original.path(), 'utf8')).toBe(HOSTILE);
});

test('a text is dropped, quoted by keyboard alone, removed and brought back', async ({ workbench: page, host }) => {
  await openBoth(page);
  await panel(page)
    .locator('.copy-tab')
    .evaluate(
      (target, text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], 'notes.txt', { type: 'text/plain' }));
        for (const type of ['dragover', 'drop'])
          target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      readFileSync(path.join(files, 'notes.txt'), 'utf8'),
    );
  await expect(paper(page)).toContainText('One zero byte was left out');

  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await panel(page).locator('.reader-scroll').focus();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('whoever owns');
  await expect(reader(page).getByText('1 of 1')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const toolbar = page.getByRole('toolbar', { name: 'Selected passage' });
  await expect(toolbar).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(toolbar.getByRole('button', { name: 'Cite in open story' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Cited in “Port Automation/)).toBeVisible();
  await expect(toolbar).toBeHidden();
  await expect.poll(() => citationsIn(host.library, PASSAGE)).toHaveLength(1);

  await panel(page).getByRole('button', { name: 'This copy' }).click();
  await page.getByRole('menuitem', { name: 'Remove this copy' }).click();
  await expect(panel(page).getByRole('button', { name: 'Paste text…' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(paper(page)).toContainText(PASSAGE);
});

test('pasted text is kept, and a file that is no copy is refused in a sentence', async ({
  workbench: page,
  problems,
}) => {
  await openBoth(page);
  await panel(page).getByRole('button', { name: 'Paste text…' }).click();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(`<b>Transcript</b>\n\n${PASSAGE}`);
  await page.getByRole('textbox', { name: 'What it is' }).fill('Call of 3 March');
  await page.getByRole('button', { name: 'Keep' }).click();
  await expect(panel(page).getByText('Call of 3 March')).toBeVisible();
  await expect(paper(page)).toContainText('<b>Transcript</b>');

  writeFileSync(path.join(files, 'picture.pdf'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  await attach(page, 'picture.pdf');
  await expect(page.getByText(/neither a PDF, a page nor text/)).toBeVisible();
  // The refusal itself, which the browser logs.
  expect(problems.splice(0)).toEqual([expect.stringContaining('400')]);
});
