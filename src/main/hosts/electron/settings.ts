/**
 * What the desktop window is made with: the settings that keep its page in a sandbox, in one place to be read and tested.
 */
import type { BrowserWindowConstructorOptions, Privileges } from 'electron';

/** The page's scheme and origin. A scheme of our own keeps it apart from everything on the disk and in the network. */
export const SCHEME = 'galley';
export const ORIGIN = `${SCHEME}://app`;

/** A standard, secure scheme that may use fetch and stream its answers; no CORS, no service workers. */
export const SCHEME_PRIVILEGES: Privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };

/**
 * True where the system itself checks spelling. Elsewhere Electron would fetch a dictionary from a server before the first word
 * is typed, past every guard of ours, and nothing is fetched here.
 */
export function mayCheckSpelling(platform: NodeJS.Platform): boolean {
  return platform === 'darwin';
}

/** Electron's security checklist, items 2–4 and 6–8: no Node, isolated, sandboxed, web security on. */
export function windowOptions(
  preload: string,
  bounds: Partial<Electron.Rectangle>,
  platform: NodeJS.Platform = process.platform,
): BrowserWindowConstructorOptions {
  return {
    width: 1440,
    height: 900,
    ...bounds,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Galley',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: mayCheckSpelling(platform),
    },
  };
}

/** The addresses that may be handed to the system's browser or mail program. */
export function isExternalUrl(url: unknown): url is string {
  if (typeof url !== 'string' || !URL.canParse(url)) return false;
  return ['http:', 'https:', 'mailto:'].includes(new URL(url).protocol);
}

/** True for a page of ours: whoever else speaks to the main process is not listened to. */
export function isOwnPage(url: string | undefined): boolean {
  return url !== undefined && URL.canParse(url) && `${new URL(url).protocol}//${new URL(url).host}` === ORIGIN;
}
