// More windows of one browser than it gives a host connections, and windows that outlive their host: all of them save, and
// all of them hear.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { caretBefore, expect, openFromList, saved, storyText, test } from './workbench.ts';

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
