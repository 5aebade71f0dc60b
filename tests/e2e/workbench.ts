// A running workbench for browser tests: the built host on a temporary library, and a page that has it open.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, type Page } from '@playwright/test';

export type Host = { url: string; library: string; process: ChildProcess; stop(): Promise<number | null> };

/** In the place of the user's own folders, which no test may touch. */
const home = path.join(tmpdir(), `galley-e2e-home-${process.pid}`);
const HOME = { HOME: home, USERPROFILE: home, APPDATA: home, XDG_DATA_HOME: home };

/** Starts the host on `library` and resolves once it has printed its address. */
export async function startHost(library: string, args: string[] = []): Promise<Host> {
  const host = spawn(process.execPath, ['out/main/cli.js', 'serve', '--library', library, '--no-open', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...HOME },
  });
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    host.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /Galley is ready at (\S+)/.exec(printed)?.[1];
      if (found) resolve(found);
    });
    host.once('exit', (code) => reject(new Error(`The host ended with ${code}.`)));
  });
  return {
    url,
    library,
    process: host,
    stop: () =>
      new Promise((resolve) => {
        if (host.exitCode !== null || host.signalCode !== null) return resolve(host.exitCode);
        host.once('exit', (code) => resolve(code));
        host.kill('SIGTERM');
      }),
  };
}

/** Fails the test where the page asks anything of another origin than the host's, or logs an error. */
function watchOver(page: Page, url: string, problems: string[]): void {
  const { origin } = new URL(url);
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(?:data|blob):/.test(request.url()))
      problems.push(`request to ${request.url()}`);
  });
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
}

export const test = base.extend<{ host: Host; workbench: Page; problems: string[] }>({
  problems: async ({ page: _ }, use) => {
    const problems: string[] = [];
    await use(problems);
    base.expect(problems).toEqual([]);
  },
  host: async ({ page: _ }, use) => {
    const library = path.join(mkdtempSync(path.join(tmpdir(), 'galley-e2e-')), 'library');
    const host = await startHost(library);
    await use(host);
    await host.stop();
    rmSync(path.dirname(library), { recursive: true, force: true });
  },
  workbench: async ({ page, host, problems }, use) => {
    watchOver(page, host.url, problems);
    await page.goto(host.url);
    await page.getByRole('list', { name: 'Stories' }).waitFor();
    await use(page);
  },
});
export { expect } from '@playwright/test';

/** The story text of the open story. */
export const storyText = (page: Page) => page.getByRole('textbox', { name: 'Story text' });

/**
 * Puts the caret at the start of the paragraph that begins with `words`. By its first line: Home goes to the start of the
 * line as it is wrapped, and the middle of a paragraph is somewhere else on every width.
 */
export async function caretBefore(page: Page, words: string): Promise<void> {
  await storyText(page)
    .getByText(words)
    .first()
    .click({ position: { x: 4, y: 8 } });
  await page.keyboard.press('Home');
}

/** Waits until the status line says that everything is on the disk. */
export async function saved(page: Page): Promise<void> {
  // A change is noticed before it is saved; the status line leaves "Saved" first.
  await page.waitForTimeout(120);
  await page
    .getByRole('status', { name: 'Save status' })
    .filter({ hasText: /^\s*Saved \d\d:\d\d/ })
    .waitFor();
}

/** Imports files through the window's own dialog and opens the last one. */
export async function importPages(page: Page, files: string[]): Promise<void> {
  await page.getByRole('button', { name: 'Add stories' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Import stories…' }).click();
  await (await chooser).setFiles(files);
  await confirmImport(page);
  await page
    .getByText(`${files.length} of ${files.length} ${files.length === 1 ? 'file' : 'files'} · ${files.length} imported`)
    .waitFor();
}

/** Says yes to what the preview of an import shows. */
export const confirmImport = (page: Page) => page.getByRole('button', { name: /^Import \d+ files?$/ }).click();

export const openFromList = (page: Page, title: string | RegExp) =>
  page.getByRole('list', { name: 'Stories' }).getByRole('button', { name: title }).first().click();
