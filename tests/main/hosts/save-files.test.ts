// What the desktop window saves: where its user says, and over nothing that nobody was asked about.
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { saveFiles } from '#main/hosts/electron/save-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'galley-saving-'));
});
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const questions = (answer: boolean) => ({
  where: vi.fn(async (name: string): Promise<string | undefined> => path.join(folder, `my ${name}`)),
  mayReplace: vi.fn(async (_: string[]) => answer),
});
const FILES = [
  { fileName: 'story.md', content: 'text' },
  { fileName: 'story.csl.json', content: '[]' },
];

describe('what the window hands over', () => {
  it('is saved where its user says, with what belongs beside it', async () => {
    const asked = questions(true);
    expect(await saveFiles(FILES, asked)).toBe('saved');
    expect([read('my story.md'), read('story.csl.json')]).toEqual(['text', '[]']);
    expect(asked.mayReplace).not.toHaveBeenCalled();
  });

  it('replaces a file beside it only where that is allowed', async () => {
    writeFileSync(path.join(folder, 'story.csl.json'), 'theirs');
    const no = questions(false);
    expect(await saveFiles(FILES, no)).toBe('cancelled');
    expect(no.mayReplace).toHaveBeenCalledWith(['story.csl.json']);
    expect([readdirSync(folder), read('story.csl.json')]).toEqual([['story.csl.json'], 'theirs']);
    expect(await saveFiles(FILES, questions(true))).toBe('saved');
    expect(read('story.csl.json')).toBe('[]');
  });

  it('stays in the folder that was chosen, whatever a file is called', async () => {
    const [file = { fileName: '', content: '' }] = FILES;
    await saveFiles([file, { fileName: '../../above.txt', content: 'x' }], questions(true));
    expect(readdirSync(folder)).toEqual(['above.txt', 'my story.md']);
  });

  it('puts images into a folder beside it, asks about none that is there as it is, and follows no link', async () => {
    const image = { fileName: `attachments/${'a'.repeat(64)}.png`, content: new Uint8Array([1, 2]) };
    const asked = questions(false);
    expect(await saveFiles([...FILES, image], asked)).toBe('saved');
    expect(await saveFiles([...FILES, image], asked)).toBe('saved');
    expect(asked.mayReplace).not.toHaveBeenCalled();
    expect(readdirSync(path.join(folder, 'attachments'))).toEqual([`${'a'.repeat(64)}.png`]);
    await saveFiles([FILES[0], { fileName: 'attachments/../../x', content: 'x' }], questions(true));
    expect(readdirSync(folder).sort()).toEqual(['attachments', 'my story.md', 'story.csl.json', 'x']);

    const outside = mkdtempSync(path.join(tmpdir(), 'galley-outside-'));
    rmSync(path.join(folder, 'attachments'), { recursive: true });
    symlinkSync(outside, path.join(folder, 'attachments'));
    await expect(saveFiles([...FILES, image], questions(true))).rejects.toThrow('is not a folder');
    expect(readdirSync(outside)).toEqual([]);
  });

  it('is nothing where the user cancels, and refused where it is no list of files', async () => {
    const cancelled = { ...questions(true), where: async () => undefined };
    expect(await saveFiles(FILES, cancelled)).toBe('cancelled');
    expect(await saveFiles([], questions(true))).toBe('cancelled');
    await expect(saveFiles([{ fileName: '', content: 1 }], questions(true))).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});
