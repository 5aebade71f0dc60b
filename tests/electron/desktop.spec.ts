// The real desktop window, where Electron's binary is there; skipped with that reason where it is not.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron as electron, expect, test } from '@playwright/test';

const pathFile = 'node_modules/electron/path.txt';
const binary = existsSync(pathFile)
  ? path.resolve('node_modules/electron/dist', readFileSync(pathFile, 'utf8').trim())
  : undefined;
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const reason =
  !binary || !existsSync(binary)
    ? 'Electron’s binary is not installed here'
    : hasDisplay
      ? undefined
      : 'there is no display';

test.describe('the desktop window', () => {
  test.skip(reason !== undefined, reason);

  test('opens the library, saves what is typed, and closes', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'galley-desktop-'));
    const app = await electron.launch({
      executablePath: binary ?? '',
      args: ['.', '--library', path.join(folder, 'library'), `--user-data-dir=${folder}`],
    });
    const page = await app.firstWindow();
    await page
      .getByRole('list', { name: 'Stories' })
      .getByRole('button', { name: /Baltic/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Typed on the desktop');
    await app.close();
    expect(readFileSync(path.join(folder, 'library', 'stories', 'starter-baltic-cables.json'), 'utf8')).toContain(
      'Typed on the desktop',
    );
    rmSync(folder, { recursive: true, force: true });
  });

  test('has no Node in its page and refuses to navigate away', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'galley-desktop-'));
    const app = await electron.launch({
      executablePath: binary ?? '',
      args: ['.', '--library', path.join(folder, 'library'), `--user-data-dir=${folder}`],
    });
    const page = await app.firstWindow();
    await page.getByRole('list', { name: 'Stories' }).waitFor();
    expect(
      await page.evaluate(() => [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process')]),
    ).toEqual(['undefined', 'undefined']);
    await page.evaluate(() => window.location.assign('https://example.org/'));
    await page.waitForTimeout(500);
    expect(page.url()).toMatch(/^galley:\/\/app\//);
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
