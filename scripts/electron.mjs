/**
 * Whether the desktop window can be opened here. Electron's binary is no part of its registry package: it is fetched once,
 * within a bounded time, and a failure is remembered for a day.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './setup.mjs';

/** How long the look-up of the binary may take. */
export const FETCH_WITHIN_MS = 20_000;
const DAY_MS = 24 * 60 * 60_000;
const FAILURE_FILE = path.join(ROOT, 'node_modules', '.galley', 'electron-failed-at');

/** What to open, and why, in one line, where it is not the desktop window. */
export function chooseHost({ isLocalAsked, hasDisplay, hasBinary, failedAtMs, isElectronAsked, nowMs }) {
  if (isLocalAsked) return { open: 'local' };
  if (!hasDisplay)
    return { open: 'local', because: 'There is no display for a desktop window; opening the local host instead.' };
  if (hasBinary) return { open: 'electron' };
  const sinceFailureMs = failedAtMs === undefined ? undefined : nowMs - failedAtMs;
  if (sinceFailureMs !== undefined && sinceFailureMs >= 0 && sinceFailureMs < DAY_MS && !isElectronAsked) {
    return {
      open: 'local',
      because:
        'The desktop window’s program could not be fetched today; opening the local host in the browser instead (--electron tries again).',
    };
  }
  return { open: 'fetch' };
}

/** The path of Electron's binary where it is there. */
export function electronBinary() {
  const folder = path.join(ROOT, 'node_modules', 'electron');
  const pathFile = path.join(folder, 'path.txt');
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!existsSync(pathFile)) return undefined;
  const binary = path.join(override ?? path.join(folder, 'dist'), readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}

/** When fetching failed last, in milliseconds since 1970. */
export function lastFailure() {
  return existsSync(FAILURE_FILE) ? Number(readFileSync(FAILURE_FILE, 'utf8')) : undefined;
}

/** Fetches the binary, for 20 s at most. Returns its path; where it can't be had, undefined, which is remembered. */
export function fetchElectron(node, withinMs = FETCH_WITHIN_MS) {
  const script = path.join(ROOT, 'node_modules', 'electron', 'install.js');
  if (existsSync(script)) {
    spawnSync(node, [script], {
      cwd: path.dirname(script),
      stdio: 'ignore',
      timeout: withinMs,
      killSignal: 'SIGKILL',
    });
  }
  const binary = electronBinary();
  if (!binary) {
    mkdirSync(path.dirname(FAILURE_FILE), { recursive: true });
    writeFileSync(FAILURE_FILE, String(Date.now()));
  }
  return binary;
}

/** Whether there is a screen to open a window on. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}
