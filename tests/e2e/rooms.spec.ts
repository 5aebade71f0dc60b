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
