// Several stories at once into a folder: which, how, what is there already, and what became of each.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { openZip } from '../../src/main/workbench/unzip.ts';
import { violationsOn } from './violations.ts';
import { expect, test } from './workbench.ts';

/** Lets the page write into a folder of its own instead of one that only a person can choose. */
async function withFolder(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.showDirectoryPicker = async () => {
      const root = await navigator.storage.getDirectory();
      return root.getDirectoryHandle('desk', { create: true });
    };
  });
}

const filesIn = (page: Page) =>
  page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('desk', { create: true });
    const files: Record<string, string> = {};
    for await (const [name, handle] of folder as unknown as AsyncIterable<[string, FileSystemFileHandle]>)
      files[name] = await (await handle.getFile()).text();
    return files;
  });

async function open(page: Page) {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Export several');
  await page.keyboard.press('Enter');
  return page.getByRole('dialog', { name: 'Export several stories' });
}

test('exports the chosen stories, and asks before it replaces any', async ({ workbench: page }) => {
  await withFolder(page);
  const dialog = await open(page);
  await expect(dialog.getByRole('button', { name: 'Export 0 stories…' })).toBeDisabled();
  await dialog.getByText('Markdown', { exact: true }).click();
  await dialog.getByText(/^Baltic Cable/).click();
  await dialog.getByText(/^Port Automation/).click();
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Export 2 stories…' }).click();
  await expect(dialog.getByRole('status')).toHaveText('2 of 2 stories · 2 exported to “desk”');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const files = await filesIn(page);
  const names = Object.keys(files).sort();
  expect(names).toEqual([
    'Baltic Cable Repairs – Who Pays for the Second Ship (2026).md',
    'Port Automation Talks – The Night Shift Clause (2026).md',
  ]);
  expect(files[names[0] ?? '']).toContain('# Baltic Cable Repairs');

  await page.evaluate(async (name) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('desk');
    const writable = await (await folder.getFileHandle(name)).createWritable();
    await writable.write('mine');
    await writable.close();
  }, names[0] ?? '');
  const again = async () => {
    const next = await open(page);
    await next.getByText('Markdown', { exact: true }).click();
    await next.getByText('All 3', { exact: true }).click();
    await next.getByRole('button', { name: 'Export 3 stories…' }).click();
    await expect(next).toContainText('2 files are in “desk” already:');
    return next;
  };
  const kept = await again();
  await kept.getByRole('button', { name: 'Keep them, export the others' }).click();
  await expect(kept.getByRole('status')).toHaveText('3 of 3 stories · 1 exported to “desk”');
  await expect(kept.getByRole('list', { name: 'Exports' })).toContainText('It is there already and was left as it is.');
  await kept.getByRole('button', { name: 'Close' }).last().click();
  expect((await filesIn(page))[names[0] ?? '']).toBe('mine');
  await open(page);
  await page.keyboard.press('Escape');

  await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('desk');
    await folder.removeEntry('Grain Index Dispute – Settlement Rules after the Spring Rollover (2026).md');
  });
  const replaced = await again();
  await replaced.getByRole('button', { name: 'Replace them' }).click();
  await expect(replaced.getByRole('status')).toHaveText('3 of 3 stories · 3 exported to “desk”');
  expect((await filesIn(page))[names[0] ?? '']).toContain('# Baltic Cable Repairs');
});

test('asks before it replaces a bibliography beside a document', async ({ workbench: page }) => {
  await withFolder(page);
  const bibliography = 'Port Automation Talks – The Night Shift Clause (2026).csl.json';
  await page.evaluate(async (name) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('desk', { create: true });
    const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await writable.write('mine');
    await writable.close();
  }, bibliography);
  const dialog = await open(page);
  await dialog.getByText('Pandoc', { exact: true }).click();
  await dialog.getByText(/^Port Automation/).click();
  await dialog.getByRole('button', { name: 'Export 1 story…' }).click();
  await expect(dialog).toContainText('is in “desk” already');
  expect((await filesIn(page))[bibliography]).toBe('mine');
});

test('stops where the folder is gone, and says what became of each', async ({ workbench: page }) => {
  await withFolder(page);
  await page.route('**/api/publishing.exportStory*', async (route) => {
    await page.evaluate(async () => {
      await (await navigator.storage.getDirectory()).removeEntry('desk', { recursive: true }).catch(() => undefined);
    });
    await route.continue();
  });
  const dialog = await open(page);
  await dialog.getByText('All 3', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Export 3 stories…' }).click();
  await expect(dialog.getByRole('status')).toHaveText('3 of 3 stories · 0 exported to “desk”');
  const lines = dialog.getByRole('list', { name: 'Exports' }).getByRole('listitem');
  await expect(lines.nth(0)).toContainText('The folder “desk” is not there any more.');
  await expect(lines.nth(1)).toContainText('Left out, because nothing more could be written.');
});

test('stops after the story under way where that is asked', async ({ workbench: page }) => {
  await withFolder(page);
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/publishing.exportStory*', async (route) => {
    await held;
    await route.continue();
  });
  const dialog = await open(page);
  await dialog.getByText('All 3', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Export 3 stories…' }).click();
  await dialog.getByRole('button', { name: 'Stop after this story' }).click();
  release();
  await expect(dialog.getByRole('status')).toHaveText('3 of 3 stories · 1 exported to “desk”');
  expect(Object.keys(await filesIn(page))).toHaveLength(1);
});

test('says of an archive that was not saved that nothing of it was', async ({ workbench: page }) => {
  await page.evaluate(() => {
    Reflect.deleteProperty(window, 'showDirectoryPicker');
    Reflect.set(window, 'showSaveFilePicker', () => Promise.reject(new DOMException('Left.', 'AbortError')));
  });
  const dialog = await open(page);
  await dialog.getByText('All 3', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Export 3 stories…' }).click();
  await expect(dialog.getByRole('status')).toHaveText('3 of 3 stories · 0 exported to “Galley export.zip”');
  await expect(dialog.getByRole('list', { name: 'Exports' }).getByText('The archive was not saved.')).toHaveCount(3);
  await expect(dialog.getByRole('button', { name: 'Close' }).last()).toBeVisible();
});

test('gives an archive where a browser can’t write into folders', async ({ workbench: page }) => {
  await page.evaluate(() => {
    Reflect.deleteProperty(window, 'showDirectoryPicker');
    Reflect.deleteProperty(window, 'showSaveFilePicker');
  });
  const dialog = await open(page);
  await dialog.getByText('All 3', { exact: true }).click();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export 3 stories…' }).click();
  const archive = openZip(readFileSync(await (await download).path()));
  expect(archive.names).toHaveLength(3);
  for (const name of archive.names)
    expect(Buffer.from(archive.read(name) ?? []).toString()).toMatch(/^<!DOCTYPE html>/);
});
