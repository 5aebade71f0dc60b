// More windows of one browser than it gives a host connections, and windows that outlive their host: all of them save, and
// all of them hear.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { caretBefore, expect, type Host, openFromList, saved, startHost, storyText, test } from './workbench.ts';

const WINDOWS = 8;
const TITLE = /^Baltic Cable/;
const PARAGRAPH = 'The Nordvik lost power';

async function anotherWindow(page: Page, url: string): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto(url);
  await other.getByRole('list', { name: 'Stories' }).waitFor();
  return other;
}

test('eight windows are open: what is typed in the first is saved, and all others take it in', async ({
  workbench: page,
  host,
  problems,
}) => {
  await openFromList(page, TITLE);
  await expect(storyText(page)).toContainText(PARAGRAPH);
  const others: Page[] = [];
  for (let index = 1; index < WINDOWS; index += 1) {
    const other = await anotherWindow(page, host.url);
    await openFromList(other, TITLE);
    await expect(storyText(other)).toContainText(PARAGRAPH);
    others.push(other);
  }
  await page.bringToFront();
  await caretBefore(page, PARAGRAPH);
  await page.route('**/api/stories.save**', (route) => route.abort());
  await page.keyboard.type('FROM THE FIRST ');
  await expect.poll(() => readdirSync(path.join(host.library, 'journal')).length).toBe(1);
  await page.unroute('**/api/stories.save**');
  await saved(page);
  expect(problems.splice(0).every((problem) => problem.includes('ERR_FAILED'))).toBe(true);
  for (const other of others) await expect(storyText(other)).toContainText('FROM THE FIRST');

  const last = others.at(-1) as Page;
  await last.bringToFront();
  await caretBefore(last, PARAGRAPH);
  await last.keyboard.type('FROM THE LAST ');
  await saved(last);
  await expect(storyText(page)).toContainText('FROM THE LAST');
  // The window that was there first goes, and the others hear on.
  await page.close();
  await last.keyboard.type('AND AGAIN ');
  await saved(last);
  await expect(storyText(others[0] as Page)).toContainText('AND AGAIN');
});

/** Opens the story, stops the host and starts another at the same address, which doesn't know the window. */
async function outliveHost(page: Page, host: Host): Promise<Host> {
  await openFromList(page, TITLE);
  await expect(storyText(page)).toContainText(PARAGRAPH);
  await host.stop();
  return startHost(host.library, ['--port', new URL(host.url).port]);
}

test('a window that outlives its host says so, and saves and hears again once the new address is opened', async ({
  workbench: page,
  host,
  problems,
}) => {
  const again = await outliveHost(page, host);
  try {
    await caretBefore(page, PARAGRAPH);
    await page.keyboard.type('TYPED MEANWHILE ');
    const said = page.getByRole('alert').filter({ hasText: 'Galley was started anew' });
    await expect(said).toContainText('Open the address that it printed');
    await expect(said).toContainText('Your text is safe in this window.');

    const other = await anotherWindow(page, again.url);
    await saved(page);
    await openFromList(other, TITLE);
    await expect(storyText(other)).toContainText('TYPED MEANWHILE');
    await caretBefore(other, PARAGRAPH);
    await other.keyboard.type('FROM THE OTHER ');
    await saved(other);
    await expect(storyText(page)).toContainText('FROM THE OTHER');
    await other.getByRole('textbox', { name: 'Title' }).fill('Their title');
    await saved(other);
    await expect(
      page.getByRole('list', { name: 'Stories' }).getByRole('button', { name: 'Their title' }).first(),
    ).toBeVisible();
  } finally {
    await again.stop();
  }
  expect(problems.splice(0).filter((problem) => !/401|ERR_/.test(problem))).toEqual([]);
});

test('a window in which nobody types hears again what was done meanwhile', async ({
  workbench: page,
  host,
  problems,
}) => {
  const again = await outliveHost(page, host);
  const elsewhere = await (page.context().browser() as Browser).newContext();
  try {
    // Of another browser, whose session is no help to this one.
    const other = await elsewhere.newPage();
    await other.goto(again.url);
    await openFromList(other, TITLE);
    await caretBefore(other, PARAGRAPH);
    await other.keyboard.type('FROM ANOTHER BROWSER ');
    await saved(other);
    // The address is opened in the very window.
    await page.goto(again.url);
    await expect(storyText(page)).toContainText('FROM ANOTHER BROWSER');
    await caretBefore(page, PARAGRAPH);
    await page.keyboard.type('AND BACK ');
    await saved(page);
    await expect(storyText(other)).toContainText('AND BACK');
  } finally {
    await elsewhere.close();
    await again.stop();
  }
  expect(problems.splice(0).filter((problem) => !/401|ERR_/.test(problem))).toEqual([]);
});

test('a save that is never answered is said, and tried again', async ({ workbench: page, problems }) => {
  await page.clock.install();
  await openFromList(page, TITLE);
  await page.route('**/api/stories.save**', () => undefined);
  const asked = page.waitForRequest('**/api/stories.save**');
  await caretBefore(page, PARAGRAPH);
  await page.keyboard.type('NOT ANSWERED ');
  await page.clock.runFor(1_000);
  await asked;
  await page.clock.runFor(31_000);
  await page
    .getByRole('alert')
    .filter({
      hasText: 'Galley hasn’t answered for half a minute. Your text is safe in this window.',
    })
    .waitFor();
  await page.unroute('**/api/stories.save**');
  await page.clock.runFor(5_000);
  await saved(page);
  expect(problems.splice(0)).toEqual([]);
});

/** Types into another window, and waits until `page` shows it. */
async function hearsOfAnother(page: Page, url: string, words: string): Promise<void> {
  const other = await anotherWindow(page, url);
  await openFromList(other, TITLE);
  await caretBefore(other, PARAGRAPH);
  await other.keyboard.type(`${words} `);
  await saved(other);
  await expect(storyText(page)).toContainText(words);
}

test('the thread that listens for all windows is ended: they begin another', async ({
  workbench: page,
  host,
  browser,
}) => {
  await openFromList(page, TITLE);
  await hearsOfAnother(page, host.url, 'BEFORE');
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  const threads = targetInfos.filter(({ type }) => type === 'shared_worker');
  expect(threads).toHaveLength(1);
  for (const { targetId } of threads) await session.send('Target.closeTarget', { targetId });
  await hearsOfAnother(page, host.url, 'AFTERWARDS');
});

for (const [where, prepare] of [
  ['there is no thread for all windows', () => Reflect.deleteProperty(window, 'SharedWorker')],
  [
    'the thread for all windows can’t start',
    () => {
      const Thread = window.SharedWorker;
      window.SharedWorker = class extends Thread {
        constructor() {
          super('/assets/nothing.js', { type: 'module' });
        }
      };
    },
  ],
] as const) {
  test(`${where}: a window listens by itself`, async ({ page, host }) => {
    await page.addInitScript(prepare);
    await page.goto(host.url);
    await openFromList(page, TITLE);
    await hearsOfAnother(page, host.url, 'HEARD ALL THE SAME');
  });
}
