// Published attacks on every way in and every way out, in Chromium: no script runs, nothing is asked for, nothing leads away.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { build } from 'vite';
import { openDocument } from '#core/document/gate.ts';
import { writePandoc } from '#core/pandoc/write.ts';
import { publishJson } from '#core/publish/json.ts';
import { confirmImport, type Host, importPages, startHost, storyText } from '../e2e/workbench.ts';
import { hostilePage, hostileSource, hostileStory, storyIdOf, writeHostileLibrary } from './hostile-library.ts';
import { batchesOf, isLong, VECTORS, type Vector } from './hostile-vectors.ts';
import { activeParts, provoke, type Watch, watch } from './hostile-watch.ts';
import { EXPORTED, strayParts } from './stray-parts.ts';

/** As many attacks share a story, a page or a file. */
const BATCHES = batchesOf(isLong ? 8 : 96);
const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
/** For what an attack does a moment later, in milliseconds. */
const MOMENT = 300;

// Without the window's policy. With it a gap in the gates would come to nothing, and the browser reports even of handlers
// in HTML that is only parsed, never shown.
test.use({ bypassCSP: true });
test.describe.configure({ retries: 0, timeout: isLong ? 3_600_000 : 300_000 });

let folder: string;
let host: Host;

// Each on a library of its own: what one test imports would weigh on the next.
test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'galley-hostile-'));
  writeHostileLibrary(path.join(folder, 'library'), BATCHES);
  host = await startHost(path.join(folder, 'library'));
});
test.afterEach(async () => {
  await host.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What the window itself asks the host for. */
function isOfTheWindow(url: URL): boolean {
  if (url.protocol === 'data:' || url.protocol === 'blob:') return true;
  return (
    url.origin === new URL(host.url).origin &&
    /^\/(?:$|assets\/[\w.-]+$|api\/[\w.,]+$|session$|attachments(?:\/[0-9a-f]{64}\.png)?$|copies(?:\/|$)|[\w-]+\.(?:svg|png|ico|js|css)$)/.test(
      url.pathname,
    )
  );
}

async function openWindow(context: BrowserContext): Promise<{ page: Page; watched: Watch }> {
  const watched = await watch(context, isOfTheWindow);
  const page = await context.newPage();
  await page.goto(host.url);
  await page.getByRole('list', { name: 'Stories' }).waitFor();
  return { page, watched };
}

/** Fails where an attack has done anything, or could. */
async function expectQuiet(page: Page, { findings }: Watch, where: string): Promise<void> {
  expect.soft([...(await activeParts(page)), ...findings.splice(0)], where).toEqual([]);
}

/** Makes an empty story and puts the caret into its text. */
async function newStory(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add stories' }).click();
  await page.getByRole('menuitem', { name: 'New story' }).click();
  await storyText(page).click();
}

const report = (line: string) => console.log(`security: ${line}`);

test('what is pasted brings in text and safe links', async ({ context }) => {
  const { page, watched } = await openWindow(context);
  await newStory(page);
  const paste = (vectors: readonly Vector[]) =>
    storyText(page).evaluate(
      async (text, html) => {
        for (const one of html) {
          for (const types of [['text/html'], ['text/plain'], ['text/uri-list'], ['text/html', 'text/plain']]) {
            const data = new DataTransfer();
            for (const type of types) data.setData(type, one);
            text.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
          }
          // A text of thousands of blocks would only be slower.
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
      },
      vectors.map(({ html }) => html),
    );
  for (const vectors of batchesOf(isLong ? 1 : 48)) {
    await paste(vectors);
    await page.waitForTimeout(isLong ? 30 : 100);
    await expectQuiet(page, watched, `pasted ${vectors[0]?.id} to ${vectors.at(-1)?.id}`);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Backspace');
  }

  // Nodes that say that they were copied from a story of ours.
  for (const vectors of batchesOf(8).filter((_, index) => isLong || index % 12 === 0)) {
    const nodes = hostileStory('copied', vectors).document.root.children;
    await storyText(page).evaluate((text, children) => {
      const data = new DataTransfer();
      const namespace = (text as unknown as { __lexicalEditor: { _config: { namespace: string } } }).__lexicalEditor;
      data.setData(
        'application/x-lexical-editor',
        JSON.stringify({ namespace: namespace._config.namespace, nodes: children }),
      );
      text.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, nodes);
    await expect(storyText(page).getByRole('heading').first()).toBeAttached();
    await expectQuiet(page, watched, `copied nodes of ${vectors[0]?.id}`);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Backspace');
  }
  await page.waitForTimeout(MOMENT);
  await expectQuiet(page, watched, 'after pasting');
  report(`${VECTORS.length} vectors pasted as HTML, text, address and nodes: nothing ran, asked or led away`);
});

test('the gate of pasted HTML lets no active element, attribute or address through', async ({ context }) => {
  const watched = await watch(context, (url) => url.protocol === 'about:' || url.protocol === 'data:');
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: 'src/renderer/editor/paste-html.ts', formats: ['iife'], name: 'gate' },
    },
  });
  const [bundle] = Array.isArray(built) ? built : [built];
  const code = bundle && 'output' in bundle ? bundle.output[0].code : '';
  const page = await context.newPage();
  await page.addScriptTag({ content: `${code}; globalThis.gate = gate;` });
  const stray = await page.evaluate(
    (vectors) => {
      const { cleanHtml } = Reflect.get(globalThis, 'gate') as { cleanHtml: (html: string) => Document };
      const found: string[] = [];
      for (const { id, html } of vectors) {
        const cleaned = cleanHtml(html);
        // As it is, and as it would be after one more journey through a parser.
        const again = new DOMParser().parseFromString(cleaned.documentElement.outerHTML, 'text/html');
        for (const document of [cleaned, again]) {
          for (const element of document.querySelectorAll('*')) {
            const { localName } = element;
            if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml') found.push(`${id}: <${localName}>`);
            for (const { name, value } of element.attributes) {
              // A serialiser writes down what an element was made as, attribute or not; nothing here defines elements.
              const isKept = /^(?:is|colspan|rowspan|start|type|checked|role|aria-checked|style|href)$/.test(name);
              const isLanguage = localName === 'pre' && name === 'data-language' && /^[\w+#.-]{1,40}$/.test(value);
              if (!isKept && !isLanguage) found.push(`${id}: ${localName}[${name}]`);
              if (name === 'href' && (localName !== 'a' || !/^(?:https?:\/\/|mailto:)/i.test(value)))
                found.push(`${id}: ${localName}[href=${value}]`);
              if (name === 'style' && /url|expression|import|image/i.test(value)) found.push(`${id}: ${value}`);
            }
            if (
              !/^(?:html|head|body|a|abbr|address|article|aside|b|big|blockquote|br|center|caption|cite|code|col|colgroup|dd|del|dfn|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|header|hgroup|hr|i|input|ins|kbd|label|li|main|mark|nav|ol|p|pre|q|s|samp|section|small|span|strike|strong|sub|summary|details|sup|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|wbr)$/.test(
                localName,
              )
            )
              found.push(`${id}: <${localName}>`);
          }
        }
      }
      return [...new Set(found)];
    },
    VECTORS.map(({ id, html }) => ({ id, html })),
  );
  expect(stray).toEqual([]);
  expect(watched.findings).toEqual([]);
  report(`${VECTORS.length} vectors through the gate of pasted HTML: nothing beyond its allow-list`);
});

test('what is dropped brings in text and safe links, and leads nowhere', async ({ context }) => {
  const { page, watched } = await openWindow(context);
  await newStory(page);
  const session = await context.newCDPSession(page);
  const drop = async (at: { x: number; y: number }, items: { mimeType: string; data: string }[]) => {
    const data = { items, dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, ...at, data });
  };
  const middle = async () => {
    const box = await storyText(page).boundingBox();
    return { x: (box?.x ?? 0) + 40, y: Math.max(120, (box?.y ?? 0) + 12) };
  };
  for (const vectors of batchesOf(isLong ? 1 : 96)) {
    for (const { html } of vectors) {
      await drop(await middle(), [
        { mimeType: 'text/html', data: html },
        { mimeType: 'text/plain', data: html },
      ]);
    }
    await page.waitForTimeout(isLong ? 30 : 100);
    await expectQuiet(page, watched, `dropped ${vectors[0]?.id} to ${vectors.at(-1)?.id}`);
    await storyText(page).focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Backspace');
  }
  // An address that is dropped beside the text is no order to go there.
  for (const address of [
    'https://evil.example/dropped',
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
  ]) {
    for (const at of [await middle(), { x: 20, y: 400 }, { x: 700, y: 20 }, { x: 1_300, y: 600 }])
      await drop(at, [
        { mimeType: 'text/uri-list', data: address },
        { mimeType: 'text/plain', data: address },
      ]);
  }
  await page.waitForTimeout(MOMENT);
  await expectQuiet(page, watched, 'addresses dropped on the window');
  await expect(storyText(page)).toBeVisible();
  // Files that only say that they are pictures.
  const files = VECTORS.filter((_, index) => isLong || index % 40 === 0).map(({ html }) => html);
  await storyText(page).evaluate((text, contents) => {
    for (const content of contents) {
      for (const type of ['image/svg+xml', 'image/png']) {
        const data = new DataTransfer();
        data.items.add(new File([content], `${content.slice(0, 60)}.svg`, { type }));
        text.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      }
    }
  }, files);
  await page.waitForTimeout(MOMENT);
  await expectQuiet(page, watched, 'pictures dropped on the text');
  report(`${VECTORS.length} vectors dropped, and 3 addresses beside the text: nothing ran, asked or led away`);
});

test('what is imported brings in text and safe links', async ({ context }) => {
  const { page, watched } = await openWindow(context);
  const files: string[] = [];
  const keep = (name: string, text: string) => {
    const file = path.join(folder, name);
    // A file with NULs in it is no text, and is refused as a whole.
    writeFileSync(file, text.replaceAll('\0', ''));
    files.push(file);
  };
  // And so is one with many other control characters for its length.
  const keepText = (name: string, text: string) => {
    const controls = text.match(/(?!\s)\p{Cc}/gu)?.length ?? 0;
    const padding = controls * 200 > text.length ? `\n\n${'Harmless words. '.repeat(controls * 13)}` : '';
    keep(name, text + padding);
  };
  for (const [index, vectors] of BATCHES.entries()) {
    const story = hostileStory(`imported-${index}`, vectors);
    const opened = { ...story, document: openDocument(story.document).document };
    const sources = vectors.map(hostileSource);
    const items = vectors.map(({ html }) => `- ${html.replace(/\n/g, '\n  ')}\n`).join('\n');
    keepText(`${index}-plain.txt`, vectors.map(({ html }) => html).join('\n\n'));
    keepText(`${index}-markdown.md`, `# Imported\n\n${items}\n${vectors.map(({ html }) => html).join('\n\n')}\n`);
    keep(
      `${index}-page.md`,
      `Developing Story\n\nA page ${index}\n\n${vectors[0]?.html.replace(/\s+/g, ' ')}\n\nImportance: 60%Confidence: 40%Mentions: 1Updated: March 9, 2026\n\n${items}`,
    );
    keep(`${index}-page.html`, hostilePage(vectors));
    keep(`${index}-story.json`, publishJson({ ...story, title: `Json ${index}` }, sources));
    keep(
      `${index}-pandoc.md`,
      writePandoc({ ...opened, id: `pandoc-${index}` }, { sources: new Map(sources.map((one) => [one.id, one])) })
        .markdown,
    );
  }
  await importPages(page, files);
  await expectQuiet(page, watched, 'the report of the import');
  await page.getByRole('button', { name: 'Close', exact: true }).last().click();

  await page.keyboard.press('Control+2');
  const latex = (value: string) => value.replace(/[{}\\]/g, ' ');
  const line = (value: string) => value.replace(/\s+/g, ' ');
  const bibliographies = {
    'sources.bib': VECTORS.map(
      ({ id, html }) =>
        `@article{${id}, title = {${latex(html)}}, author = {${latex(html)}}, journal = {bib ${id}}, url = {${latex(html)}}, note = {${latex(html)}}, year = 2026}`,
    ).join('\n'),
    'sources.ris': VECTORS.map(
      ({ id, html }) =>
        `TY  - NEWS\nTI  - ${line(html)}\nAU  - ${line(html)}\nT2  - ris ${id}\nUR  - ${line(html)}\nKW  - ${line(html)}\nN1  - ${line(html)}\nER  - \n`,
    ).join('\n'),
    'sources.json': JSON.stringify(
      VECTORS.map(({ id, html }) => ({ ...hostileSource({ id, origin: '', html }).csl, publisher: `csl ${id}`, id })),
    ),
  };
  for (const [name, text] of Object.entries(bibliographies)) {
    writeFileSync(path.join(folder, name), text);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await (await chooser).setFiles(path.join(folder, name));
    await confirmImport(page);
    const dialog = page.getByRole('dialog', { name: 'Import sources' });
    await expect(dialog.getByRole('status')).toContainText('added', { timeout: 60_000 });
    await expectQuiet(page, watched, name);
    await dialog.getByRole('button', { name: 'Done' }).click();
  }
  await page.keyboard.press('Control+1');
  await page.waitForTimeout(MOMENT);
  await expectQuiet(page, watched, 'after the imports');
  report(`${VECTORS.length} vectors through 9 kinds of import: nothing ran, asked or led away`);
});

test('library files that are attacks show as text in editor, preview, sources, reader and briefings', async ({
  context,
}) => {
  const { page, watched } = await openWindow(context);
  const list = page.getByRole('list', { name: 'Stories' });
  const search = page.getByRole('searchbox', { name: 'Search stories' });
  for (const index of BATCHES.keys()) {
    const id = storyIdOf(index);
    await search.fill(id);
    await list
      .getByRole('button', { name: new RegExp(`^${id} `) })
      .first()
      .click();
    await expect(storyText(page).getByRole('heading').first()).toBeAttached({ timeout: 30_000 });
    await expectQuiet(page, watched, `${id} in the editor`);
    await page.getByRole('tab', { name: /Citations/ }).click();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const preview = page.getByRole('region', { name: 'Preview' });
    await expect(preview.locator('.html-preview h2').first()).toBeAttached({ timeout: 30_000 });
    await expectQuiet(page, watched, `${id} in the preview`);
    await page.keyboard.press('Escape');
  }
  await search.fill('');

  await page.keyboard.press('Control+2');
  const panel = page.getByRole('complementary', { name: 'Source details' });
  for (const index of BATCHES.keys()) {
    await page.getByRole('searchbox', { name: 'Search sources' }).fill(`copies${index}x`);
    await page
      .getByRole('row', { name: new RegExp(`copies${index}x `) })
      .first()
      .click();
    await panel.getByRole('tab', { name: 'Copy' }).click();
    // A list that is open closes where a copy comes to stand behind it.
    await expect(panel.locator('.reader-paper')).toContainText(/\S/, { timeout: 30_000 });
    for (const kind of ['html', 'text', 'pdf']) {
      await panel.getByRole('button', { name: /Copy$/ }).click();
      await page.getByRole('option', { name: new RegExp(`^${kind} `) }).click();
      await expect(panel.locator('.reader-paper')).toContainText(/\S/, { timeout: 30_000 });
      await expectQuiet(page, watched, `the ${kind} copies of batch ${index} in the reader`);
    }
    await panel.getByRole('tab', { name: /Excerpts/ }).click();
    await expectQuiet(page, watched, `the excerpts of batch ${index}`);
  }
  await page.keyboard.press('Control+3');
  await page.waitForTimeout(MOMENT);
  await expectQuiet(page, watched, 'the questions');
  await page.keyboard.press('Control+4');
  await page.getByRole('list', { name: 'Briefings' }).getByRole('button').first().click();
  await page.waitForTimeout(MOMENT);
  await expectQuiet(page, watched, 'the briefing');
  await page.keyboard.press('Control+,');
  await page.waitForTimeout(MOMENT);
  await expectQuiet(page, watched, 'the settings');

  report(`${BATCHES.length} stories, sources with 3 copies each and a briefing of ${VECTORS.length} vectors: quiet`);
});

test('every exported page is dead, from a file and from a server without a policy', async ({ context, browser }) => {
  const window = await browser.newPage();
  await window.goto(host.url);
  await window.getByRole('list', { name: 'Stories' }).waitFor();
  const exported = await exportAll(window);
  await window.close();
  expect(exported.length).toBeGreaterThan(BATCHES.length);
  for (const { name, html } of exported) {
    expect(html).toMatch(POLICY);
    expect.soft(strayParts(html, EXPORTED), name).toEqual([]);
  }
  const pages = new Map(exported.map(({ name, html }) => [`/${name}`, html.replace(POLICY, '')]));
  const server: Server = createServer((request, response) => {
    const html = pages.get(request.url ?? '');
    response.writeHead(html === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(html);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', () => resolve(undefined)));
  const { port } = server.address() as AddressInfo;
  let allowed = '';
  const watched = await watch(context, (url) => url.protocol === 'data:' || url.href.replace(/#.*$/, '') === allowed);
  const page = await context.newPage();
  for (const { name, html } of exported) {
    const own = path.join(folder, name);
    const bare = path.join(folder, `bare-${name}`);
    writeFileSync(own, html);
    writeFileSync(bare, html.replace(POLICY, ''));
    for (const url of [pathToFileURL(own).href, pathToFileURL(bare).href, `http://127.0.0.1:${port}/${name}`]) {
      allowed = url;
      await page.goto(url);
      await provoke(page);
      await page.waitForTimeout(isLong ? 100 : 50);
      await expectQuiet(page, watched, url);
      expect(page.url().replace(/#.*$/, '')).toBe(url);
    }
  }
  await page.waitForTimeout(MOMENT);
  await expectQuiet(page, watched, 'after the exported pages');
  server.close();
  report(
    `${exported.length} exported pages of ${VECTORS.length} vectors opened 3 times, with and without policy: 0 scripts ran, 0 requests left, 0 navigations`,
  );
});

/** Every story in each way of citing, and the briefing, as HTML by the workbench. */
async function exportAll(page: Page): Promise<{ name: string; html: string }[]> {
  const ask = (procedure: string, input: object) =>
    page.evaluate(
      async ([path, body]) => {
        const answer = await fetch(`/api/${path}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body,
        });
        const { result } = (await answer.json()) as { result?: { data: { files: { text: string }[] } } };
        return result?.data.files[0]?.text ?? '';
      },
      [procedure, JSON.stringify(input)] as const,
    );
  const made: { name: string; html: string }[] = [];
  const publish = { verdicts: true, grades: true, confidence: true, contents: true };
  for (const index of BATCHES.keys()) {
    const id = storyIdOf(index);
    for (const citations of index === 0 || isLong ? (['inline', 'footnotes', 'numbered'] as const) : ['inline']) {
      const options = { format: 'html', publish: { ...publish, citations } };
      made.push({ name: `${id}-${citations}.html`, html: await ask('publishing.exportStory', { id, options }) });
    }
  }
  const options = { format: 'html' };
  made.push({ name: 'briefing.html', html: await ask('briefings.export', { id: 'hostile', options }) });
  return made;
}
