// Importing: what would be added is shown before anything is written.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { paragraph, wordFile } from '../core/intake/word.ts';
import { violationsOn } from './violations.ts';
import { confirmImport, expect, type Host, test } from './workbench.ts';

const LITHIUM = 'tests/fixtures/lithium-corridor.txt';

/** Drags what is at `paths` over the middle of the window, as from the system's own windows. */
async function dragIn(page: Page, paths: string[], ...steps: ('dragEnter' | 'dragOver' | 'drop')[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const type of steps)
    await session.send('Input.dispatchDragEvent', {
      type,
      x: 600,
      y: 300,
      data: { items: [], files: paths, dragOperationsMask: 1 },
    });
}

const storiesOf = (host: Host) => readdirSync(path.join(host.library, 'stories')).length;
let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'galley-import-'));
  mkdirSync(path.join(folder, 'inner'));
  copyFileSync(LITHIUM, path.join(folder, 'inner', 'lithium.txt'));
  copyFileSync('tests/fixtures/sources.bib', path.join(folder, 'sources.bib'));
  writeFileSync(
    path.join(folder, 'cable.docx'),
    wordFile(paragraph('Cable cut', 'Title') + paragraph('What we know', 'Heading1') + paragraph('Text (Wire, 2025).')),
  );
  writeFileSync(path.join(folder, 'broken.html'), '');
  writeFileSync(path.join(folder, 'photo.png'), 'x');
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('shows what a folder would add, and adds what is chosen', async ({ workbench: page, host }) => {
  const before = storiesOf(host);
  await page.getByRole('button', { name: 'Add stories' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Import a folder…' }).click();
  await (await chooser).setFiles(folder);
  const dialog = page.getByRole('dialog', { name: 'Import stories' });
  await expect(dialog.getByRole('status')).toHaveText('To be added: 2 stories, 7 sections and 4 new sources.');
  const lines = dialog.getByRole('list', { name: 'Files' }).locator('> li');
  await expect(lines).toHaveCount(4);
  await expect(lines.nth(0)).toContainText('bibliography · 3 new sources');
  await expect(lines.filter({ hasText: 'broken.html' })).toContainText(
    'This file is empty. Nothing was imported from it.',
  );
  const word = lines.filter({ hasText: 'Cable cut' });
  await expect(word).toContainText('cable.docx · 1 section · 1 citation · 1 new source');
  await word.getByText('New sources').click();
  await expect(word).toContainText('Wire, 2025');
  expect(await violationsOn(page)).toEqual([]);
  expect(storiesOf(host)).toBe(before);

  await dialog.getByText('Import Cable cut').or(word.locator('.g-check')).first().click();
  await expect(dialog.getByRole('status')).toContainText('1 story, 6 sections');
  await confirmImport(page);
  await expect(dialog.getByRole('status')).toHaveText('4 of 4 files · 2 imported');
  await expect(word).toContainText('Left out.');
  expect(storiesOf(host)).toBe(before + 1);
});

test('takes in the images that an export has left beside a document', async ({ workbench: page, host }) => {
  const bytes = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAfbLI3wAAAABJRU5ErkJggg==',
    'base64',
  );
  const name = `${createHash('sha256').update(bytes).digest('hex')}.png`;
  const exported = path.join(folder, 'exported');
  mkdirSync(path.join(exported, 'attachments'), { recursive: true });
  writeFileSync(path.join(exported, 'dots.md'), `# Dots\n\n## A\n\nText.\n\n![dot](attachments/${name})\n`);
  writeFileSync(path.join(exported, 'attachments', name), bytes);
  await page.getByRole('button', { name: 'Add stories' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Import a folder…' }).click();
  await (await chooser).setFiles(exported);
  const dialog = page.getByRole('dialog', { name: 'Import stories' });
  const lines = dialog.getByRole('list', { name: 'Files' }).locator('> li');
  await expect(lines).toHaveCount(1);
  await expect(lines).toContainText('1 image');
  await expect(lines).not.toContainText('missing');
  await confirmImport(page);
  await dialog.getByRole('button', { name: 'Open the story' }).click();
  await expect(page.locator('.story-image img')).toHaveJSProperty('naturalWidth', 1);

  // A browser saves single files: the document and its image come out as one archive.
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByText('Pandoc', { exact: true }).click();
  await expect(page.getByText('the document and its images come as one archive')).toBeVisible();
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export Pandoc Markdown…' }).click();
  expect((await download).suggestedFilename()).toBe('Dots.zip');
  const archive = readFileSync(await (await download).path(), 'latin1');
  for (const inside of ['Dots.md', `attachments/${name}`]) expect(archive).toContain(inside);
  expect(readdirSync(path.join(host.library, 'attachments'))).toContain(name);
});

test('leaves a page out that was imported before, unless it is chosen', async ({ workbench: page, host }) => {
  const choose = async () => {
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Control+Shift+o');
    await (await chooser).setFiles(LITHIUM);
  };
  const dialog = page.getByRole('dialog', { name: 'Import stories' });
  await choose();
  await confirmImport(page);
  await expect(dialog.getByRole('status')).toHaveText('1 of 1 file · 1 imported');
  await page.getByRole('button', { name: 'Close' }).last().click();
  await expect(dialog).toHaveCount(0);
  const before = storiesOf(host);
  await choose();
  await expect(dialog).toContainText('It was imported before, as “EU–Chile Lithium Corridor');
  await expect(dialog.getByRole('button', { name: 'Import 0 files' })).toBeDisabled();
  await dialog.locator('.g-check').click();
  await confirmImport(page);
  await expect(dialog.getByRole('status')).toHaveText('1 of 1 file · 1 imported');
  expect(storiesOf(host)).toBe(before + 1);
});

test('writes nothing where the preview is left', async ({ workbench: page, host }) => {
  const before = storiesOf(host);
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+Shift+o');
  await (await chooser).setFiles(LITHIUM);
  await expect(page.getByRole('status').filter({ hasText: 'To be added' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(storiesOf(host)).toBe(before);
});

test('shows what a folder would add that is dropped on the window', async ({ workbench: page, host }) => {
  const before = storiesOf(host);
  await dragIn(page, [folder], 'dragEnter', 'dragOver');
  await expect(page.getByText('Drop pages, Word files or a folder to import them')).toBeVisible();
  await dragIn(page, [folder], 'drop');
  const dialog = page.getByRole('dialog', { name: 'Import stories' });
  await expect(dialog.getByRole('status')).toHaveText('To be added: 2 stories, 7 sections and 4 new sources.');
  await expect(page.getByText('Drop pages, Word files or a folder to import them')).toHaveCount(0);
  await expect(dialog.getByRole('list', { name: 'Files' }).locator('> li')).toHaveCount(4);
  await confirmImport(page);
  await expect(dialog.getByRole('status')).toHaveText('4 of 4 files · 3 imported');
  expect(storiesOf(host)).toBe(before + 2);
});

test('says that a folder which is dropped holds nothing to import', async ({ workbench: page }) => {
  const empty = path.join(folder, 'empty');
  mkdirSync(path.join(empty, 'inner'), { recursive: true });
  writeFileSync(path.join(empty, 'inner', 'photo.png'), 'x');
  await dragIn(page, [empty], 'dragEnter', 'dragOver', 'drop');
  await expect(page.getByText('There is nothing in this folder that can be imported.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('says that a folder which is dropped can’t be read', async ({ workbench: page }) => {
  await page.evaluate(() => {
    const asEntry = DataTransferItem.prototype.webkitGetAsEntry;
    DataTransferItem.prototype.webkitGetAsEntry = function gone(this: DataTransferItem) {
      const entry = asEntry.call(this) as FileSystemDirectoryEntry | null;
      const reader = entry?.createReader();
      if (reader)
        Object.getPrototypeOf(reader).readEntries = (_found: unknown, failed: (error: DOMException) => void) =>
          failed(new DOMException('It is gone.', 'NotFoundError'));
      return entry;
    };
  });
  await dragIn(page, [folder], 'dragEnter', 'dragOver', 'drop');
  await expect(page.getByText('What was dropped could not be read; nothing was imported.')).toBeVisible();
});
