// The export dialog: what leaves the desk is what was asked for.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, openFromList, storyText, test } from './workbench.ts';

test('never exports the preview of another format', async ({ workbench: page }) => {
  await openFromList(page, /Port Automation/);
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('What the Clause Says');
  await page.route('**/api/publishing.exportDraft*', async (route) => {
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
  await openFromList(page, /Baltic Cable/);
  const chips = () => storyText(page).locator('.cite').allTextContents();
  await expect.poll(async () => (await chips())[0]).toBe('(Northern Tidings, January 2026)');
  mkdirSync(path.join(host.library, 'styles'));
  copyFileSync('tests/fixtures/styles/numbered.csl', path.join(host.library, 'styles', 'numbered.csl'));
  writeFileSync(path.join(host.library, 'styles', 'broken.csl'), 'no style');
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: /Citation style/ }).click();
  await expect(page.getByRole('option')).toHaveText([
    /APA/,
    /Chicago.*author-date/,
    /Chicago.*note/,
    /house/,
    'IEEE',
    /Modern Language/,
    'Numbered in brackets',
    'Vancouver',
  ]);
  await page.getByRole('option', { name: 'Numbered in brackets' }).click();
  await page.keyboard.press('Control+1');
  const before = ['[1]', '[2], [3]', '[2, p. 14]', '[4]', '[3]'];
  await expect.poll(chips).toEqual(before);

  // A citation of a source that has a number takes it; before the others it moves them all.
  await storyText(page).getByText('The Nordvik lost power').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('@ledger');
  await page.keyboard.press('Enter');
  await expect.poll(chips).toEqual(['[1]', '[2]', '[3], [4]', '[3, p. 14]', '[1]', '[4]']);
  await page.keyboard.press('Control+z');
  await expect.poll(chips).toEqual(before);

  // A section that moves takes its citations along.
  const rows = page.getByRole('grid', { name: 'Outline' }).getByRole('row');
  await rows.nth(1).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(storyText(page).getByRole('heading').first()).toHaveText('The Cost of Waiting');
  await expect.poll(chips).toEqual(['[1, p. 14]', '[2]', '[3]', '[1], [4]', '[4]']);
  await page.getByRole('tab', { name: /Citations/ }).click();
  await expect(page.getByRole('list', { name: 'Citations' }).getByRole('button').nth(3)).toContainText('[1], [4]');

  await page.getByRole('button', { name: 'Export' }).click();
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.locator('#source-1')).toContainText('[1] “Annual report on repair capacity,”');
  await expect(preview.locator('#source-2')).toContainText('[2] Ledger of Risk');
  await expect(preview).toContainText('cover after day ten [2]');
});
