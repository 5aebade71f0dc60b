// The recovery journal: what it keeps, when it lets go, what it offers and what becomes of that.
import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Story } from '#core/model/story.ts';
import { citationOf, editOutside, readJson, storyOf, temporaryLibrary } from '../library/temporary-library.ts';
import { temporaryWorkbench } from './temporary-workbench.ts';

const mark = (change: number, window = 'w1') => ({ window, change });
const withText = (story: Story, text: string): Story => ({ ...story, document: storyOf('x', '', text).document });

async function opened() {
  const library = await temporaryLibrary({ settleMs: 0 });
  const { api } = await temporaryWorkbench(library);
  const story = await library.stories.create(storyOf('a', 'Corridor', 'It was said.'));
  const journal = path.join(library.folder, 'journal');
  return { library, api, story, journal, names: () => readdir(journal) };
}

describe('an entry of the journal', () => {
  it('is on the disk when it is answered, and goes with the save that contains it', async () => {
    const { api, story, names, journal } = await opened();
    await api.journal.keep({ story: withText(story, 'It was said twice.'), mark: mark(1) });
    expect(await names()).toEqual(['a.w1.json']);
    expect(await readFile(path.join(journal, 'a.w1.json'), 'utf8')).toContain('said twice');
    await api.stories.save({ story: withText(story, 'It was said twice.'), mark: mark(1) });
    expect(await names()).toEqual([]);
  });

  it('outlives a save that does not contain all of it', async () => {
    const { api, story, names } = await opened();
    await api.journal.keep({ story: withText(story, 'Later.'), mark: mark(2) });
    await api.stories.save({ story: withText(story, 'Earlier.'), mark: mark(1) });
    expect(await names()).toEqual(['a.w1.json']);
  });

  it('is not written where it comes after the save that contains it', async () => {
    const { api, story, names } = await opened();
    await api.stories.save({ story: withText(story, 'All of it.'), mark: mark(2) });
    await api.journal.keep({ story: withText(story, 'A part.'), mark: mark(1) });
    expect(await names()).toEqual([]);
    await api.journal.keep({ story: withText(story, 'Something new.'), mark: mark(3) });
    expect(await names()).toEqual(['a.w1.json']);
  });

  it('outlives a save that is refused, and the save of another window', async () => {
    const { api, story, names } = await opened();
    await api.journal.keep({ story: withText(story, 'Mine.'), mark: mark(1) });
    await api.journal.keep({ story: withText(story, 'Theirs.'), mark: mark(1, 'w2') });
    await api.stories.save({ story: withText(story, 'Theirs.'), mark: mark(1, 'w2') });
    await expect(api.stories.save({ story: withText(story, 'Mine.'), mark: mark(1) })).rejects.toThrow('elsewhere');
    expect(await names()).toEqual(['a.w1.json']);
    await api.stories.saveAsCopy({ story: withText(story, 'Mine.'), mark: mark(1) });
    expect(await names()).toEqual([]);
  });

  it('is not kept in a library that is only read', async () => {
    const { library, story } = await opened();
    await library.close();
    const { api } = await temporaryWorkbench(await temporaryLibrary({ readOnly: true }, library.folder));
    await expect(api.journal.keep({ story, mark: mark(1) })).rejects.toThrow('reading only');
  });

  it('is another Galley’s where the library is only read, and stays', async () => {
    const { library, api, story, names } = await opened();
    await api.journal.keep({ story: withText(story, 'Being typed.'), mark: mark(1) });
    const reading = await temporaryWorkbench(await temporaryLibrary({ readOnly: true }, library.folder));
    await expect(reading.api.journal.discard({ storyId: 'a', window: 'w1' })).rejects.toThrow('reading only');
    expect(await names()).toEqual(['a.w1.json']);
  });
});

describe('an offer', () => {
  it('says what differs, and only of windows that are not open', async () => {
    const { api, story } = await opened();
    await api.journal.keep({ story: withText(story, 'It was never said.'), mark: mark(1) });
    expect(await api.journal.offers({ openWindows: ['w1'] })).toEqual([]);
    const [offer] = await api.journal.offers({ openWindows: [] });
    expect(offer).toMatchObject({ storyId: 'a', title: 'Corridor', base: 'stored', addedWords: 1, removedWords: 0 });
    expect(await api.journal.compare({ storyId: 'a', window: 'w1' })).toEqual([
      {
        where: 'text',
        pieces: [
          { kind: 'same', text: 'It was' },
          { kind: 'added', text: 'never' },
          { kind: 'same', text: 'said.' },
        ],
      },
    ]);
  });

  it.each([
    ['a picture', { type: 'image', version: 1, attachment: `${'a'.repeat(64)}.png`, alt: '', caption: '' }],
    ['a citation alone', { type: 'paragraph', version: 1, children: [citationOf('c1', 's1')] }],
  ])('is made of %s too, which has no words', async (_, block) => {
    const { api, story, names } = await opened();
    const children = [...story.document.root.children, block];
    const withBlock = { ...story, document: { root: { ...story.document.root, children } } };
    await api.journal.keep({ story: withBlock, mark: mark(1) });
    expect(await api.journal.offers({ openWindows: [] })).toMatchObject([{ addedWords: 0, removedWords: 0 }]);
    expect(await names()).toEqual(['a.w1.json']);
  });

  it('is not made of what is stored already', async () => {
    const { api, story, names } = await opened();
    await api.journal.keep({ story, mark: mark(1) });
    expect(await api.journal.offers({ openWindows: [] })).toEqual([]);
    expect(await names()).toEqual([]);
  });

  it('that is restored becomes the next version, and the stored one stays reachable', async () => {
    const { api, library, story, names } = await opened();
    await api.journal.keep({ story: withText(story, 'Recovered.'), mark: mark(1) });
    expect(await api.journal.restore({ storyId: 'a', window: 'w1' })).toEqual({ storyId: 'a', isOwnStory: false });
    const restored = await library.stories.get('a');
    expect(restored.rev).toBe(2);
    expect(JSON.stringify(restored.document)).toContain('Recovered.');
    const [kept] = await library.history.list('a');
    const snapshot = await library.history.read('a', kept?.id ?? '');
    expect(JSON.stringify(snapshot.story.document)).toContain('It was said.');
    expect(await names()).toEqual([]);
  });

  it.each(['changed', 'deleted'] as const)('becomes a story of its own where the stored one was %s', async (base) => {
    const { api, library, story } = await opened();
    await api.journal.keep({ story: withText(story, 'Recovered.'), mark: mark(1) });
    if (base === 'changed') await library.stories.save(withText(story, 'By another hand.'));
    else await library.stories.remove('a');
    expect(await api.journal.offers({ openWindows: [] })).toMatchObject([{ base }]);
    const { storyId, isOwnStory } = await api.journal.restore({ storyId: 'a', window: 'w1' });
    expect(isOwnStory).toBe(true);
    expect(await library.stories.get(storyId)).toMatchObject({ title: 'Corridor (recovered)' });
    expect(library.stories.list()).toHaveLength(base === 'changed' ? 2 : 1);
  });

  it.each(['digest', 'time of saving (of an earlier Galley)'] as const)(
    'knows by its %s a story that another hand has changed under the same rev while Galley was closed',
    async (told) => {
      const { api, library, story, journal } = await opened();
      await api.journal.keep({ story: withText(story, 'Recovered.'), mark: mark(1) });
      await library.close();
      // No cache that knows the version before is left by a program that was killed.
      await rm(path.join(library.folder, '.cache'), { recursive: true });
      const savedAt = new Date(Date.parse(story.savedAt) + 60_000).toISOString();
      const theirs = { summary: 'By a colleague.', ...(told !== 'digest' && { savedAt }) };
      await editOutside(path.join(library.folder, 'stories', 'a.json'), theirs);
      if (told !== 'digest') {
        const { baseDigest: _, ...before } = await readJson(path.join(journal, 'a.w1.json'));
        await writeFile(path.join(journal, 'a.w1.json'), JSON.stringify(before));
      }
      const again = await temporaryLibrary({}, library.folder);
      const later = await temporaryWorkbench(again);
      expect(await later.api.journal.offers({ openWindows: [] })).toMatchObject([{ base: 'changed' }]);
      const { storyId, isOwnStory } = await later.api.journal.restore({ storyId: 'a', window: 'w1' });
      expect(isOwnStory).toBe(true);
      expect(JSON.stringify((await again.stories.get(storyId)).document)).toContain('Recovered.');
      expect(await again.stories.get('a')).toMatchObject({ rev: 1, summary: 'By a colleague.' });
    },
  );

  it('of an earlier Galley is restored onto the version that it was typed on', async () => {
    const { api, story, journal } = await opened();
    await api.journal.keep({ story: withText(story, 'Recovered.'), mark: mark(1) });
    const { baseDigest, ...before } = await readJson(path.join(journal, 'a.w1.json'));
    expect(baseDigest).toMatch(/^\S{43}$/);
    await writeFile(path.join(journal, 'a.w1.json'), JSON.stringify(before));
    expect(await api.journal.offers({ openWindows: [] })).toMatchObject([{ base: 'stored' }]);
    expect(await api.journal.restore({ storyId: 'a', window: 'w1' })).toEqual({ storyId: 'a', isOwnStory: false });
  });

  it('is restored onto the version that another hand wrote where it was typed on that, at whatever rev', async () => {
    const { api, library, story } = await opened();
    await editOutside(path.join(library.folder, 'stories', 'a.json'), { summary: 'By a colleague.' });
    const theirs = await library.stories.get('a');
    // Counted on here, and not in the file.
    expect(theirs.rev).toBe(story.rev + 1);
    await api.journal.keep({ story: withText(theirs, 'Recovered.'), mark: mark(1) });
    await library.close();
    await rm(path.join(library.folder, '.cache'), { recursive: true });
    const again = await temporaryLibrary({}, library.folder);
    const later = await temporaryWorkbench(again);
    expect(await later.api.journal.restore({ storyId: 'a', window: 'w1' })).toEqual({
      storyId: 'a',
      isOwnStory: false,
    });
    expect(await again.stories.get('a')).toMatchObject({ rev: 2, summary: 'By a colleague.' });
  });

  it('that is discarded is gone', async () => {
    const { api, story, names } = await opened();
    await api.journal.keep({ story: withText(story, 'Not wanted.'), mark: mark(1) });
    await api.journal.discard({ storyId: 'a', window: 'w1' });
    expect(await names()).toEqual([]);
    await expect(api.journal.restore({ storyId: 'a', window: 'w1' })).rejects.toThrow('any more');
  });
});

describe('a damaged journal', () => {
  it('is set aside and named, and hides no other entry', async () => {
    const { api, library, story, journal, names } = await opened();
    await api.journal.keep({ story: withText(story, 'Whole.'), mark: mark(1) });
    await writeFile(path.join(journal, 'a.w2.json'), '{"half');
    const earlier = new Date(Date.now() - 60_000);
    await utimes(path.join(journal, 'a.w2.json'), earlier, earlier);
    expect(await api.journal.offers({ openWindows: [] })).toHaveLength(1);
    expect(await names()).toEqual(['a.w1.json']);
    expect(library.notices()).toMatchObject([{ file: 'journal/a.w2.json' }]);
    expect(await readFile(path.join(library.folder, library.notices()[0]?.original ?? ''), 'utf8')).toBe('{"half');
  });
});
