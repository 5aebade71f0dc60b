// Dragging rows with the mouse.
import type { Locator, Page } from '@playwright/test';

/** Drags a row by its name to the upper or lower part of another, and stays there. */
export async function dragOver(page: Page, row: Locator, target: Locator, part: 'upper' | 'lower'): Promise<void> {
  const from = await row.boundingBox();
  const to = await target.boundingBox();
  if (!from || !to) throw new Error('Both rows are to be seen.');
  await page.mouse.move(from.x + 40, from.y + from.height / 2);
  await page.mouse.down();
  const y = to.y + to.height * (part === 'upper' ? 0.2 : 0.8);
  await page.mouse.move(to.x + 40, y, { steps: 4 });
  // Only a second event over the same element is one of dragging over it.
  for (const x of [41, 42]) await page.mouse.move(to.x + x, y);
}
