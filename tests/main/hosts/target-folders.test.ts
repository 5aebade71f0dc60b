// What the desktop window may write into a folder that was chosen, and nowhere else.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenForFolders } from '#main/hosts/electron/target-folders.ts';
import { CHANNELS } from '#preload/channels.ts';

let folder: string;
let chosen: string | undefined;
let isOurs: boolean;
const handlers = new Map<string, (event: string, ...args: unknown[]) => Promise<unknown>>();
const send = (channel: keyof typeof CHANNELS, ...args: unknown[]) =>
  handlers.get(CHANNELS[channel])?.('event', ...args);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'galley-target-'));
  chosen = path.join(folder, 'out');
  mkdirSync(chosen);
  isOurs = true;
  listenForFolders<string>(
    () => {
      if (!isOurs) throw new Error('This page may not do that.');
    },
    async () => chosen,
    (channel, handler) => handlers.set(channel, handler),
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder that was chosen', () => {
  it('takes files, and says which it has', async () => {
    const { id, name } = (await send('chooseFolder')) as { id: string; name: string };
    expect(name).toBe('out');
    expect(await send('writeInto', id, 'a.html', 'text')).toBeNull();
    expect(await send('writeInto', id, 'b.pdf', new Uint8Array([1, 2]))).toBeNull();
    expect(await send('filesIn', id, ['a.html', 'c.html', 'b.pdf'])).toEqual(['a.html', 'b.pdf']);
    expect(readFileSync(path.join(folder, 'out', 'a.html'), 'utf8')).toBe('text');
  });

  it('takes images into a folder within it', async () => {
    const { id } = (await send('chooseFolder')) as { id: string };
    const name = `attachments/${'a'.repeat(64)}.png`;
    expect(await send('writeInto', id, name, new Uint8Array([1]))).toBeNull();
    expect([...readFileSync(path.join(folder, 'out', name))]).toEqual([1]);
    rmSync(path.join(folder, 'out', 'attachments'), { recursive: true });
    symlinkSync(folder, path.join(folder, 'out', 'attachments'));
    expect(await send('writeInto', id, name, new Uint8Array([1]))).toContain('is not a folder');
    expect(readdirSync(folder)).toEqual(['out']);
  });

  it('is none where the dialog was left', async () => {
    chosen = undefined;
    expect(await send('chooseFolder')).toBeNull();
  });

  it.each(['../a.html', '/etc/passwd', 'x/../../a', 'attachments/x.png', 'attachments/../x', '..', '.', ''])(
    'takes no file called %j',
    async (name) => {
      const { id } = (await send('chooseFolder')) as { id: string };
      await expect(send('writeInto', id, name, 'x')).rejects.toThrow();
      expect(readdirSync(folder)).toEqual(['out']);
    },
  );

  it('is known to no other page, nor by its path', async () => {
    const { id } = (await send('chooseFolder')) as { id: string };
    await expect(send('writeInto', path.join(folder, 'out'), 'a', 'x')).rejects.toThrow('No such folder');
    isOurs = false;
    for (const channel of ['chooseFolder', 'filesIn', 'writeInto'] as const)
      await expect(send(channel, id, 'a', 'x')).rejects.toThrow('may not do that');
  });

  it('that is gone is named in a sentence', async () => {
    const { id } = (await send('chooseFolder')) as { id: string };
    rmSync(path.join(folder, 'out'), { recursive: true });
    expect(await send('writeInto', id, 'a.html', 'x')).toMatch(/out is not there any more/);
  });

  it('keeps an older file whole where a new one can’t be written', async () => {
    const { id } = (await send('chooseFolder')) as { id: string };
    const file = path.join(folder, 'out', 'a.html');
    mkdirSync(file);
    writeFileSync(path.join(file, 'inner'), 'old');
    expect(await send('writeInto', id, 'a.html', 'new')).toMatch(/could not be written/);
    expect(readFileSync(path.join(file, 'inner'), 'utf8')).toBe('old');
    expect(readdirSync(path.join(folder, 'out'))).toEqual(['a.html']);
  });
});
