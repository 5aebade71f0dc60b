// The shelf of citation styles: what ships, what a desk adds or puts in its place, and what is no style.
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isNotes, styleProblem, styleTitleOf } from '#core/citation/styles.ts';
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
/** As far as a style's beginning is looked at. */
const HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">';
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

  it('names the files that can’t be used, also those that only begin like a style', async () => {
    const own = await temporaryFolder();
    const shelf = openStyleShelf({ app: SHIPPED, library: own, refusal: () => undefined });
    expect(await shelf.problems()).toEqual([]);
    await writeFile(path.join(own, 'broken.csl'), `${HEAD}<citation>`);
    await writeFile(path.join(own, 'notes.csl'), 'no style');
    await copyFile(NUMBERED, path.join(own, 'numbered.csl'));
    expect(await shelf.problems()).toEqual([
      { file: 'broken.csl', message: expect.stringMatching(/^This citation style is not complete/) },
      { file: 'notes.csl', message: 'This file is not a CSL citation style.' },
    ]);
  });

  it('prints in the house style where the chosen one can’t be used, and says so', async () => {
    const own = await temporaryFolder();
    const shelf = openStyleShelf({ app: SHIPPED, library: own, refusal: () => undefined });
    expect(await shelf.usable('apa')).toMatchObject({ id: 'apa', problem: null });
    await writeFile(path.join(own, 'broken.csl'), `${HEAD}<citation>`);
    for (const id of ['broken', 'gone'])
      expect(await shelf.usable(id)).toMatchObject({
        id: 'galley-house',
        problem: expect.stringMatching(
          /(?:is not complete.*|there are: .*) Citations are printed in “.*” until it can be used\.$/,
        ),
      });
  });

  it.each(['no style', `${HEAD}<citation>`])(
    'passes over a house style of the desk’s own that is none: %s',
    async (text) => {
      const own = await temporaryFolder();
      await writeFile(path.join(own, 'galley-house.csl'), text);
      const shelf = openStyleShelf({ app: SHIPPED, library: own, refusal: () => undefined });
      expect((await shelf.get('galley-house')).xml).toBe(await readFile('data/styles/galley-house.csl', 'utf8'));
      expect((await shelf.list()).map(({ id }) => id)).toEqual(IDS);
      expect(await shelf.problems()).toHaveLength(1);
    },
  );

  it.each([
    ['text', 'no style', /^This file is not a CSL citation style\.$/],
    [
      'half a style',
      `${HEAD}<citation>`,
      /^This citation style is not complete: it doesn’t say how a citation is printed\.$/,
    ],
    [
      'a dependent style',
      `${HEAD}<info><title>Journal of Ports</title><link href="http://www.zotero.org/styles/apa" rel="independent-parent"/></info></style>`,
      /^This citation style only names another one, “apa”, which is here: choose that\.$/,
    ],
    [
      'one that depends on a style that is not here',
      `${HEAD}<info><title>Journal of Ports</title><link href="http://www.zotero.org/styles/ports" rel="independent-parent"/></info></style>`,
      /^This citation style only names another one, “ports”; add that one instead\.$/,
    ],
  ])('refuses to add %s, and keeps nothing of it', async (_, xml, sentence) => {
    const own = path.join(await temporaryFolder(), 'styles');
    const shelf = openStyleShelf({ app: SHIPPED, library: own, refusal: () => undefined });
    expect((await failureOf(shelf.add('style.csl', xml))).message).toMatch(sentence);
    expect((await shelf.list()).map(({ id }) => id)).toEqual(IDS);
  });

  it.skipIf(process.platform === 'win32')('follows no link, waits for no pipe, and reads nothing huge', async () => {
    const own = await temporaryFolder();
    const shelf = openStyleShelf({ app: SHIPPED, library: own, refusal: () => undefined });
    await symlink(path.resolve(NUMBERED), path.join(own, 'link.csl'));
    execFileSync('mkfifo', [path.join(own, 'pipe.csl')]);
    await mkdir(path.join(own, 'folder.csl'));
    const style = await readFile(NUMBERED, 'utf8');
    await writeFile(path.join(own, 'huge.csl'), `${style}${' '.repeat(2_000_000)}`);
    expect((await shelf.list()).map(({ id }) => id)).toEqual(IDS);
    expect((await shelf.problems()).map(({ file }) => file)).toEqual([
      'folder.csl',
      'huge.csl',
      'link.csl',
      'pipe.csl',
    ]);
    expect(await failureOf(shelf.get('link'))).toMatchObject({ kind: 'Invalid' });
  });

  it('keeps a style beside another of its name, and the same one once', async () => {
    const own = path.join(await temporaryFolder(), 'styles');
    const shelf = openStyleShelf({ app: SHIPPED, library: own, refusal: () => undefined });
    const style = await readFile(NUMBERED, 'utf8');
    const other = style.replace('Numbered in brackets', 'Other rules');
    expect((await shelf.add('House rules.csl', style)).id).toBe('house-rules');
    expect((await shelf.add('house-rules.csl', other)).id).toBe('house-rules-2');
    expect((await shelf.add('House Rules.csl', other)).id).toBe('house-rules-2');
    expect((await shelf.add('house-rules.csl', style)).id).toBe('house-rules');
    expect((await shelf.add('house-rules.csl', `${other}\n`)).id).toBe('house-rules-3');
    const titles = (await shelf.list()).flatMap(({ title, isOwn }) => (isOwn ? [title] : []));
    expect(titles).toEqual(['Numbered in brackets', 'Other rules (house-rules-2)', 'Other rules (house-rules-3)']);
  });

  it.skipIf(process.platform === 'win32')('writes into no folder that is a link', async () => {
    const elsewhere = await temporaryFolder();
    const own = path.join(await temporaryFolder(), 'styles');
    await symlink(elsewhere, own);
    const shelf = openStyleShelf({ app: SHIPPED, library: own, refusal: () => undefined });
    expect(await failureOf(shelf.add('mine.csl', await readFile(NUMBERED, 'utf8')))).toMatchObject({ kind: 'Invalid' });
    expect(await readdir(elsewhere)).toEqual([]);
  });
});

describe('a style that would keep the workbench busy for ever', () => {
  const whole = (inside: string) => `${HEAD}<info><title>T</title></info>${inside}</style>`;
  const macros = Array.from(
    { length: 9 },
    (_, level) => `<macro name="m${level}">${`<text macro="m${level + 1}"/>`.repeat(10)}</macro>`,
  );
  const layout = '<citation><layout><text macro="m0"/></layout></citation>';

  it.each<[string, string, RegExp | null]>([
    ['ends in comments that never close', `${whole(layout)}${'<!---->'.repeat(40)}x`, /is not complete/],
    ['is comments only', '<!--'.repeat(400_000), /is not a CSL/],
    ['is beginnings only', '<style '.repeat(250_000), /is not a CSL/],
    ['is information only', `${HEAD}${'<info><title '.repeat(150_000)}`, /is not complete/],
    ['is citations only', whole('<citation>'.repeat(180_000)), /is not complete/],
    ['calls its macros a thousand million times', whole(`${macros.join('')}${layout}`), /come to an end/],
    ['calls its macros in circles', whole(`<macro name="m0"><text macro='m0'/></macro>${layout}`), /come to an end/],
    ['is nested too deeply', whole(`${layout}${'<group>'.repeat(100_000)}`), /come to an end/],
    ['prints too much', whole(layout.replace('<text ', `<text prefix="${'x'.repeat(600_000)}" `)), /come to an end/],
    [
      'chooses between many',
      whole(`<macro name="m0"><choose>${'<if><text/></if>'.repeat(24_000)}</choose></macro>${layout}`),
      null,
    ],
  ])('is told by what it %s', (_, xml, sentence) => {
    const problem = styleProblem(xml);
    if (sentence) expect(problem).toMatch(sentence);
    else expect(problem).toBeUndefined();
    styleTitleOf(xml);
    isNotes(xml);
  });
});
