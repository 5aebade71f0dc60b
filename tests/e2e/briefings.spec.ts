// Composing a briefing and exporting it for two audiences.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { violationsOn } from './violations.ts';
import { expect, test } from './workbench.ts';

async function compose(page: Page): Promise<void> {
  await page.keyboard.press('Control+4');
  await page.getByRole('button', { name: 'New briefing' }).first().click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Morning briefing');
  await page.getByRole('textbox', { name: 'Number' }).fill('2026/12');
  await page.getByRole('textbox', { name: 'Introduction' }).click();
  await page.keyboard.type('What changed overnight.');
  await page.getByRole('button', { name: 'Add stories…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add stories or sections' });
  await dialog.getByText('Baltic Cable Repairs').click();
  await dialog.getByText('Grain Index Dispute').click();
  await dialog.getByRole('button', { name: /Show the sections of Port Automation/ }).click();
  await dialog.getByText('What the Clause Says').click();
  await dialog.getByRole('button', { name: 'Add 3' }).click();
  await page.getByRole('status', { name: 'Save status' }).filter({ hasText: 'Saved' }).waitFor();
}

/** What the dialog exports as Markdown for an audience. */
async function markdownFor(page: Page, audience: string): Promise<string> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByText('Markdown', { exact: true }).click();
  await page.getByRole('button', { name: /^For|For$/ }).click();
  await page.getByRole('option', { name: audience }).click();
  await expect(page.getByText(/for other readers left out/).first()).toBeVisible();
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export Markdown…' }).click();
  return readFileSync(await (await download).path(), 'utf8');
}

test('composes a briefing and exports it for two audiences', async ({ workbench: page }) => {
  await compose(page);
  const expected = (name: string, today: string) =>
    readFileSync(`tests/fixtures/expected/${name}`, 'utf8').replace('{today}', today);
  const today = new Intl.DateTimeFormat('en-US', { dateStyle: 'long' }).format(new Date());
  expect(await markdownFor(page, 'Attorneys')).toBe(expected('briefing-attorneys.md', today));
  expect(await markdownFor(page, 'Investors')).toBe(expected('briefing-investors.md', today));
});

test('reorders items by keyboard, says what changed since the export, and numbers the next issue', async ({
  workbench: page,
}) => {
  await compose(page);
  const rows = page.getByRole('grid', { name: 'Items' }).getByRole('row');
  await rows.nth(1).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(rows.first()).toContainText('Grain Index Dispute');
  await markdownFor(page, 'Attorneys');
  await expect(page.getByText('Changed since the last export')).toHaveCount(0);

  await rows
    .first()
    .getByRole('button', { name: /^Grain Index/ })
    .click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Grain Index Settled');
  await page
    .getByRole('status', { name: 'Save status' })
    .filter({ hasText: /Saved \d\d:\d\d/ })
    .waitFor();
  await page.waitForTimeout(800);
  await page.keyboard.press('Control+4');
  await page.getByRole('list', { name: 'Briefings' }).getByRole('button', { name: 'Morning briefing' }).first().click();
  await expect(rows.first()).toContainText('Changed since the last export');

  await page.getByRole('button', { name: 'Actions for Morning briefing' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate as the next issue' }).click();
  await expect(page.getByRole('textbox', { name: 'Number' })).toHaveValue('2026/13');
  await expect(page.getByRole('list', { name: 'Briefings' }).getByRole('listitem')).toHaveCount(2);
});

test('an item is shown otherwise, opened and removed by keyboard', async ({ workbench: page }) => {
  await compose(page);
  const rows = page.getByRole('grid', { name: 'Items' }).getByRole('row');
  const shown = rows.first().getByRole('button', { name: /How much of Baltic/ });
  await page.getByRole('button', { name: 'Add stories or sections' }).first().focus();
  await page.keyboard.press('Tab');
  await expect(rows.first()).toBeFocused();
  // Rows by arrow keys, what is in a row by Tab.
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  for (const _ of ['grip', 'title', 'how much']) await page.keyboard.press('Tab');
  await expect(shown).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option', { name: 'Full text' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(shown).toContainText('Summary only');
  await expect(shown).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(rows.first().getByRole('button', { name: /^Remove Baltic/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(2);
  expect(await violationsOn(page)).toEqual([]);
});

test('keeps with the briefing how it is printed', async ({ workbench: page, host }) => {
  await compose(page);
  await markdownFor(page, 'Attorneys');
  const reopen = async () => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    return page.getByRole('dialog', { name: 'Export' });
  };
  const dialog = await reopen();
  await expect(dialog.getByRole('button', { name: /^For|For$/ })).toContainText('Attorneys');
  await dialog.getByText('Confidence statements').click();
  await dialog.getByRole('button', { name: /Citation style/ }).click();
  await page.getByRole('option', { name: /^APA/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('status', { name: 'Save status' }).filter({ hasText: 'Saved' }).waitFor();
  await page.reload();
  await page.getByRole('list', { name: 'Briefings' }).getByRole('button', { name: 'Morning briefing' }).first().click();
  const again = await reopen();
  await expect(again.getByRole('button', { name: /Citation style/ })).toContainText('APA');
  await expect(again.getByRole('switch', { name: 'Confidence statements' })).toBeChecked();
  const line = ['briefing', 'export', 'Morning briefing', '--format', 'markdown', '--library', host.library];
  expect(execFileSync(process.execPath, ['out/main/cli.js', ...line], { encoding: 'utf8' })).toContain(
    'Confidence: 55 %, moderate.',
  );
});
