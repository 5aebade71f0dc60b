import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCopyTexts } from '#main/library/copies/copy-texts.ts';
import type { Library } from '#main/library/library.ts';
import { readSealed, writeSealed } from '#main/library/sealed-cache.ts';
import { failureOf, temporaryLibrary } from '../temporary-library.ts';
import { column, writePdf } from './write-pdf.ts';

/** Puts a file among the attachments as if it had been kept there. */
async function put(library: Library, bytes: Uint8Array | string, extension: string): Promise<string> {
  const name = `${createHash('sha256').update(bytes).digest('hex')}.${extension}`;
  await writeFile(path.join(library.folder, 'attachments', name), bytes);
  return name;
}
const cacheOf = (library: Library) => path.join(library.folder, '.cache', 'copies');
const firstBlock = async (library: Library, name: string) => (await library.copyTexts.textOf(name)).blocks[0]?.text;

describe('the texts of offline copies', () => {
  it('are extracted by what the original is', async () => {
    const library = await temporaryLibrary();
    expect(await firstBlock(library, await put(library, writePdf([column(['In a PDF'])]), 'pdf'))).toBe('In a PDF');
    expect(await firstBlock(library, await put(library, '<p>In a page</p>', 'html'))).toBe('In a page');
    expect(await firstBlock(library, await put(library, 'In a text', 'txt'))).toBe('In a text');
  });

  it('are extracted once and kept, anew where what was kept is damaged', async () => {
    const library = await temporaryLibrary();
    const name = await put(library, 'As it was', 'txt');
    expect(await firstBlock(library, name)).toBe('As it was');
    const cacheFile = path.join(cacheOf(library), `${name}.json`);
    const cached = await readFile(cacheFile, 'utf8');
    const other = JSON.stringify(await readSealed(cacheFile)).replace('As it was', 'As it is kept');
    await writeSealed(cacheFile, JSON.parse(other));
    expect(await firstBlock(library, name)).toBe('As it is kept');
    for (const damage of ['', '{', '{"version":0,"text":{"blocks":[]}}', cached.replace('As it was', 'As it is not')]) {
      await writeFile(cacheFile, damage);
      expect(await firstBlock(library, name)).toBe('As it was');
    }
  });

  it('leave a library alone that is only read', async () => {
    const library = await temporaryLibrary();
    const name = await put(library, 'As it was', 'txt');
    await library.close();
    await rm(cacheOf(library), { recursive: true, force: true });
    const reader = await temporaryLibrary({ readOnly: true }, library.folder);
    expect(await firstBlock(reader, name)).toBe('As it was');
    await expect(readdir(cacheOf(library))).rejects.toThrow('ENOENT');
  });

  it('are refused where the original is gone, and by any other name', async () => {
    const library = await temporaryLibrary();
    await mkdir(cacheOf(library), { recursive: true });
    for (const name of [`${'0'.repeat(64)}.pdf`, '../library.json', `../attachments/${'0'.repeat(64)}.pdf`]) {
      expect(await failureOf(library.copyTexts.textOf(name))).toMatchObject({ kind: 'NotFound' });
    }
  });

  it('of a damaged PDF are what can be read or a sentence, and never the end of the program', async () => {
    const library = await temporaryLibrary();
    const bytes = writePdf(Array.from({ length: 3 }, () => column(['Some text that is long enough to be read.'])));
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 12; round += 1) {
      const damaged = bytes.slice();
      for (let change = 0; change < 12; change += 1) damaged[random(damaged.length)] = random(256);
      const text = await library.copyTexts.textOf(await put(library, damaged, 'pdf'));
      expect(text.blocks.length > 0 || text.problem !== undefined).toBe(true);
      expect(text.problem).not.toMatch(/unexpected/);
    }
  });

  it('of a PDF that is too large are a sentence with the limit, without reading it', async () => {
    const library = await temporaryLibrary();
    const name = `${'1'.repeat(64)}.pdf`;
    const file = path.join(library.folder, 'attachments', name);
    await writeFile(file, '%PDF-1.7');
    // A hole: it takes no room on the disk.
    await truncate(file, 500 * 1024 * 1024);
    expect(await library.copyTexts.textOf(name)).toEqual({
      blocks: [],
      problem: 'This file has 500 MB; Galley reads its text up to 256 MB. The original is kept.',
    });
  });

  it('of a copy that took too long are not asked for again while the library is open', async () => {
    const library = await temporaryLibrary();
    const name = await put(library, 'Too long', 'txt');
    const problem = 'Reading this copy took longer than two minutes and was stopped. The original is kept.';
    let tries = 0;
    const extract = async () => {
      tries += 1;
      return { text: { blocks: [], problem }, isFinal: false, hasRunOut: true };
    };
    const texts = openCopyTexts(cacheOf(library), library.attachments, () => true, extract);
    expect(await texts.textOf(name)).toEqual({ blocks: [], problem });
    expect(await texts.textOf(name)).toEqual({ blocks: [], problem });
    expect(tries).toBe(1);
    // Another session tries it once more.
    const anew = openCopyTexts(cacheOf(library), library.attachments, () => true, extract);
    await anew.textOf(name);
    expect(tries).toBe(2);
  });

  it('end with the library, also while one is being read', async () => {
    const library = await temporaryLibrary();
    const pages = Array.from({ length: 400 }, () =>
      column(Array.from({ length: 45 }, () => 'A line of text. '.repeat(4))),
    );
    const reading = failureOf(library.copyTexts.textOf(await put(library, writePdf(pages), 'pdf')));
    await library.close();
    expect(await reading).toMatchObject({ kind: 'NotFound', message: 'The library was closed.' });
  });
});
