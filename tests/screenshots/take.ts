// The README's screenshots: each view, by the program itself. `npm run screenshots`
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { startHost } from '../e2e/workbench.ts';

const OUT = 'docs/screenshots';
mkdirSync(OUT, { recursive: true });
const folder = mkdtempSync(path.join(tmpdir(), 'galley-shots-'));
const host = await startHost(path.join(folder, 'library'));
const browser = await chromium.launch({
  ...(process.env.GALLEY_CHROMIUM && { executablePath: process.env.GALLEY_CHROMIUM }),
  args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});
for (const colorScheme of ['light', 'dark'] as const) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme });
  const shot = async (name: string) => {
    await page.waitForTimeout(400);
    await page.screenshot({ path: path.join(OUT, `${name}-${colorScheme}.png`) });
  };
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
  await page.mouse.move(0, 0);
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
await browser.close();
await host.stop();
rmSync(folder, { recursive: true, force: true });
