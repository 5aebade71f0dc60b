// The README's screenshots: each view, by the program itself. `npm run screenshots`
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { caretBefore, openFromList, saved, startHost } from '../e2e/workbench.ts';

const OUT = 'docs/screenshots';
mkdirSync(OUT, { recursive: true });
const folder = mkdtempSync(path.join(tmpdir(), 'galley-shots-'));
const host = await startHost(path.join(folder, 'library'));
const browser = await chromium.launch({
  ...(process.env.GALLEY_CHROMIUM && { executablePath: process.env.GALLEY_CHROMIUM }),
  args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});
const viewport = { width: 1440, height: 900 };

async function shotOf(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(400);
  await page.screenshot({ path: path.join(OUT, `${name}.png`) });
}

async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox', { name: 'Type a command or a title' }).fill(title);
  await page.getByRole('option', { name: title }).first().waitFor();
  await page.keyboard.press('Enter');
}

for (const colorScheme of ['light', 'dark'] as const) {
  const page = await browser.newPage({ viewport, colorScheme });
  const shot = (name: string) => shotOf(page, `${name}-${colorScheme}`);
  const room = (name: string) => page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name }).click();
  await page.goto(host.url);
  await page
    .getByRole('list', { name: 'Stories' })
    .getByRole('button', { name: /Baltic/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await shot('write');
  if (colorScheme === 'light') {
    await page.getByText('Operators rerouted traffic').click();
    for (let line = 0; line < 2; line += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.type(' @north');
    await page.getByRole('listbox').waitFor();
    await shot('citing');
    await page.keyboard.press('Escape');
    for (let key = 0; key < 7; key += 1) await page.keyboard.press('Backspace');
    await page.keyboard.press('Control+k');
    await shot('palette');
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await page.locator('.match-line b').waitFor();
  await page.keyboard.press('c');
  const second = page.getByRole('region', { name: 'Second source' });
  await second.getByRole('button', { name: /Second source/ }).click();
  await page.getByRole('option', { name: /Ledger of Risk/ }).click();
  await second.getByText('What the renewals leave out').waitFor();
  await shot('review');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('region', { name: 'Preview' }).getByText('Overview').waitFor();
  await shot('export');
  await page.keyboard.press('Escape');
  await room('Sources');
  await page.getByRole('row').nth(2).click();
  await shot('sources');
  if (colorScheme === 'light') {
    await room('Questions');
    await shot('questions');
    await room('Settings');
    await shot('settings');
  }
  await page.close();
}
await shootWhatChanges();
await browser.close();
await host.stop();
rmSync(folder, { recursive: true, force: true });

/** What the library is changed for: importing, a history, a briefing, the trash. After all that shows it as it begins. */
async function shootWhatChanges(): Promise<void> {
  const page = await browser.newPage({ viewport, colorScheme: 'light' });
  await page.goto(host.url);
  await importPreview(page);
  await history(page);
  await briefing(page);
  await trash(page);
}

async function importPreview(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add stories' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Import stories…' }).click();
  const empty = path.join(folder, 'notes.md');
  writeFileSync(empty, '');
  const pages = ['lithium-corridor.txt', 'orbital-debris.md', 'sources.bib'].map((name) => `tests/fixtures/${name}`);
  await (await chooser).setFiles([...pages, empty]);
  const dialog = page.getByRole('dialog', { name: 'Import stories' });
  await dialog.getByRole('status').filter({ hasText: 'To be added' }).waitFor();
  await dialog.getByText('New sources', { exact: true }).first().click();
  await shotOf(page, 'import-light');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

async function history(page: Page): Promise<void> {
  await openFromList(page, /Baltic/);
  await page.getByRole('slider', { name: 'Confidence of The Cost of Waiting' }).first().focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowLeft');
  await caretBefore(page, 'The Nordvik lost power');
  await page.keyboard.type('In the night of the fourteenth, ');
  await caretBefore(page, 'A standby contract costs');
  await page.keyboard.type('Nobody is paid for a ship that lies idle. ');
  await saved(page);
  await runCommand(page, 'History of the story');
  await page.getByRole('article', { name: 'Text with its changes' }).locator('ins').first().waitFor();
  await shotOf(page, 'history-light');
  await page.keyboard.press('Escape');
}

async function briefing(page: Page): Promise<void> {
  await page.keyboard.press('Control+4');
  await page.getByRole('button', { name: 'New briefing' }).first().click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Morning Briefing: Cables, Grain and Ports');
  await page.getByRole('textbox', { name: 'Number' }).fill('2026/12');
  await page.getByRole('textbox', { name: 'Prepared for' }).fill('Infrastructure desk');
  await page.getByRole('combobox', { name: 'Handling' }).or(page.getByLabel('Handling')).first().fill('TLP:AMBER');
  await page.getByRole('textbox', { name: 'Introduction' }).click();
  await page.keyboard.type('Three stories moved overnight. The second repair ship is the one to read first.');
  await page.getByRole('button', { name: 'Add stories…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add stories or sections' });
  await dialog.getByText('Baltic Cable Repairs').click();
  await dialog.getByText('Grain Index Dispute').click();
  await dialog.getByRole('button', { name: /Show the sections of Port Automation/ }).click();
  await dialog.getByText('What the Clause Says').click();
  await dialog.getByRole('button', { name: 'Add 3' }).click();
  await page.getByRole('status', { name: 'Save status' }).filter({ hasText: 'Saved' }).waitFor();
  await shotOf(page, 'briefing-light');

  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByText('HTML', { exact: true }).click();
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export HTML…' }).click();
  const file = path.join(folder, 'briefing.html');
  await (await download).saveAs(file);
  await page.keyboard.press('Escape');
  const reader = await browser.newPage({ viewport, colorScheme: 'light' });
  await reader.goto(pathToFileURL(file).href);
  await shotOf(reader, 'briefing-html-light');
  await reader.close();
}

async function trash(page: Page): Promise<void> {
  await page.keyboard.press('Control+1');
  for (const title of [/Port Automation/, /Grain Index/]) {
    await openFromList(page, title);
    await page.getByRole('button', { name: new RegExp(`^Actions for .*${title.source}`) }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page
      .getByText(/was deleted\.$/)
      .first()
      .waitFor();
  }
  await runCommand(page, 'Go to Trash');
  await page.getByRole('region', { name: 'Stories' }).getByRole('listitem').nth(1).waitFor();
  // What the messages say is not what is shown here.
  const messages = page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Dismiss' });
  while ((await messages.count()) > 0) await messages.first().click();
  await shotOf(page, 'trash-light');
}
