/**
 * A Chromium for the browser tests: the system's, else Debian's package, else Playwright's own download.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { childEnvironment, pinnedNode, ROOT } from './setup.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

/** The path of an installed Chrome, Chromium or Edge; undefined where there is none. */
export function findChromium(env = process.env, platform = process.platform) {
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = [
    env.CHROME_PATH,
    ...folders.flatMap((folder) => NAMES.map((name) => path.join(folder, platform === 'win32' ? `${name}.exe` : name))),
    ...(platform === 'darwin'
      ? [
          '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
          '/Applications/Chromium.app/Contents/MacOS/Chromium',
          '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
        ]
      : []),
    ...(platform === 'win32'
      ? [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((folder) =>
          folder
            ? [
                path.join(folder, 'Google/Chrome/Application/chrome.exe'),
                path.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
              ]
            : [],
        )
      : []),
  ];
  return candidates.find((file) => file && isExecutable(file));
}

/** Finds a Chromium or installs one. Throws with a sentence where neither works. */
export function ensureChromium() {
  const found = findChromium() ?? playwrightsOwn();
  if (found) return found;
  if (process.getuid?.() === 0 && findProgram('apt-get')) {
    console.error('Galley: installing Debian’s chromium for the browser tests…');
    const options = { stdio: ['ignore', 'ignore', 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
    const installed = findChromium();
    if (installed) return installed;
  }
  console.error('Galley: fetching Playwright’s Chromium for the browser tests…');
  const cli = path.join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
  spawnSync(pinnedNode(), [cli, 'install', 'chromium-headless-shell'], {
    stdio: ['ignore', 2, 2],
    env: childEnvironment(),
  });
  const fetched = playwrightsOwn();
  if (fetched) return fetched;
  throw new Error('No Chrome, Chromium or Edge was found, and none could be installed. Set CHROME_PATH to one.');
}

/** The Chromium that Playwright has fetched before; undefined where it hasn't. */
function playwrightsOwn() {
  const { stdout } = spawnSync(
    pinnedNode(),
    ['-e', "console.log(require('@playwright/test').chromium.executablePath())"],
    { cwd: ROOT, encoding: 'utf8', env: childEnvironment() },
  );
  const own = stdout.trim();
  return own && isExecutable(own) ? own : undefined;
}

function findProgram(name) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => isExecutable(path.join(folder, name)));
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Not there, or not ours to run: no browser for us.
    return false;
  }
}
