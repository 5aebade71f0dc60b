// Citation styles of a desk's own: added in the window, refused in a sentence, named where they can't be used.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, openFromList, test } from './workbench.ts';

const HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">';

async function add(page: Page, name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add a style file…' }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/xml', buffer: Buffer.from(text) });
}

test('adds a style in Settings, refuses what is none, and names what can’t be used any more', async ({
  workbench: page,
  host,
  problems,
}) => {
  await page.keyboard.press('Control+,');
  await add(page, 'notes.csl', 'no style');
  await expect(page.getByText('“notes.csl” was not added: This file is not a CSL citation style.')).toBeVisible();
  await add(
    page,
    'ports.csl',
    `${HEAD}<info><link href="http://www.zotero.org/styles/apa" rel="independent-parent"/></info></style>`,
  );
  await expect(page.getByText(/only names another one, “apa”, which is here: choose that/)).toBeVisible();
  // A refusal is an answer that the browser logs.
  expect(problems.splice(0)).toEqual(Array(2).fill(expect.stringContaining('status of 400')));
  await add(page, 'numbered.csl', readFileSync('tests/fixtures/styles/numbered.csl', 'utf8'));
  await expect(page.getByText('The style “Numbered in brackets” was added.')).toBeVisible();
  await page.getByRole('button', { name: /Citation style/ }).click();
  await page.getByRole('option', { name: 'Numbered in brackets' }).click();
  await page.keyboard.press('Control+1');
  await openFromList(page, /Baltic Cable/);
  await expect(page.locator('.cite').first()).toHaveText('[1]');

  writeFileSync(path.join(host.library, 'styles', 'numbered.csl'), `${HEAD}<citation>`);
  await page.reload();
  await expect(page.locator('.cite').first()).toHaveText('(Northern Tidings, January 2026)');
  await page.keyboard.press('Control+,');
  await expect(
    page.getByRole('status').filter({ hasText: 'numbered.csl: This citation style is not complete' }),
  ).toContainText('Citations are printed in “Galley house style” until it can be used.');
  await expect(page.getByText('These files among the styles can’t be used:')).toBeVisible();
});

test('adds a style in the export dialog and uses it there', async ({ workbench: page }) => {
  await openFromList(page, /Baltic Cable/);
  await page.getByRole('button', { name: 'Export' }).click();
  await add(page, 'numbered.csl', readFileSync('tests/fixtures/styles/numbered.csl', 'utf8'));
  await expect(page.getByRole('button', { name: /Citation style/ })).toContainText('Numbered in brackets');
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('[1] ');
});

test('prints citations in the library’s language, in the window and in exports', async ({ workbench: page }) => {
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: /Language of the citations/ }).click();
  await page.getByRole('option', { name: /^German/ }).click();
  await page.keyboard.press('Control+1');
  await openFromList(page, /Baltic Cable/);
  await expect(page.locator('.cite').first()).toHaveText('(Northern Tidings, Januar 2026)');
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('button', { name: /Language of the citations/ })).toContainText('German');
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('(Northern Tidings, Januar 2026)');
  await page.reload();
  await expect(page.locator('.cite').first()).toHaveText('(Northern Tidings, Januar 2026)');
});
