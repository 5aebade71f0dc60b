// The desktop host, started over a fake of Electron: each guard is installed, in time, and refuses.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startDesktop } from '#main/hosts/electron/desktop.ts';
import { CHANNELS } from '#preload/channels.ts';
import * as electron from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));

const OURS = 'galley://app/';
const STRANGERS = ['https://evil.example/', 'galley://other/', 'file:///etc/passwd', undefined] as const;

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'galley-desktop-'));
  electron.userData.folder = folder;
  await startDesktop(['--library', path.join(folder, 'library')]);
});
afterAll(async () => {
  electron.app.emit('window-all-closed');
  await vi.waitFor(() => expect(electron.asked).toContain('exit'));
  rmSync(folder, { recursive: true, force: true });
});

describe('the desktop host', () => {
  it('sandboxes every process and makes its scheme before Electron is ready, and guards its session before a window', () => {
    expect(electron.asked).toEqual(['sandbox', 'scheme galley', 'ready', 'session', 'window', `load ${OURS}`]);
  });

  it('opens its window with the settings that were looked at, and the preload that was built', () => {
    const { webPreferences } = electron.theWindow().options;
    expect(webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
    expect(path.relative('.', webPreferences?.preload ?? '')).toBe(path.join('out', 'preload', 'index.cjs'));
  });

  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal'])(
    'permits no %s',
    (permission) => {
      expect(electron.isPermitted(permission)).toEqual({ asked: false, checked: false });
    },
  );

  it('permits to write to the clipboard', () => {
    expect(electron.isPermitted('clipboard-sanitized-write')).toEqual({ asked: true, checked: true });
  });

  it('lets no request leave', () => {
    expect(['https://example.org/', 'http://127.0.0.1/', 'file:///etc/passwd'].filter(electron.isRequested)).toEqual(
      [],
    );
    expect(electron.isRequested(`${OURS}api/stories.list`)).toBe(true);
  });

  it.each([
    ['its window', () => electron.theWindow().webContents],
    ['whatever else has pages', electron.otherContents],
  ])('lets %s go nowhere, open no window and embed nothing', (_, contentsOf) => {
    const contents = contentsOf();
    electron.opened.length = 0;
    for (const how of ['will-navigate', 'will-redirect'] as const) {
      expect(electron.mayGo(contents, how, 'file:///etc/passwd')).toBe(false);
      expect(electron.mayGo(contents, how, 'https://example.org/')).toBe(false);
      expect(electron.mayGo(contents, how, `${OURS}#/sources`)).toBe(true);
    }
    expect(contents.open({ url: 'https://example.org/new' })).toEqual({ action: 'deny' });
    expect(contents.open({ url: OURS })).toEqual({ action: 'deny' });
    let isEmbedded = true;
    contents.emit('will-attach-webview', {
      preventDefault: () => {
        isEmbedded = false;
      },
    });
    expect(isEmbedded).toBe(false);
    expect(electron.opened).toEqual(['https://example.org/', 'https://example.org/new']);
  });
});

describe('a message to the desktop host', () => {
  it.each(Object.values(CHANNELS).filter((channel) => !/menu-command|close-/.test(channel)))(
    '%s is refused from another page, whatever it holds',
    async (channel) => {
      electron.opened.length = 0;
      expect(electron.channels()).toContain(channel);
      for (const stranger of STRANGERS) {
        for (const args of [[], ['https://example.org/'], ['id', 'a.txt', 'text']])
          await expect(electron.invoke(stranger, channel, ...args)).rejects.toThrow('This page may not do that.');
      }
      expect(electron.opened).toEqual([]);
    },
  );

  it('is answered on no channel that was not looked at', () => {
    expect(electron.channels().toSorted()).toEqual(
      [
        CHANNELS.openExternal,
        CHANNELS.saveFiles,
        CHANNELS.chooseFolder,
        CHANNELS.filesIn,
        CHANNELS.writeInto,
      ].toSorted(),
    );
  });

  it('has a link of our page opened after a scheme check', async () => {
    electron.opened.length = 0;
    for (const url of ['https://example.org/', 'file:///etc/passwd', 'javascript:alert(1)', 42])
      await electron.invoke(OURS, CHANNELS.openExternal, url);
    expect(electron.opened).toEqual(['https://example.org/']);
  });

  it('that all is saved closes the window only where our page says so', async () => {
    const window = electron.theWindow();
    window.close();
    expect(electron.sent).toContain(CHANNELS.closeRequested);
    electron.say('https://evil.example/', CHANNELS.closeAnswered, true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(window.isClosed).toBe(false);
    electron.say(OURS, CHANNELS.closeAnswered, true);
    await vi.waitFor(() => expect(window.isClosed).toBe(true));
  });
});

describe('the scheme of the desktop host', () => {
  const list = `${OURS}api/stories.list`;

  it('answers our page', async () => {
    expect((await electron.answerOf(list)).status).toBe(200);
    expect((await electron.answerOf(list, { Origin: 'galley://app' })).status).toBe(200);
  });

  it.each(['https://evil.example', 'galley://other', 'null', 'file://'])('refuses the origin %s', async (Origin) => {
    expect((await electron.answerOf(list, { Origin })).status).toBe(403);
  });

  it.each(['galley://other/api/stories.list', 'galley://app.evil/api/stories.list'])('refuses %s', async (url) => {
    expect((await electron.answerOf(url)).status).toBe(403);
  });

  it('sends the policy with its answers', async () => {
    const { headers } = await electron.answerOf(list);
    expect(headers.get('Content-Security-Policy')).toMatch(/default-src 'none'/);
  });
});
