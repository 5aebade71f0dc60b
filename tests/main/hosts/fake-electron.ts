/**
 * As much of Electron's main process as the desktop host uses: it records what is registered, and plays what Electron would do
 * with it. Electron itself runs only where its program and a display are (`tests/electron`).
 */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';

/** What was asked of Electron, in that order. */
export const asked: string[] = [];
export const opened: string[] = [];
/** What a window was sent, by channel. */
export const sent: string[] = [];
export const userData = { folder: '' };
const windows: FakeWindow[] = [];
const handlers = new Map<string, (event: unknown, ...args: unknown[]) => unknown>();
const schemes = new Map<string, (request: Request) => Response | Promise<Response>>();

type Guarded = {
  request?: (contents: unknown, permission: string, answer: (isAllowed: boolean) => void) => void;
  check?: (contents: unknown, permission: string) => boolean;
  before?: (details: { url: string }, answer: (result: { cancel?: boolean }) => void) => void;
};
const guarded: Guarded = {};

class FakeContents extends EventEmitter {
  open: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  setWindowOpenHandler(handler: FakeContents['open']): void {
    this.open = handler;
  }
  send(channel: string): void {
    sent.push(channel);
  }
}

class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  readonly options: Electron.BrowserWindowConstructorOptions;
  isClosed = false;
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    asked.push('window');
    windows.push(this);
    // Its pages are there before the caller has the window.
    app.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    asked.push(`load ${url}`);
  }
  getNormalBounds = () => ({ x: 0, y: 0, width: 1200, height: 800 });
  close(): void {
    let isPrevented = false;
    const preventDefault = () => {
      isPrevented = true;
    };
    this.emit('close', { preventDefault });
    this.isClosed = !isPrevented;
  }
}

class FakeApp extends EventEmitter {
  requestSingleInstanceLock = () => true;
  enableSandbox = () => void asked.push('sandbox');
  whenReady = async () => void asked.push('ready');
  getPath = () => userData.folder;
  exit = () => void asked.push('exit');
  quit = () => void asked.push('quit');
}

export const app = new FakeApp();
export const BrowserWindow = FakeWindow;
export const dialog = { showMessageBoxSync: () => 0, showOpenDialog: async () => ({ canceled: true, filePaths: [] }) };
export const Menu = { buildFromTemplate: () => ({}), setApplicationMenu: () => undefined };
export const screen = { getAllDisplays: () => [] };
export const shell: Pick<Electron.Shell, 'openExternal'> = { openExternal: async (url) => void opened.push(url) };
export const ipcMain = Object.assign(new EventEmitter(), {
  handle: (channel: string, handler: (event: unknown, ...args: unknown[]) => unknown) => handlers.set(channel, handler),
});
export const protocol = {
  registerSchemesAsPrivileged: (given: Electron.CustomScheme[]) => asked.push(`scheme ${given[0]?.scheme}`),
  handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => schemes.set(scheme, handler),
};
export const session = {
  defaultSession: {
    setSpellCheckerEnabled: () => undefined,
    setPermissionRequestHandler: (handler: Guarded['request']) => {
      asked.push('session');
      if (handler) guarded.request = handler;
    },
    setPermissionCheckHandler: (handler: Guarded['check']) => {
      if (handler) guarded.check = handler;
    },
    webRequest: {
      onBeforeRequest: (handler: Guarded['before']) => {
        if (handler) guarded.before = handler;
      },
    },
  },
};

/** The window that the host has opened. Throws where there is none. */
export function theWindow(): FakeWindow {
  const [window] = windows;
  if (!window) throw new Error('No window was opened.');
  return window;
}

/** The channels that the host answers on. */
export const channels = (): string[] => [...handlers.keys()];

/** What a frame of that address gets for a message; undefined for one that is gone already. */
export async function invoke(from: string | undefined, channel: string, ...args: unknown[]): Promise<unknown> {
  return handlers.get(channel)?.({ senderFrame: from === undefined ? null : { url: from } }, ...args);
}

/** The same for a message without an answer. */
export function say(from: string, channel: string, ...args: unknown[]): void {
  ipcMain.emit(channel, { senderFrame: { url: from } }, ...args);
}

/** Where nobody guards them, Electron allows permissions and requests. */
export function isPermitted(permission: string): { asked: boolean; checked: boolean } {
  let isAllowed = true;
  guarded.request?.({}, permission, (answer) => {
    isAllowed = answer;
  });
  return { asked: isAllowed, checked: guarded.check?.({}, permission) ?? true };
}

export function isRequested(url: string): boolean {
  let isCancelled = false;
  guarded.before?.({ url }, ({ cancel }) => {
    isCancelled = cancel === true;
  });
  return !isCancelled;
}

/** True where a page may go to an address, by a click or sent there by another. */
export function mayGo(contents: FakeContents, how: 'will-navigate' | 'will-redirect', url: string): boolean {
  let isPrevented = false;
  const preventDefault = () => {
    isPrevented = true;
  };
  contents.emit(how, { url, preventDefault });
  return !isPrevented;
}

/** The answer of a scheme, as its pages get it. */
export async function answerOf(url: string, headers: Record<string, string> = {}): Promise<Response> {
  const handler = schemes.get(new URL(url).protocol.slice(0, -1));
  if (!handler) throw new Error(`Nobody answers ${url}.`);
  return handler(
    new Request(url, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: '{}' }),
  );
}

/** Contents of another kind than a window's, as Electron makes them for a page that is embedded. */
export function otherContents(): FakeContents {
  const contents = new FakeContents();
  app.emit('web-contents-created', {}, contents);
  return contents;
}
