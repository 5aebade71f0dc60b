// What was deleted stands in the trash until it is emptied by hand or ninety days have passed.
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { newBriefing } from '#core/model/briefing.ts';
import { failureOf, sourceOf, storyOf, temporaryFolder, temporaryLibrary } from './temporary-library.ts';

const DAY_MS = 24 * 3_600_000;
const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

afterEach(() => {
  vi.restoreAllMocks();
});

test('stories, sources and briefings stand in the trash by their names, and damaged files by none', async () => {
  const library = await temporaryLibrary();
  await library.stories.create(storyOf('harbour', 'Harbour'));
  await library.sources.create(sourceOf('gazette'));
  await library.briefings.create({ ...newBriefing('weekly', new Date(), '2026-03-09'), title: 'Weekly' });
  await library.stories.remove('harbour');
  await library.sources.remove('gazette');
  await library.briefings.remove('weekly');
  await writeFile(path.join(library.folder, 'trash', 'stories', 'broken.json'), '{"title":');
  await writeFile(path.join(library.folder, 'trash', 'stories', 'a copy of it.json'), '{}');
  const items = (await library.trash.list()).map(({ room, id, title, isReadable }) => [room, id, title, isReadable]);
  expect(items.sort()).toEqual([
    ['briefings', 'weekly', 'Weekly', true],
    ['sources', 'gazette', 'Harbour Gazette', true],
    ['stories', 'broken', '', false],
    ['stories', 'harbour', 'Harbour', true],
  ]);
  expect(Date.now() - Date.parse((await library.trash.list())[0]?.deletedAt ?? '')).toBeLessThan(60_000);
  await library.stories.restore('harbour');
  expect((await library.trash.list()).some(({ id }) => id === 'harbour')).toBe(false);
});

test('what is deleted for ever takes its history along, unless a story of its id is there again', async () => {
  const library = await temporaryLibrary();
  const history = path.join(library.folder, 'history', 'harbour');
  const story = await library.stories.create(storyOf('harbour', 'Harbour', 'words'));
  await library.history.keep(story, 'by-hand');
  await library.stories.remove('harbour');
  expect(await isThere(history)).toBe(true);
  await library.stories.create(storyOf('harbour', 'Another'));
  await library.trash.remove({ room: 'stories', id: 'harbour' });
  expect(await isThere(history)).toBe(true);
  await library.stories.remove('harbour');
  await library.trash.remove({ room: 'stories', id: 'harbour' });
  expect(await isThere(history)).toBe(false);
  expect(await library.trash.list()).toEqual([]);
  await library.trash.remove({ room: 'stories', id: 'harbour' });
});

test('what comes back by another hand and is deleted again pushes nothing out of the trash', async () => {
  const library = await temporaryLibrary();
  const file = path.join(library.folder, 'stories', 'harbour.json');
  const comesBack = async (title: string) => {
    await writeFile(file, JSON.stringify({ ...storyOf('harbour', title, 'words'), rev: 7 }));
    await library.stories.refresh('harbour.json');
  };
  await library.stories.create(storyOf('harbour', 'First'));
  await library.stories.remove('harbour');
  await comesBack('Second');
  await library.stories.remove('harbour');
  // The very same once more is no third one.
  await comesBack('Second');
  await library.stories.remove('harbour');
  const items = await library.trash.list();
  expect(items.map(({ title }) => title).sort()).toEqual(['First', 'Second']);
  const first = items.find(({ title }) => title === 'First')?.id ?? '';
  expect((await library.stories.restore(first)).title).toBe('First');
  expect((await library.stories.restore('harbour')).title).toBe('Second');

  await library.stories.remove('harbour');
  await writeFile(path.join(library.folder, 'trash', 'stories', 'harbour.json'), '{"half');
  await comesBack('Third');
  await library.stories.remove('harbour');
  expect(await readFile(path.join(library.folder, 'quarantine', 'trash', 'stories', 'harbour.json'), 'utf8')).toBe(
    '{"half',
  );
  expect((await library.trash.list()).map(({ title }) => title)).toEqual(['Third']);
});

test('a document that was just damaged is not thrown away with what would restore it', async () => {
  const library = await temporaryLibrary({ settleMs: 60_000 });
  const story = await library.stories.create(storyOf('harbour', 'First', 'words'));
  await library.stories.save({ ...story, title: 'Second' });
  const file = path.join(library.folder, 'stories', 'harbour.json');
  await writeFile(file, '{"half');
  expect(await failureOf(library.stories.remove('harbour'))).toMatchObject({ kind: 'Unreadable' });
  expect(await isThere(path.join(library.folder, 'previous', 'stories', 'harbour.json'))).toBe(true);
  await library.close();
  const again = await temporaryLibrary({ settleMs: 0 }, library.folder);
  await again.stories.remove('harbour');
  expect(await again.trash.list()).toMatchObject([{ id: 'harbour', title: 'First', isReadable: true }]);
});

test('after ninety days a start empties the trash and logs what went', async () => {
  const folder = await temporaryFolder();
  const before = await temporaryLibrary({}, folder);
  await before.stories.create(storyOf('harbour', 'Harbour'));
  await before.stories.remove('harbour');
  await before.close();
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const startedAfter = async (days: number) => {
    const library = await temporaryLibrary({ now: () => new Date(Date.now() + days * DAY_MS) }, folder);
    // It goes on beside everything else that a start does.
    await new Promise((resolve) => setTimeout(resolve, 200));
    await library.close();
    return readdir(path.join(folder, 'trash', 'stories'));
  };
  expect(await startedAfter(89)).toEqual(['harbour.json']);
  expect(logged).not.toHaveBeenCalled();
  expect(await startedAfter(91)).toEqual([]);
  expect(logged).toHaveBeenCalledWith(expect.stringMatching(/^galley: stories\/harbour was deleted on /));
});

test('a library that is only read deletes nothing for ever', async () => {
  const folder = await temporaryFolder();
  const library = await temporaryLibrary({}, folder);
  await library.stories.create(storyOf('harbour', 'Harbour'));
  await library.stories.remove('harbour');
  const reader = await temporaryLibrary({ readOnly: true, now: () => new Date(Date.now() + 91 * DAY_MS) }, folder);
  expect(await failureOf(reader.trash.remove({ room: 'stories', id: 'harbour' }))).toMatchObject({ kind: 'ReadOnly' });
  expect(await reader.trash.list()).toHaveLength(1);
});
