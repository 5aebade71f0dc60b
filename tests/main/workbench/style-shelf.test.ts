// The shelf of citation styles: what ships, what a desk adds or puts in its place, and what is no style.
import { copyFile, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStyleShelf } from '#main/workbench/style-shelf.ts';
import { failureOf, temporaryFolder } from '../library/temporary-library.ts';

const SHIPPED = 'data/styles';
/** The ids of the styles that ship. */
const IDS = [
  'apa',
  'chicago-author-date',
  'chicago-note-bibliography',
  'galley-house',
  'ieee',
  'modern-language-association',
  'vancouver',
];
const NUMBERED = 'tests/fixtures/styles/numbered.csl';

describe('the shelf of citation styles', () => {
  it('holds what ships where a library has no styles of its own', async () => {
    const shelf = openStyleShelf({
      app: SHIPPED,
      library: path.join(await temporaryFolder(), 'styles'),
      refusal: () => undefined,
    });
    expect((await shelf.list()).map(({ id }) => id)).toEqual(IDS);
    expect(await failureOf(shelf.get('numbered'))).toMatchObject({ kind: 'NotFound' });
  });

  it('takes in a style that is added, changed or taken away meanwhile', async () => {
    const own = path.join(await temporaryFolder(), 'styles');
    const shelf = openStyleShelf({ app: SHIPPED, library: own, refusal: () => undefined });
    await shelf.list();
    await mkdir(own);
    await copyFile(NUMBERED, path.join(own, 'numbered.csl'));
    expect((await shelf.list()).map(({ id }) => id)).toEqual([...IDS, 'numbered'].sort());
    const printer = await shelf.printer('numbered');
    expect(printer.isNumbered).toBe(true);
    expect(await shelf.printer('numbered')).toBe(printer);
    await utimes(path.join(own, 'numbered.csl'), new Date(0), new Date(0));
    expect(await shelf.printer('numbered')).not.toBe(printer);
    await rm(path.join(own, 'numbered.csl'));
    expect(await failureOf(shelf.printer('numbered'))).toMatchObject({ kind: 'NotFound' });
  });

  it('puts a desk’s own house style before the shipped one', async () => {
    const own = await temporaryFolder();
    await copyFile(NUMBERED, path.join(own, 'galley-house.csl'));
    const shelf = openStyleShelf({ app: SHIPPED, library: own, refusal: () => undefined });
    expect(await shelf.list()).toContainEqual({
      id: 'galley-house',
      title: 'Numbered in brackets',
      isOwn: true,
      isNotes: false,
    });
  });

  it('leaves out a file that is no style, and says so where it is asked for', async () => {
    const own = await temporaryFolder();
    await writeFile(path.join(own, 'notes.csl'), 'no style');
    const shelf = openStyleShelf({ app: SHIPPED, library: own, refusal: () => undefined });
    expect((await shelf.list()).map(({ id }) => id)).toEqual(IDS);
    const failure = await failureOf(shelf.get('notes'));
    expect(failure.kind).toBe('Invalid');
    expect(failure.message).toBe('notes.csl: This file is not a CSL citation style.');
  });
});
