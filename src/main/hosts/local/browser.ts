/**
 * Opening the window in a browser: one of its own (`--app`) where a Chromium is installed, else the default browser.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const NAMES = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
];

/** Where browsers of the Chromium family are usually installed, by platform. */
function candidates(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') {
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ];
  }
  if (platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((folder): folder is string => Boolean(folder))
      .flatMap((folder) => [
        path.join(folder, 'Google/Chrome/Application/chrome.exe'),
        path.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ]);
  }
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
}

/** The program and arguments that open `url`; undefined where there is neither a display nor a browser. */
export function browserCommand(
  url: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  isExecutable: (file: string) => boolean,
): [string, string[]] | undefined {
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return undefined;
  const chromium = candidates(env, platform).find(isExecutable);
  if (chromium) return [chromium, [`--app=${url}`]];
  if (platform === 'darwin') return ['/usr/bin/open', [url]];
  // `start` would need a shell, which reads the URL's characters as its own.
  if (platform === 'win32') return ['rundll32.exe', ['url.dll,FileProtocolHandler', url]];
  const opener = (env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'xdg-open'))
    .find(isExecutable);
  return opener ? [opener, [url]] : undefined;
}

/** The first browser of the Chromium family that is installed; undefined where none is. */
export function findChromium(): string | undefined {
  return candidates(process.env, process.platform).find(isExecutable);
}

/** Opens `url` in a browser window of its own. Returns false where there is none to open it in. */
export function openInBrowser(url: string): boolean {
  const command = browserCommand(addressToStartWith(url), process.env, process.platform, isExecutable);
  if (!command) return false;
  const child = spawn(command[0], command[1], { detached: true, stdio: 'ignore' });
  child.on('error', (error) => console.error(`galley: the browser could not be opened: ${error.message}`));
  child.unref();
  return true;
}

/**
 * Every user of a Mac can read what a program was started with: there the address, with its token, goes through a file of
 * its user's own. On Linux the host knows whose a connection is, and a browser in a snap could not read the file; Windows
 * shows the command lines of others to administrators only.
 */
function addressToStartWith(url: string): string {
  if (process.platform !== 'darwin') return url;
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-'));
  const file = path.join(folder, 'open.html');
  writeFileSync(file, launchPage(url), { mode: 0o600 });
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return pathToFileURL(file).href;
}

/** A page that goes on to `url`. */
export function launchPage(url: string): string {
  const address = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<!doctype html><meta charset="utf-8"><title>Galley</title><meta http-equiv="refresh" content="0; url=${address}">\n`;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Not there or not ours to run: either way not a browser for us.
    return false;
  }
}
