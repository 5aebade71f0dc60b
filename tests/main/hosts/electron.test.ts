// The desktop host's settings and guards, with a fake of the few Electron objects that they are handed.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Session, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { guardContents, guardSession } from '#main/hosts/electron/guards.ts';
import { menuTemplate } from '#main/hosts/electron/menu.ts';
import { isExternalUrl, isOwnPage, SCHEME_PRIVILEGES, windowOptions } from '#main/hosts/electron/settings.ts';
import { readWindowState, writeWindowState } from '#main/hosts/electron/window-state.ts';

describe('the desktop window', () => {
  it('is sandboxed and isolated, without Node, webviews or weakened web security', () => {
    const { webPreferences } = windowOptions('/preload.cjs', {});
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
    });
  });

  it.each([
    ['darwin', true],
    ['linux', false],
    ['win32', false],
  ] as const)('checks spelling only where no dictionary is fetched for it: %s %s', (platform, expected) => {
    expect(windowOptions('/preload.cjs', {}, platform).webPreferences?.spellcheck).toBe(expected);
    const enabled: boolean[] = [];
    guardSession(
      {
        setPermissionRequestHandler: () => undefined,
        setPermissionCheckHandler: () => undefined,
        setSpellCheckerEnabled: (isEnabled: boolean) => enabled.push(isEnabled),
        webRequest: { onBeforeRequest: () => undefined },
      } as unknown as Session,
      platform,
    );
    expect(enabled).toEqual(expected ? [] : [false]);
  });

  it('has a scheme that bypasses no policy and admits no other origin', () => {
    expect(SCHEME_PRIVILEGES).toMatchObject({ standard: true, secure: true });
    expect(SCHEME_PRIVILEGES.bypassCSP).toBeUndefined();
    expect(SCHEME_PRIVILEGES.corsEnabled).toBeUndefined();
    expect(SCHEME_PRIVILEGES.allowServiceWorkers).toBeUndefined();
  });

  it.each([
    ['galley://app/', true],
    ['galley://app/assets/x.js', true],
    ['galley://other/', false],
    ['galley://app.evil/', false],
    ['https://app/', false],
    ['file:///etc/passwd', false],
    [undefined, false],
  ])('takes %s for its own page: %s', (url, expected) => expect(isOwnPage(url)).toBe(expected));

  it.each([
    ['https://example.org/', true],
    ['http://example.org/', true],
    ['mailto:a@example.org', true],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['smb://host/share', false],
    ['ms-settings:', false],
    ['not a url', false],
    [42, false],
  ])('hands %s to the system: %s', (url, expected) => expect(isExternalUrl(url)).toBe(expected));
});

/** Records what a guard registers. */
function fakeContents() {
  const handlers = new Map<string, (event: { url: string; preventDefault(): void }) => void>();
  let openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  const contents = {
    on: (name: string, handler: (event: { url: string; preventDefault(): void }) => void) =>
      handlers.set(name, handler),
    setWindowOpenHandler: (handler: typeof openHandler) => {
      openHandler = handler;
    },
  } as unknown as Pick<WebContents, 'on' | 'setWindowOpenHandler'>;
  const fire = (name: string, url: string) => {
    let isPrevented = false;
    handlers.get(name)?.({
      url,
      preventDefault: () => {
        isPrevented = true;
      },
    });
    return isPrevented;
  };
  return { contents, fire, open: (url: string) => openHandler({ url }) };
}

describe('the guards', () => {
  it('refuse navigation and new windows, and send links out after a scheme check', () => {
    const opened: string[] = [];
    const { contents, fire, open } = fakeContents();
    guardContents(contents, { openExternal: async (url) => void opened.push(url) });
    expect(fire('will-navigate', 'https://example.org/')).toBe(true);
    expect(fire('will-navigate', 'galley://app/')).toBe(false);
    expect(fire('will-navigate', 'file:///etc/passwd')).toBe(true);
    expect(fire('will-redirect', 'https://example.org/')).toBe(true);
    expect(fire('will-attach-webview', '')).toBe(true);
    expect(open('https://example.org/2')).toEqual({ action: 'deny' });
    expect(open('javascript:alert(1)')).toEqual({ action: 'deny' });
    expect(opened).toEqual(['https://example.org/', 'https://example.org/2']);
  });

  it('refuse permissions and every request that leaves the app', () => {
    let check: (contents: null, permission: string) => boolean = () => true;
    let before: (details: { url: string }, answer: (result: { cancel: boolean }) => void) => void = () => undefined;
    guardSession({
      setSpellCheckerEnabled: () => undefined,
      setPermissionRequestHandler: () => undefined,
      setPermissionCheckHandler: (handler: typeof check) => {
        check = handler;
      },
      webRequest: {
        onBeforeRequest: (handler: typeof before) => {
          before = handler;
        },
      },
    } as unknown as Session);
    expect(
      ['media', 'geolocation', 'notifications', 'clipboard-read', 'fileSystem'].map((permission) =>
        check(null, permission),
      ),
    ).toEqual([false, false, false, false, false]);
    const cancelled = (url: string) => {
      let result = false;
      before({ url }, ({ cancel }) => {
        result = cancel;
      });
      return result;
    };
    expect(cancelled('https://example.org/')).toBe(true);
    expect(cancelled('http://127.0.0.1/')).toBe(true);
    expect(cancelled('galley://app/api/stories.list')).toBe(false);
  });
});

describe('the application menu', () => {
  it('runs the window’s commands by their ids', () => {
    const ran: string[] = [];
    const [file] = menuTemplate((id) => ran.push(id), false);
    const submenu = Array.isArray(file?.submenu) ? file.submenu : [];
    for (const item of submenu) item.click?.({} as never, undefined, {} as never);
    expect(ran).toEqual([
      'story.new',
      'story.import',
      'story.import-folder',
      'story.save',
      'story.history',
      'story.duplicate',
      'story.delete',
      'story.review',
      'story.export',
      'story.export-several',
    ]);
  });
});

describe('the window’s place', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  it('is remembered, but not on a screen that is gone, nor from a damaged file', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'galley-window-'));
    const file = path.join(folder, 'window.json');
    expect(readWindowState(file, [screen])).toEqual({});
    const bounds = { x: 10, y: 20, width: 1200, height: 800 };
    writeWindowState(file, bounds);
    expect(readWindowState(file, [screen])).toEqual(bounds);
    writeWindowState(file, { ...bounds, x: 5_000 });
    expect(readWindowState(file, [screen])).toEqual({});
    writeFileSync(file, '{');
    expect(readWindowState(file, [screen])).toEqual({});
    rmSync(folder, { recursive: true });
  });
});
