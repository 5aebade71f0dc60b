// Rows in another order: dragged with the mouse, or by the menu of their grip.
import type { Page } from '@playwright/test';
import { dragOver } from './drag-over.ts';
import { expect, openFromList, storyText, test } from './workbench.ts';

const outline = (page: Page) => page.getByRole('grid', { name: 'Outline' });
const headings = (page: Page) => storyText(page).getByRole('heading').allTextContents();

async function openStory(page: Page): Promise<void> {
  await openFromList(page, /Port Automation/);
  await storyText(page).getByRole('heading', { name: 'What the Clause Says' }).waitFor();
}

test('drags sections before and after others, and says where they would land', async ({ workbench: page }) => {
  await openStory(page);
  const rows = outline(page).getByRole('row');
  const before = await headings(page);
  const [first = '', second = '', ...rest] = before;

  await dragOver(page, rows.nth(0), rows.nth(1), 'lower');
  await expect(rows.nth(1)).toHaveAttribute('data-drop-line', 'after');
  await expect(rows.nth(0)).toHaveAttribute('data-dragging');
  await page.mouse.up();
  await expect.poll(() => headings(page)).toEqual([second, first, ...rest]);
  await expect(page.locator('[data-drop-line], [data-dragging]')).toHaveCount(0);
  await expect(rows.nth(0)).toContainText(second);

  await dragOver(page, rows.nth(1), rows.nth(0), 'upper');
  await expect(rows.nth(0)).toHaveAttribute('data-drop-line', 'before');
  await page.mouse.up();
  await expect.poll(() => headings(page)).toEqual(before);
  await expect(rows.nth(0)).toContainText(first);

  // Where it stands already it can't be dropped.
  await dragOver(page, rows.nth(0), rows.nth(1), 'upper');
  await expect(page.locator('[data-drop-line]')).toHaveCount(0);
  await page.mouse.up();
  expect(await headings(page)).toEqual(before);
});

test('takes a row nowhere else: not into the text, and not with Escape', async ({ workbench: page }) => {
  await openStory(page);
  const before = await storyText(page).textContent();
  const rows = outline(page).getByRole('row');
  await dragOver(page, rows.nth(0), storyText(page).getByRole('paragraph').first(), 'upper');
  await page.mouse.up();
  expect(await storyText(page).textContent()).toBe(before);
  await dragOver(page, rows.nth(0), rows.nth(1), 'lower');
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-drop-line], [data-dragging]')).toHaveCount(0);
  await page.mouse.up();
  expect(await storyText(page).textContent()).toBe(before);
});

test('moves a slider in a row, not the row', async ({ workbench: page }) => {
  await openStory(page);
  const before = await headings(page);
  const slider = outline(page).getByRole('slider').first();
  const box = await slider.boundingBox();
  if (!box) throw new Error('The slider is to be seen.');
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, { steps: 4 });
  await page.mouse.move(box.x + box.width, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(slider).toHaveValue('100');
  expect(await headings(page)).toEqual(before);
});

test('a slider in a row goes on from what it was set to last', async ({ workbench: page }) => {
  await openStory(page);
  const slider = outline(page).getByRole('slider').first();
  await expect(slider).toHaveValue('70');
  await slider.focus();
  for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveValue('85');
  await storyText(page).click();
  await page.keyboard.press('Control+z');
  await expect(slider).toHaveValue('70');
});

test('the grip moves a section by menu, and keeps the focus', async ({ workbench: page }) => {
  await openStory(page);
  const [first = '', second = '', ...rest] = await headings(page);
  const rows = outline(page).getByRole('row');
  await rows.first().focus();
  await page.keyboard.press('Tab');
  const grip = outline(page).getByRole('button', { name: `Move ${first}` });
  await expect(grip).toBeFocused();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu', { name: `Move ${first}` });
  await expect(menu.getByRole('menuitem', { name: /Move up/ })).toBeDisabled();
  await expect(menu.getByRole('menuitem', { name: /Move down/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => headings(page)).toEqual([second, first, ...rest]);
  await expect(menu).toBeHidden();
  await expect(grip).toBeFocused();
});

test('drags what a briefing holds', async ({ workbench: page }) => {
  await page.keyboard.press('Control+4');
  await page.getByRole('button', { name: 'New briefing' }).first().click();
  await page.getByRole('button', { name: 'Add stories…' }).click();
  const dialog = page.getByRole('dialog');
  for (const name of [/Baltic Cable/, /Grain Index/])
    await dialog.getByRole('checkbox', { name }).first().check({ force: true });
  await dialog.getByRole('button', { name: /^Add/ }).click();
  const rows = page.getByRole('grid', { name: 'Items' }).getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('Baltic Cable');
  await dragOver(page, rows.nth(0), rows.nth(1), 'lower');
  await page.mouse.up();
  await expect(rows.first()).toContainText('Grain Index');
  await rows
    .first()
    .getByRole('button', { name: /^Move Grain Index/ })
    .click();
  await page.getByRole('menuitem', { name: /Move down/ }).click();
  await expect(rows.first()).toContainText('Baltic Cable');
});
