// 5 MB of text, pasted into a window: all of it is kept and stored, and the window's memory stays within bounds.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, saved, storyText, test } from './workbench.ts';

const SENTENCE = 'The corridor settles against a delivered price while traders expect another quiet quarter of talks. ';
const PARAGRAPH = SENTENCE.repeat(20).trim();
const PASTED_BYTES = 5 * 1024 * 1024;
const PARAGRAPHS = Math.ceil(PASTED_BYTES / PARAGRAPH.length);
/** What the window's scripts may hold more than before: the text many times over, in bytes. */
const HEAP_BYTES = 150 * 1024 * 1024;

/** What is alive on the heap of the page's scripts now, in bytes. */
async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  } finally {
    await session.detach();
  }
}

test.setTimeout(180_000);

test('5 MB of text can be pasted, is saved whole, and takes the window little memory', async ({
  workbench: page,
  host,
}) => {
  await page.keyboard.press('Control+Alt+n');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Much');
  await page.keyboard.press('Enter');
  await expect(storyText(page)).toBeFocused();
  await saved(page);
  const before = await heapBytes(page);

  await page.evaluate(
    ({ paragraph, count }) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData(
        'text/plain',
        Array.from({ length: count }, (_, index) => `${index} ${paragraph}`).join('\n'),
      );
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    },
    { paragraph: PARAGRAPH, count: PARAGRAPHS },
  );
  await expect(storyText(page).locator('p')).toHaveCount(PARAGRAPHS, { timeout: 90_000 });
  await saved(page);
  const took = (await heapBytes(page)) - before;
  test.info().annotations.push({ type: 'heap', description: `${(took / 1024 / 1024).toFixed(0)} MB for 5 MB of text` });
  expect(took).toBeLessThan(HEAP_BYTES);

  // Whoever writes on has all of it.
  await page.keyboard.type(' And on.');
  await saved(page);
  const stories = path.join(host.library, 'stories');
  const files = readdirSync(stories).map((name) => readFileSync(path.join(stories, name), 'utf8'));
  const stored = files.find((file) => file.includes('"title": "Much"')) ?? '';
  const numbers = Array.from(stored.matchAll(new RegExp(`(\\d+) ${PARAGRAPH}`, 'g')), ([, number]) => Number(number));
  expect(numbers).toEqual(Array.from({ length: PARAGRAPHS }, (_, index) => index));
  expect(stored).toContain(`${PARAGRAPH} And on.`);
});
