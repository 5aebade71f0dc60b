// Picking several stories in the list by pointer and keyboard, and what is done with all of them at once.
import type { Page } from '@playwright/test';
import { violationsOn } from './violations.ts';
import { expect, openFromList, storyText, test } from './workbench.ts';

const list = (page: Page) => page.getByRole('list', { name: 'Stories' });
const row = (page: Page, title: RegExp) => list(page).getByRole('button', { name: title }).first();
const bar = (page: Page) => page.getByRole('region', { name: 'Selected stories' });
const picked = (page: Page) => list(page).getByRole('button', { name: /, selected$/ });
const [BALTIC, GRAIN, PORT] = [/^Baltic Cable/, /^Grain Index/, /^Port Automation/];

test('Ctrl-click picks stories here and there and opens none; a plain click opens one and picks none', async ({
  workbench: page,
}) => {
  await openFromList(page, BALTIC);
  const title = page.getByRole('textbox', { name: 'Title' });
  await expect(title).toHaveValue(BALTIC);
  await row(page, PORT).click({ modifiers: ['ControlOrMeta'] });
  await row(page, GRAIN).click({ modifiers: ['ControlOrMeta'] });
  await expect(bar(page)).toContainText('2 selected');
  await expect(page.getByRole('status').filter({ hasText: '2 stories selected' })).toBeAttached();
  await expect(picked(page)).toHaveCount(2);
  await expect(title).toHaveValue(BALTIC);
  expect(await violationsOn(page)).toEqual([]);
  await row(page, PORT).click({ modifiers: ['ControlOrMeta'] });
  await expect(bar(page)).toContainText('1 selected');
  await row(page, GRAIN).click();
  await expect(title).toHaveValue(GRAIN);
  await expect(bar(page)).toHaveCount(0);
  await expect(picked(page)).toHaveCount(0);
});

test('Shift-click picks all from the open story or the last one picked', async ({ workbench: page }) => {
  const at = (index: number) => list(page).locator(`[data-index="${index}"]`);
  await at(0).click();
  await at(2).click({ modifiers: ['Shift'] });
  await expect(bar(page)).toContainText('3 selected');
  await at(1).click({ modifiers: ['Shift'] });
  await expect(bar(page)).toContainText('2 selected');
  await page.getByRole('button', { name: 'Clear the selection' }).click();
  await expect(bar(page)).toHaveCount(0);
  await at(1).click({ modifiers: ['ControlOrMeta'] });
  await at(2).click({ modifiers: ['Shift'] });
  await expect(picked(page)).toHaveCount(2);
});

test('by keyboard: Shift with the arrows, Ctrl with Space, Ctrl+A, and Escape to leave', async ({
  workbench: page,
}) => {
  const at = (index: number) => list(page).locator(`[data-index="${index}"]`);
  await at(0).focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(at(1)).toBeFocused();
  await expect(bar(page)).toContainText('2 selected');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(bar(page)).toContainText('1 selected');
  // The focus follows in the next frame.
  for (const index of [0, 1, 2]) {
    if (index > 0) await page.keyboard.press('Control+ArrowDown');
    await expect(at(index)).toBeFocused();
  }
  await page.keyboard.press('Control+Space');
  await expect(bar(page)).toContainText('2 selected');
  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveCount(0);
  await expect(at(2)).toBeFocused();
  await page.keyboard.press('Control+a');
  await expect(bar(page)).toContainText('3 selected');
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveCount(0);
  await bar(page).getByRole('button', { name: 'Export…' }).focus();
  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveCount(0);
  await expect(at(2)).toBeFocused();
});

test('exports what is picked, and only what a search leaves in sight', async ({ workbench: page }) => {
  await row(page, BALTIC).click({ modifiers: ['ControlOrMeta'] });
  await row(page, GRAIN).click({ modifiers: ['ControlOrMeta'] });
  await bar(page).getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export several stories' });
  await expect(dialog.getByRole('button', { name: 'Export 2 stories…' })).toBeEnabled();
  await expect(dialog.getByRole('checkbox', { name: BALTIC })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: PORT })).not.toBeChecked();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('searchbox', { name: 'Search stories' }).fill('Baltic');
  await expect(bar(page)).toContainText('1 selected');
  await page.getByRole('searchbox', { name: 'Search stories' }).fill('');
  await expect(bar(page)).toContainText('2 selected');
});

test('deletes what is picked, the open story too, and brings it back', async ({ workbench: page }) => {
  await openFromList(page, BALTIC);
  await expect(storyText(page)).toBeVisible();
  await row(page, BALTIC).click({ modifiers: ['ControlOrMeta'] });
  await row(page, GRAIN).click({ modifiers: ['ControlOrMeta'] });
  await bar(page).getByRole('button', { name: 'Delete' }).click();
  await expect(list(page).getByRole('listitem')).toHaveCount(1);
  await expect(row(page, PORT)).toBeFocused();
  await expect(storyText(page)).toHaveCount(0);
  const message = page.getByRole('region', { name: 'Messages' });
  await expect(message).toContainText('2 stories were deleted.');
  await message.getByRole('button', { name: 'Undo' }).click();
  await expect(list(page).getByRole('listitem')).toHaveCount(3);
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(BALTIC);
  await expect(bar(page)).toHaveCount(0);

  await row(page, PORT).click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('Delete');
  await expect(message).toContainText('“Port Automation Talks – The Night Shift Clause (2026)” was deleted.');
  await expect(list(page).getByRole('listitem')).toHaveCount(2);
});
