// Going from room to room: what was typed is there on coming back.
import { expect, openFromList, saved, storyText, test } from './workbench.ts';

test('finds what was typed again after a visit to another room', async ({ workbench: page }) => {
  await openFromList(page, /Port Automation/);
  const text = storyText(page);
  await text
    .locator('p')
    .first()
    .click({ position: { x: 4, y: 8 } });
  await page.keyboard.press('Home');
  await page.keyboard.type('Typed before leaving. ');
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
  await page.keyboard.press('Control+1');
  await expect(storyText(page)).toContainText('Typed before leaving.');
  await page.keyboard.press('Control+2');
  await page.keyboard.press('Control+1');
  await storyText(page)
    .locator('p')
    .first()
    .click({ position: { x: 4, y: 8 } });
  await page.keyboard.press('End');
  await page.keyboard.type(' Typed after coming back.');
  await saved(page);
  await page.reload();
  await expect(storyText(page)).toContainText('Typed before leaving.');
  await expect(storyText(page)).toContainText('Typed after coming back.');
});

test('takes the focus along to another room where it was in the one before', async ({ workbench: page }) => {
  await openFromList(page, /Port Automation/);
  await storyText(page).locator('p').first().click();
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Go to Questions');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Questions' })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
  // Who goes there by the rail stays on it.
  await page.getByRole('navigation').getByRole('button', { name: 'Sources' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Sources' })).toBeFocused();
});
