// Find and replace in a story: title, summary and text, in a bar that covers none of them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { longPage } from '../bench/long-story.ts';
import { expect, importPages, openFromList, saved, storyText, test } from './workbench.ts';

const needleField = (page: Page) => page.getByRole('textbox', { name: 'Find in the story' });
const bar = (page: Page) => page.getByRole('search', { name: 'Find and replace' });
const title = (page: Page) => page.getByRole('textbox', { name: 'Title' });

/** What is marked as the place that one is at. */
const marked = (page: Page) =>
  page.evaluate(() => [...(CSS.highlights.get('galley-find-current') ?? [])].map((range) => range.toString()));

async function storyOf(page: Page, heading: string, summary: string, ...lines: string[]): Promise<void> {
  await page.keyboard.press('Control+Alt+n');
  await expect(title(page)).toBeFocused();
  await page.keyboard.type(heading);
  await page.getByRole('textbox', { name: 'Summary' }).fill(summary);
  await page.keyboard.press('Enter');
  for (const line of lines) {
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  }
}

test('finds in title, summary and text, one after the other', async ({ workbench: page }) => {
  await storyOf(page, 'The cable', 'A Cable failed.', 'Two cables and a ship.');
  await page.keyboard.press('Control+f');
  await expect(needleField(page)).toBeFocused();
  await page.keyboard.type('cable');
  for (const said of ['1 of 3, title', '2 of 3, summary', '3 of 3']) {
    await expect(bar(page).getByRole('status')).toHaveText(said);
    await page.keyboard.press('Enter');
  }
  await expect(bar(page).getByRole('status')).toHaveText('1 of 3, title');
  expect(await marked(page)).toEqual(['cable']);
  // Where one leaves, one goes on.
  await page.keyboard.press('Escape');
  await expect(title(page)).toBeFocused();
  await page.keyboard.type('wire');
  await expect(title(page)).toHaveValue('The wire');
});

test('replaces everywhere, and one undo takes all of it back', async ({ workbench: page }) => {
  await storyOf(page, 'Cable to cable', 'A cable failed.', 'Two **cables** and a cable.', 'No ship.');
  const before = ['Two cables and a cable.', 'No ship.', ''];
  const lines = () => storyText(page).evaluate((text) => Array.from(text.children, (block) => block.textContent));
  await expect.poll(lines).toEqual(before);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('cable');
  await page.getByRole('textbox', { name: 'Replace with' }).fill('cable line');
  // What one put in is not the next to replace.
  await bar(page).getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(title(page)).toHaveValue('cable line to cable');
  await expect(bar(page).getByRole('status')).toHaveText('2 of 5, title');
  await bar(page).getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(title(page)).toHaveValue('cable line to cable line');
  await expect(bar(page).getByRole('status')).toHaveText('3 of 5, summary');
  await needleField(page).fill('cable');
  await page.getByRole('textbox', { name: 'Replace with' }).fill('wire');
  await bar(page).getByRole('button', { name: 'Replace all' }).click();
  await expect(title(page)).toHaveValue('wire line to wire line');
  await expect(page.getByRole('textbox', { name: 'Summary' })).toHaveValue('A wire failed.');
  await expect.poll(lines).toEqual(['Two wires and a wire.', 'No ship.', '']);
  await expect(storyText(page).locator('strong')).toHaveText('wires');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(title(page)).toHaveValue('cable line to cable line');
  await expect(page.getByRole('textbox', { name: 'Summary' })).toHaveValue('A cable failed.');
  await expect.poll(lines).toEqual(before);
  await saved(page);
  await page.reload();
  await expect(title(page)).toHaveValue('cable line to cable line');
});

test('the bar lies over nothing, in any width, and takes up what is selected', async ({ workbench: page }) => {
  await openFromList(page, /Baltic/);
  for (const width of [1440, 900]) {
    await page.setViewportSize({ width, height: 700 });
    await storyText(page)
      .getByText('winch')
      .first()
      .dblclick({ position: { x: 60, y: 8 } });
    const word = await page.evaluate(() => getSelection()?.toString().trim() ?? '');
    await page.keyboard.press('Control+f');
    await expect(needleField(page)).toHaveValue(word);
    const [found, page_] = await Promise.all([bar(page).boundingBox(), page.locator('.story-scroll').boundingBox()]);
    if (!found || !page_) throw new Error('Both are on the page.');
    expect(found.y + found.height).toBeLessThanOrEqual(page_.y);
    await page.keyboard.press('Escape');
    await expect(storyText(page)).toBeFocused();
  }
});

test('what is found far down in a long story is brought into view', async ({ workbench: page }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-finding-'));
  writeFileSync(path.join(folder, 'long.txt'), longPage(40_000, 300));
  await importPages(page, [path.join(folder, 'long.txt')]);
  rmSync(folder, { recursive: true });
  await page.getByRole('button', { name: 'Open the story' }).click();
  await expect(storyText(page)).toContainText('Section 42');
  await page.keyboard.press('Control+f');
  await needleField(page).fill('section');
  await expect(bar(page).getByRole('status')).toHaveText(/^1 of \d/);
  // Backwards from the first to the last, and further up from there.
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press('Shift+Enter');
    await expect
      .poll(() =>
        page.evaluate(() => {
          const [range] = CSS.highlights.get('galley-find-current') ?? [];
          const place = range instanceof Range ? range.getBoundingClientRect() : undefined;
          const view = document.querySelector('.story-scroll')?.getBoundingClientRect();
          return place && view && place.height > 0 && place.top >= view.top && place.bottom <= view.bottom;
        }),
      )
      .toBe(true);
  }
});
