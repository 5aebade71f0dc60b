// Check lists: their boxes take a click, in both directions of writing, and screen readers can follow while one is written.
import type { Page } from '@playwright/test';
import { violationsOn } from './violations.ts';
import { expect, saved, storyText, test } from './workbench.ts';

/** A new story with the box of a first item below its heading. */
async function newCheckList(page: Page): Promise<void> {
  await page.keyboard.press('Control+Alt+n');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Checks');
  await page.keyboard.press('Enter');
  await expect(storyText(page)).toBeFocused();
  await page.keyboard.type('## Open Questions');
  await page.keyboard.press('Enter');
  await page.keyboard.type('[ ] ');
}

const ticks = (page: Page) =>
  storyText(page).evaluate((text) =>
    Array.from(text.querySelectorAll('li[aria-checked]'), (item) => item.getAttribute('aria-checked') === 'true'),
  );

/** The middle of an item's box, as it is drawn. */
const boxOf = (page: Page, words: string) =>
  storyText(page)
    .locator('li[aria-checked]')
    .filter({ hasText: words })
    .evaluate((item) => {
      item.scrollIntoView({ block: 'center' });
      const box = getComputedStyle(item, '::before');
      const { x, y } = item.getBoundingClientRect();
      const half = Number.parseFloat(box.width) / 2;
      return { x: x + Number.parseFloat(box.left) + half, y: y + Number.parseFloat(box.top) + half, half };
    });

test('a click on a box ticks its item, nested too, and another one takes the tick away', async ({
  workbench: page,
}) => {
  await newCheckList(page);
  await page.keyboard.type('Who pays?');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Who signs?');
  await page.keyboard.press('Tab');
  await expect.poll(() => ticks(page)).toEqual([false, false]);
  for (const [words, after] of [
    ['Who pays?', [true, false]],
    ['Who signs?', [true, true]],
    ['Who pays?', [false, true]],
  ] as const) {
    const { x, y, half } = await boxOf(page, words);
    // Near its edges as well as in the middle.
    await page.mouse.click(x + half - 2, y);
    await expect.poll(() => ticks(page), words).toEqual(after);
    await page.mouse.click(x - half + 2, y);
    await expect.poll(() => ticks(page), words).not.toEqual(after);
    await page.mouse.click(x, y);
    await expect.poll(() => ticks(page), words).toEqual(after);
    // Between the box and the words a click only puts the caret there.
    await page.mouse.click(x + half + 6, y);
    expect(await ticks(page), words).toEqual(after);
  }
  await saved(page);
});

test('a list from right to left has its boxes at the right, and a click there ticks', async ({ workbench: page }) => {
  await newCheckList(page);
  await page.keyboard.insertText('שלום');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('עולם');
  const item = storyText(page).locator('li').filter({ hasText: 'שלום' });
  const { x, y } = await boxOf(page, 'שלום');
  const bounds = await item.boundingBox();
  if (!bounds) throw new Error('The item is on the page.');
  expect(x).toBeGreaterThan(bounds.x + bounds.width / 2);
  await page.mouse.click(x, y);
  await expect.poll(() => ticks(page)).toEqual([true, false]);
  // At the other end of the line nothing stands that could be ticked.
  await page.mouse.click(bounds.x + 8, bounds.y + bounds.height / 2);
  await page.waitForTimeout(200);
  expect(await ticks(page)).toEqual([true, false]);
  // Written from left to right after all, it is read so at once.
  await page.mouse.click(x - 60, y);
  await page.keyboard.press('Home');
  await page.keyboard.type('abc ');
  await expect.poll(() => item.evaluate((element) => getComputedStyle(element).direction)).toBe('ltr');
  await saved(page);
});

test('axe finds nothing in a check list at any step of writing it', async ({ workbench: page }) => {
  const steps: [string, () => Promise<void>][] = [
    ['an empty list', () => newCheckList(page)],
    ['a first item', () => page.keyboard.type('Who pays?')],
    ['an empty last item', () => page.keyboard.press('Enter')],
    ['a second item', () => page.keyboard.type('Who signs?')],
    ['nested', () => page.keyboard.press('Tab')],
    [
      'emptied again',
      async () => {
        for (let letter = 0; letter < 'Who signs?'.length; letter += 1) await page.keyboard.press('Backspace');
      },
    ],
    ['undone', () => page.keyboard.press('Control+z')],
  ];
  for (const [step, write] of steps) {
    await write();
    await saved(page);
    expect(await violationsOn(page), step).toEqual([]);
    await expect(storyText(page).locator('li[role=checkbox]'), step).toHaveCount(0);
  }
  const second = storyText(page).getByRole('treeitem', { name: 'Who pays?' });
  await expect(second).toHaveAttribute('aria-checked', 'false');
});
