// The export dialog: what leaves the desk is what was asked for.
import { readFileSync } from 'node:fs';
import { expect, openFromList, test } from './workbench.ts';

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
