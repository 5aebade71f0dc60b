// The export dialog: what leaves the desk is what was asked for.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, openFromList, storyText, test } from './workbench.ts';

test('never exports the preview of another format', async ({ workbench: page }) => {
  await openFromList(page, /Port Automation/);
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('What the Clause Says');
  await page.route('**/api/publishing.preview*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  await page.getByText('Markdown', { exact: true }).click();
  const button = page.getByRole('button', { name: 'Export Markdown…' });
  await expect(button).toBeDisabled();
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  const download = page.waitForEvent('download');
  await button.click();
  expect(readFileSync(await (await download).path(), 'utf8')).toMatch(/^# Port Automation/m);
});

test('a numbered style of the library numbers chips, list and export alike, also after reordering', async ({
  workbench: page,
  host,
}) => {
  await openFromList(page, /Port Automation/);
  const chips = () => storyText(page).locator('.cite').allTextContents();
  await expect
    .poll(chips)
    .toEqual([
      '(Quayside Record, February 2026)',
      expect.stringContaining('Quayside Record'),
      expect.stringContaining('Labour Gazette'),
    ]);
  mkdirSync(path.join(host.library, 'styles'));
  copyFileSync('tests/fixtures/styles/numbered.csl', path.join(host.library, 'styles', 'numbered.csl'));
  writeFileSync(path.join(host.library, 'styles', 'broken.csl'), 'no style');
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: /Citation style/ }).click();
  await expect(page.getByRole('option')).toHaveText([/APA/, /house/, 'Numbered in brackets']);
  await page.getByRole('option', { name: 'Numbered in brackets' }).click();
  await page.keyboard.press('Control+1');
  await expect.poll(chips).toEqual(['[1]', '[1], [2]', '[3]']);

  // A new citation of a source that has its number takes it; one before it moves all the others.
  await storyText(page).getByText('The draft keeps every day job').click();
  await page.keyboard.press('Home');
  await page.keyboard.type('@labour');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' ');
  await expect.poll(chips).toEqual(['[1]', '[2]', '[2], [3]', '[1]']);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(chips).toEqual(['[1]', '[1], [2]', '[3]']);

  // A section that moves takes its citations along.
  const rows = page.getByRole('grid', { name: 'Outline' }).getByRole('row');
  await rows.nth(1).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(storyText(page).getByRole('heading').first()).toHaveText('What the Clause Says');
  await expect.poll(chips).toEqual(['[1], [2]', '[3]', '[1]']);
  await page.getByRole('tab', { name: /Citations/ }).click();
  await expect(page.getByRole('list', { name: 'Citations' }).getByRole('button').first()).toContainText('[1], [2]');

  await page.getByRole('button', { name: 'Export' }).click();
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('[1] O. Brandt, “The hours between ten and six,” Quayside Record, Feb. 2026.');
  await expect(preview.locator('#source-2')).toContainText('[2] Journal of Tenders');
});
