import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Library } from '#main/library/library.ts';
import { fold } from '#main/library/search/words.ts';
import { editOutside, failureOf, storyOf, temporaryLibrary } from '../temporary-library.ts';

const idsOf = async (library: Library, query: string) => (await library.search(query)).ids;
const indexFile = (library: Library) => path.join(library.folder, '.cache', 'stories.search');
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 50 });

const untilRead = (library: Library) =>
  until(async () => expect((await library.search('common')).isComplete).toBe(true));

const SAVED_AT = new Date('2026-03-09T10:00:00Z');

/** A library of so many stories, `story0` and so on, each with its number as a word; all of them saved by another program. */
async function libraryOf(count: number): Promise<Library> {
  const empty = await temporaryLibrary();
  for (let index = 0; index < count; index += 1) {
    const story = { ...storyOf(`story${index}`, `Title ${index}`, `Common text, number${index}.`), rev: 1 };
    const file = path.join(empty.folder, 'stories', `${story.id}.json`);
    await writeFile(file, JSON.stringify(story));
    await utimes(file, SAVED_AT, SAVED_AT);
  }
  await empty.close();
  return temporaryLibrary({}, empty.folder);
}

/** A closed library of 60 stories whose index is on the disk. */
async function indexedLibrary(): Promise<Library> {
  const library = await libraryOf(60);
  await untilRead(library);
  await library.close();
  expect((await stat(indexFile(library))).size).toBeGreaterThan(1_000);
  return library;
}

describe('search of stories', () => {
  it('finds them by title, topic and text, by the beginning of a word and in spite of a slip', async () => {
    const library = await temporaryLibrary();
    await library.stories.create(storyOf('a', 'Lithium corridor', 'Refining capacity in Antofagasta'));
    await library.stories.create({ ...storyOf('b', 'Orbital debris', 'Señal de colisión'), topics: ['space law'] });
    expect(await idsOf(library, 'lithium')).toEqual(['a']);
    expect(await idsOf(library, 'antofa')).toEqual(['a']);
    for (const slip of ['antofagsta', 'antofagassta', 'antofagesta', 'antofagatsa', 'natofagasta', 'antofags'])
      expect(await idsOf(library, slip)).toEqual(['a']);
    expect(await idsOf(library, 'space')).toEqual(['b']);
    expect(await idsOf(library, 'senal colision')).toEqual(['b']);
    expect(await idsOf(library, 'lithium debris')).toEqual([]);
    expect(await idsOf(library, 'antofagasta space')).toEqual([]);
    expect(await idsOf(library, '  ')).toEqual([]);
    expect(await idsOf(library, '…')).toEqual([]);
  });

  it('puts titles first, then topics, summaries and texts', async () => {
    const library = await temporaryLibrary();
    await library.stories.create(storyOf('text', 'Tin', 'zinc zinc zinc zinc zinc zinc zinc zinc zinc'));
    await library.stories.create({ ...storyOf('topic', 'Lead'), topics: ['zinc'] });
    await library.stories.create(storyOf('title', 'Prices of zinc'));
    await library.stories.create({ ...storyOf('summary', 'Copper'), summary: 'About zinc.' });
    await library.stories.create(storyOf('beginning', 'Zincates'));
    await library.stories.create(storyOf('once', 'Iron', 'zinc'));
    expect(await idsOf(library, 'zinc')).toEqual(['title', 'beginning', 'topic', 'summary', 'text', 'once']);
  });

  it('follows saves, deletes and restores', async () => {
    const library = await temporaryLibrary();
    const a = await library.stories.create(storyOf('a', 'Copper', 'about zinc'));
    await library.stories.create(storyOf('b', 'Zinc', 'about copper and tin'));
    expect(await idsOf(library, 'zinc')).toEqual(['b', 'a']);
    await library.stories.save({ ...a, document: storyOf('a', '', 'about nickel').document });
    expect(await idsOf(library, 'zinc')).toEqual(['b']);
    expect(await idsOf(library, 'nickel')).toEqual(['a']);
    await library.stories.remove('a');
    expect(await idsOf(library, 'nickel')).toEqual([]);
    await library.stories.restore('a');
    expect(await idsOf(library, 'nickel')).toEqual(['a']);
  });

  it('follows what another program changes', async () => {
    const library = await temporaryLibrary({ watch: true });
    await library.stories.create(storyOf('a', 'Copper', 'about zinc'));
    expect(await idsOf(library, 'zinc')).toEqual(['a']);
    const file = path.join(library.folder, 'stories', 'a.json');
    await editOutside(file, { document: storyOf('a', '', 'about cobalt').document });
    await until(async () => expect(await idsOf(library, 'cobalt')).toEqual(['a']));
    expect(await idsOf(library, 'zinc')).toEqual([]);
    await rm(file);
    await until(async () => expect(await idsOf(library, 'copper')).toEqual([]));
  });

  it('finds a story by every word of it, in any script', async () => {
    const library = await temporaryLibrary();
    const word = fc.oneof(
      fc.constantFrom('Straße', 'ǅungla', 'naïve', 'ﬁnance', 'Łódź', 'Ελλάς', 'Йорк', 'עִבְרִית', 'عَرَبِيّ', 'हिन्दी'),
      fc.constantFrom('한국어', '東京都', 'データ', 'ภาษาไทย', '𝔊𝔬𝔱', '𠮷野家', '１２', 'x'.repeat(70)),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    );
    let stories = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(' ', ', ', '–'),
        async (words, mark) => {
          stories += 1;
          const id = `story${stories}`;
          const text = words.join(mark);
          await library.stories.create(storyOf(id, '', text));
          // An Arabic vowel sign that is written as a letter of its own, ﳲ, is left out as all of them are.
          for (const [each] of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu))
            if (/[\p{L}\p{N}]/u.test(fold(each)))
              expect(await idsOf(library, each), `“${each}” of “${text}”`).toContain(id);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the index', () => {
  it('answers from titles at once, and from texts when they have been read', async () => {
    const library = await libraryOf(300);
    const first = await library.search('17');
    expect(first.ids).toContain('story17');
    expect(first.isComplete).toBe(false);
    expect(await idsOf(library, 'number17')).toEqual([]);
    await untilRead(library);
    expect(await idsOf(library, 'common')).toHaveLength(300);
    expect(await idsOf(library, 'number299')).toEqual(['story299']);
  });

  it('is taken from the disk by the next start, which reads only what was changed meanwhile', async () => {
    const library = await indexedLibrary();
    const file = (id: string) => path.join(library.folder, 'stories', `${id}.json`);
    await rm(file('story1'));
    await editOutside(file('story2'), { document: storyOf('', '', 'Antimony.').document });
    await writeFile(file('new'), JSON.stringify(storyOf('new', 'New', 'Common text.')));
    // By size and time unchanged: who read this one anew would find the word.
    await writeFile(file('story3'), (await readFile(file('story3'), 'utf8')).replace('number3', 'unheard'));
    await utimes(file('story3'), SAVED_AT, SAVED_AT);

    const again = await temporaryLibrary({}, library.folder);
    const common = await again.search('common');
    expect(common.ids).toHaveLength(59);
    expect(common.isComplete).toBe(true);
    expect(await idsOf(again, 'number1')).not.toContain('story1');
    expect(await idsOf(again, 'antimony')).toEqual(['story2']);
    expect(await idsOf(again, 'number2')).not.toContain('story2');
    expect(await idsOf(again, 'new')).toEqual(['new']);
    expect(await idsOf(again, 'unheard')).toEqual([]);
  });

  it('is made anew, without a word, where its file is damaged', async () => {
    const library = await indexedLibrary();
    await writeFile(indexFile(library), (await readFile(indexFile(library))).subarray(0, -100));
    const complaints = vi.spyOn(console, 'error');
    const again = await temporaryLibrary({}, library.folder);
    await untilRead(again);
    expect(await idsOf(again, 'common')).toHaveLength(60);
    expect(await idsOf(again, 'number59')).toEqual(['story59']);
    expect(complaints).not.toHaveBeenCalled();
    complaints.mockRestore();
  });

  it('goes on answering while the thread that has made it is replaced', async () => {
    const library = await libraryOf(1_100);
    const story = await library.stories.get('story5');
    await untilRead(library);
    for (let round = 0; round < 100; round += 1) {
      expect(await idsOf(library, 'common')).toHaveLength(1_100);
      await setTimeout(10);
      if (round === 50) await library.stories.save({ ...story, title: 'Molybdenum' });
    }
    expect(await idsOf(library, 'molybdenum')).toEqual(['story5']);
    expect((await stat(indexFile(library))).size).toBeGreaterThan(10_000);
  });

  it('is made once and goes on answering where it can’t be written', async () => {
    const library = await libraryOf(1_100);
    await mkdir(path.join(indexFile(library), 'in the way'), { recursive: true });
    await untilRead(library);
    for (let round = 0; round < 100; round += 1) {
      expect(await library.search('common')).toMatchObject({ isComplete: true, ids: { length: 1_100 } });
      await setTimeout(10);
    }
  });

  it('is gone with the library', async () => {
    const library = await libraryOf(1);
    const asked = failureOf(library.search('common'));
    await library.close();
    expect((await asked).kind).toBe('NotFound');
    expect((await failureOf(library.search('common'))).kind).toBe('NotFound');
  });

  it('is not written by who may only read, but by who takes the library over', async () => {
    const library = await libraryOf(60);
    await library.close();
    const reading = await temporaryLibrary({ readOnly: true }, library.folder);
    await untilRead(reading);
    await reading.close();
    await expect(stat(indexFile(library))).rejects.toThrow('ENOENT');

    const taking = await temporaryLibrary({ readOnly: true }, library.folder);
    await untilRead(taking);
    await taking.takeOver();
    await taking.close();
    expect((await stat(indexFile(library))).size).toBeGreaterThan(1_000);
  });
});
