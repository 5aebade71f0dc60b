// The Settings room: backups now and every week, where they go, and what can't be written.
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from './workbench.ts';

test('backs up on request, into another folder, and keeps only so many', async ({
  workbench: page,
  host,
  problems,
}) => {
  await page.keyboard.press('Control+,');
  const section = page.getByRole('region', { name: 'Backups' });
  await section.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText(`Backed up to ${host.library}-backups`)).toBeVisible();
  await expect(section.getByRole('list').getByRole('listitem')).toHaveCount(1);

  const other = path.join(mkdtempSync(path.join(tmpdir(), 'galley-backups-')), 'desk');
  const folder = section.getByRole('textbox', { name: 'Folder for backups' });
  await folder.fill('backups');
  await expect(section.getByText('Write the whole path of the folder')).toBeVisible();
  await folder.fill(other);
  await section.getByRole('textbox', { name: 'Backups to keep' }).fill('1');
  await folder.focus();
  await expect(section.getByRole('listitem')).toHaveCount(0);
  for (let made = 0; made < 2; made += 1) {
    await section.getByRole('button', { name: 'Back up now' }).click();
    await expect(section.getByRole('button', { name: 'Back up now' })).toBeEnabled();
    await expect(section.getByRole('listitem')).toHaveCount(1);
  }
  expect(readdirSync(other)).toHaveLength(1);

  const file = `${other}-file`;
  writeFileSync(file, '');
  await folder.fill(path.join(file, 'below'));
  await section.getByRole('textbox', { name: 'Backups to keep' }).focus();
  await expect(section.getByRole('listitem')).toHaveCount(0);
  await section.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText(/below.* could not be written/)).toBeVisible();
  // The browser logs the refusal.
  expect(problems.splice(0)).toEqual([expect.stringContaining('status of 422')]);
  await section.getByText('Back up the whole library every week').click();
  // The switch shows what is saved.
  await expect(section.getByRole('switch')).not.toBeChecked();
  await page.reload();
  await expect(section.getByRole('switch')).not.toBeChecked();
  await expect(folder).toHaveValue(path.join(file, 'below'));
});
