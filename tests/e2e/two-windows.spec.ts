// Two windows on one library, and one window that goes from story to story: nobody's words are lost or moved.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { caretBefore, expect, openFromList, saved, storyText, test } from './workbench.ts';

/** The text before the caret in its text node. */
const beforeCaret = (page: Page) =>
  page.evaluate(() => {
    const selection = getSelection();
    return selection?.anchorNode?.textContent?.slice(0, selection.anchorOffset) ?? null;
  });

/** What all stories hold on the disk. */
const stored = (library: string) =>
  readdirSync(path.join(library, 'stories'))
    .map((name) => readFileSync(path.join(library, 'stories', name), 'utf8'))
    .join('\n');

test('a change from another window leaves caret and place where they were', async ({
  workbench: page,
  context,
  host,
}) => {
  await openFromList(page, /Baltic Cable/);
  await caretBefore(page, 'Three models are on the table');
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowRight');
  const scroller = page.locator('.story-scroll');
  await scroller.evaluate((element) => element.scrollTo(0, 180));
  const caret = await beforeCaret(page);
  const lineTop = () =>
    storyText(page)
      .getByText('Three models are on the table')
      .evaluate((element) => element.getBoundingClientRect().top);
  const before = await lineTop();

  const other = await context.newPage();
  await other.goto(host.url);
  await openFromList(other, /Baltic Cable/);
  await caretBefore(other, 'The Nordvik lost power');
  await other.keyboard.press('Enter');
  await other.keyboard.press('ArrowUp');
  await other.keyboard.type('A paragraph from the other window.');
  await other.getByRole('textbox', { name: 'Title' }).fill('Their title');
  await saved(other);

  await expect(storyText(page)).toContainText('A paragraph from the other window.');
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Their title');
  await expect(storyText(page)).toBeFocused();
  expect(await beforeCaret(page)).toBe(caret);
  expect(Math.abs((await lineTop()) - before)).toBeLessThan(2);
  // What is typed now goes on from there, and undo takes back only that.
  await page.keyboard.type('MINE ');
  await saved(page);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(storyText(page)).not.toContainText('MINE');
  await expect(storyText(page)).toContainText('A paragraph from the other window.');
  await saved(page);
  await expect(storyText(other)).toContainText('A paragraph from the other window.');
});

test('going quickly from story to story while typing loses nothing', async ({ workbench: page, host }) => {
  const stories = [
    [/^Port Automation/, 'The draft keeps every day job'],
    [/^Grain Index/, 'The two prices differed'],
    [/^Baltic Cable/, 'The Nordvik lost power'],
  ] as const;
  const typed: string[] = [];
  for (const round of ['first', 'second']) {
    for (const [title, words] of stories) {
      await openFromList(page, title);
      await caretBefore(page, words);
      const mark = `${round}-${typed.length} `;
      await page.keyboard.type(mark);
      typed.push(mark.trim());
    }
  }
  await expect.poll(() => typed.filter((mark) => !stored(host.library).includes(mark))).toEqual([]);
});

test('what is typed is on the disk as soon as the window loses the focus', async ({ workbench: page, host }) => {
  await openFromList(page, /Baltic Cable/);
  await storyText(page).getByText('The Nordvik lost power').click();
  await page.keyboard.type('BLURRED');
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect.poll(() => stored(host.library).includes('BLURRED'), { intervals: [50], timeout: 450 }).toBe(true);
});
