// Earlier states of a story are kept by themselves, once each, and never hold up a save.
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Story } from '#core/model/story.ts';
import type { Library } from '#main/library/library.ts';
import { STEPS } from '#main/library/migrations.ts';
import { editOutside, failureOf, readJson, storyOf, temporaryFolder, temporaryLibrary } from '../temporary-library.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A library whose clock is turned by hand, with one story in it. */
async function clockedLibrary(folder?: string) {
  let atMs = Date.parse('2026-03-09T10:00:00Z');
  const library = await temporaryLibrary({ now: () => new Date(atMs) }, folder);
  let story = library.stories.summary('harbour')
    ? await library.stories.get('harbour')
    : await library.stories.create(storyOf('harbour', 'Harbour', 'first words'));
  const write = async (text: string): Promise<Story> => {
    const { document } = storyOf('harbour', 'Harbour', text);
    story = await library.stories.save({ ...story, document });
    await library.history.settle();
    return story;
  };
  return {
    library,
    write,
    pass: (ms: number) => {
      atMs += ms;
    },
    now: () => story,
  };
}

const textOf = (story: Story) => JSON.stringify(story.document).match(/"text":"([^"]*)"/)?.[1];
/** What the snapshots of a story say, the newest first. */
async function textsKept(library: Library): Promise<(string | undefined)[]> {
  const list = await library.history.list('harbour');
  return Promise.all(list.map(async ({ id }) => textOf((await library.history.read('harbour', id)).story)));
}

function snapshotFolder(library: Library): string {
  return path.join(library.folder, 'history', 'harbour');
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('the state before a writing spell is kept, and one every ten minutes within it', async () => {
  const { library, write, pass } = await clockedLibrary();
  await write('spell begins');
  for (let minute = 1; minute <= 25; minute += 1) {
    pass(MINUTE);
    await write(`minute ${minute}`);
  }
  expect(await textsKept(library)).toEqual(['minute 19', 'minute 9', 'first words']);
  expect((await library.history.list('harbour')).map(({ reason }) => reason)).toEqual([
    'interval',
    'interval',
    'spell',
  ]);
  pass(4 * MINUTE);
  await write('still the same spell');
  expect(await textsKept(library)).toHaveLength(3);
  pass(5 * MINUTE);
  await write('after a pause');
  expect((await textsKept(library))[0]).toBe('still the same spell');
});

test('a snapshot says when and why it was taken, how many words it has, and lies as plain JSON under gzip', async () => {
  const { library, write } = await clockedLibrary();
  await write('spell begins');
  const [snapshot] = await library.history.list('harbour');
  expect(snapshot).toMatchObject({ takenAt: '2026-03-09T10:00:00.000Z', reason: 'spell', name: '', words: 2, rev: 1 });
  expect(await readdir(snapshotFolder(library))).toEqual(['20260309T100000000Z.json.gz']);
  const file = path.join(snapshotFolder(library), '20260309T100000000Z.json.gz');
  const json = JSON.parse(gunzipSync(await readFile(file)).toString());
  expect(json.story.title).toBe('Harbour');
});

test('the story that was made a moment ago is no state worth keeping', async () => {
  const library = await temporaryLibrary();
  const blank = await library.stories.create(storyOf('harbour', ''));
  await library.stories.save({ ...blank, title: 'Harbour' });
  await library.history.settle();
  expect(await library.history.list('harbour')).toEqual([]);
});

test('the same state is kept once, with the later time; a name stays with it', async () => {
  const { library, write, pass, now } = await clockedLibrary();
  await write('A');
  const first = await library.history.keep(now(), 'by-hand');
  pass(HOUR);
  await write('B');
  pass(HOUR);
  await write('A');
  pass(HOUR);
  const again = await library.history.keep(now(), 'restore');
  expect(again.id).not.toBe(first.id);
  expect(await textsKept(library)).toEqual(['A', 'B', 'first words']);
  const named = await library.history.keep(now(), 'by-hand', ' As sent to legal ');
  expect(named).toMatchObject({ id: again.id, name: 'As sent to legal' });
  pass(HOUR);
  expect(await library.history.keep(now(), 'restore')).toMatchObject({ id: again.id, name: 'As sent to legal' });
  expect((await library.history.keep(now(), 'by-hand', 'Final')).name).toBe('As sent to legal, Final');
  expect(await textsKept(library)).toHaveLength(3);
});

test('what another hand has written is kept before it is written over, in the middle of a spell too', async () => {
  const { library, write, pass } = await clockedLibrary();
  await write('spell begins');
  pass(MINUTE);
  const mine = await write('from here');
  const { document } = storyOf('harbour', 'Harbour', 'from another machine');
  await editOutside(path.join(library.folder, 'stories', 'harbour.json'), { document, rev: mine.rev + 1 });
  await library.stories.refresh('harbour.json');
  const theirs = await library.stories.get('harbour');
  await library.stories.save({ ...theirs, document: storyOf('harbour', 'Harbour', 'from here again').document });
  await library.history.settle();
  expect(await textsKept(library)).toEqual(['from another machine', 'first words']);
});

test('a story is kept as it was stored before its first save in a newer schema version', async () => {
  const folder = await temporaryFolder();
  const before = await clockedLibrary(folder);
  await before.library.close();
  // As of a version before the first: a story had a headline in the place of its title.
  const file = path.join(folder, 'stories', 'harbour.json');
  const { title, ...rest } = await readJson(file);
  await writeFile(file, JSON.stringify({ ...rest, schemaVersion: 0, headline: title }));
  STEPS[0] = ({ headline, ...story }) => ({ ...story, schemaVersion: 1, title: headline });
  onTestFinished(() => {
    delete STEPS[0];
  });

  const { library, write } = await clockedLibrary(folder);
  await write('written by the new version');
  expect(await readJson(file)).toMatchObject({ schemaVersion: 1, title: 'Harbour' });
  const [kept, ...others] = await library.history.list('harbour');
  expect(others).toEqual([]);
  expect(kept).toMatchObject({ reason: 'migration' });
  const packed = await readFile(path.join(folder, 'history', 'harbour', `${kept?.id}.json.gz`));
  expect(JSON.parse(gunzipSync(packed).toString()).story).toMatchObject({ schemaVersion: 0, headline: 'Harbour' });
  expect((await library.history.read('harbour', kept?.id ?? '')).story).toMatchObject({ title: 'Harbour' });
  await write('and once more');
  expect(await library.history.list('harbour')).toHaveLength(1);
});

test('a history is thinned as it grows, and what has a name stays', async () => {
  const { library, write, pass, now } = await clockedLibrary();
  for (let index = 0; index < 6; index += 1) {
    await write(`first day ${index}`);
    if (index === 2) await library.history.keep(now(), 'by-hand', 'Named');
    pass(10 * MINUTE);
  }
  expect(await textsKept(library)).toHaveLength(6);
  pass(30 * 24 * HOUR);
  await write('a month later');
  expect(await textsKept(library)).toEqual(['first day 5', 'first day 4', 'first day 2']);
  pass(31 * 24 * HOUR);
  await library.history.tidy();
  for (let month = 0; month < 12; month += 1) {
    pass(31 * 24 * HOUR);
    await library.history.tidy();
  }
  expect(await textsKept(library)).toEqual(['first day 5', 'first day 2']);
});

test('a clock that is far ahead for one start takes nothing from history and trash', async () => {
  const folder = await temporaryFolder();
  const first = await clockedLibrary(folder);
  for (let index = 0; index < 6; index += 1) {
    await first.write(`state ${index}`);
    first.pass(10 * MINUTE);
  }
  await first.library.stories.create(storyOf('gone', 'Thrown away'));
  await first.library.stories.remove('gone');
  await first.library.close();
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const startedAfter = async (days: number) => {
    const atMs = Date.now() + days * 24 * HOUR;
    const library = await temporaryLibrary({ now: () => new Date(atMs) }, folder);
    // What is kept while the clock is ahead thins nothing out either.
    if (days === 400)
      await library.history.keep({ ...(await library.stories.get('harbour')), title: 'Ahead' }, 'by-hand');
    await library.trash.tidy();
    await library.history.tidy();
    await library.close();
    const trashed = await readdir(path.join(folder, 'trash', 'stories'));
    return [(await readdir(path.join(folder, 'history', 'harbour'))).length, trashed.length];
  };
  expect(await startedAfter(0)).toEqual([6, 1]);
  expect(await startedAfter(400)).toEqual([7, 1]);
  expect(await startedAfter(0.1)).toEqual([7, 1]);
  expect(logged).not.toHaveBeenCalled();
  // It is believed where it goes on from there.
  expect(await startedAfter(430)).toEqual([7, 1]);
  const [kept, trashed] = await startedAfter(432);
  expect(kept).toBeLessThan(7);
  expect(trashed).toBe(0);
});

test('a snapshot is named, loses its name, and is removed', async () => {
  const { library, now } = await clockedLibrary();
  const { id } = await library.history.keep(now(), 'by-hand');
  expect(await library.history.rename('harbour', id, 'Before the interview')).toMatchObject({
    id,
    name: 'Before the interview',
  });
  expect((await library.history.list('harbour'))[0]?.name).toBe('Before the interview');
  await library.history.rename('harbour', id, '');
  expect((await library.history.list('harbour'))[0]?.name).toBe('');
  await library.history.remove('harbour', id);
  expect(await library.history.list('harbour')).toEqual([]);
  expect(await failureOf(library.history.read('harbour', id))).toMatchObject({ kind: 'NotFound' });
});

test('where a state can’t be kept the save succeeds and the library says so, until one is kept again', async () => {
  const { library, write, pass, now } = await clockedLibrary();
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await rm(path.join(library.folder, 'history'), { recursive: true, force: true });
  await writeFile(path.join(library.folder, 'history'), 'in the way');
  expect((await write('saved all the same')).rev).toBe(2);
  expect(library.problems()).toEqual([
    { file: 'history/harbour', message: expect.stringMatching(/^An earlier state of this story could not be kept\. /) },
  ]);
  expect(logged).toHaveBeenCalledOnce();
  // What must be kept first says so.
  expect(await failureOf(library.history.keep(now(), 'restore'))).toMatchObject({ kind: 'Unreadable' });
  await rm(path.join(library.folder, 'history'));
  pass(HOUR);
  await write('and now');
  expect(library.problems()).toEqual([]);
  expect(await textsKept(library)).toEqual(['saved all the same']);
});

test('a damaged snapshot is named and the others are there', async () => {
  const { library, write, pass, now } = await clockedLibrary();
  const { id } = await library.history.keep(now(), 'by-hand');
  const whole = path.join(snapshotFolder(library), `${id}.json.gz`);
  const bytes = await readFile(whole);
  await writeFile(path.join(snapshotFolder(library), '20260309T110000000Z.json.gz'), bytes.subarray(0, 40));
  await writeFile(path.join(snapshotFolder(library), '20260309T120000000Z.json.gz'), 'no gzip at all');
  await writeFile(
    path.join(snapshotFolder(library), '20260309T130000000Z.json.gz'),
    gzipSync(gunzipSync(bytes).toString().replaceAll('harbour', 'another')),
  );
  await writeFile(path.join(snapshotFolder(library), 'notes.txt'), 'not ours');
  expect((await library.history.list('harbour')).map((snapshot) => snapshot.id)).toEqual([id]);
  const named = library.problems().map(({ file }) => path.basename(file, '.json.gz'));
  expect(named.sort()).toEqual(['20260309T110000000Z', '20260309T120000000Z', '20260309T130000000Z']);
  expect((await library.history.latestSnapshot('harbour'))?.takenAt).toBe('2026-03-09T10:00:00.000Z');
  pass(HOUR);
  await write('goes on');
});

test('a label is intact where its story is not; the latest snapshot is then the one before', async () => {
  const { library, write, pass, now } = await clockedLibrary();
  await write('x'.repeat(50_000));
  pass(HOUR);
  const { id } = await library.history.keep(now(), 'by-hand');
  const file = path.join(snapshotFolder(library), `${id}.json.gz`);
  const bytes = await readFile(file);
  await writeFile(file, bytes.subarray(0, bytes.byteLength - 20));
  expect((await library.history.list('harbour')).map(({ rev }) => rev)).toEqual([2, 1]);
  expect((await library.history.latestSnapshot('harbour'))?.rev).toBe(1);
  expect(library.problems()).toHaveLength(1);
});

test('what unpacks to more than any story is refused', async () => {
  const { library, now } = await clockedLibrary();
  const { id } = await library.history.keep(now(), 'by-hand');
  const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, 0x20), { level: 1 });
  await writeFile(path.join(snapshotFolder(library), `${id}.json.gz`), bomb);
  expect(await library.history.list('harbour')).toEqual([]);
  expect(await failureOf(library.history.read('harbour', id))).toMatchObject({
    kind: 'Unreadable',
    message: expect.stringContaining('larger than any story'),
  });
});

test('no id leads out of the history’s folder', async () => {
  const { library } = await clockedLibrary();
  expect(await failureOf(library.history.list('../stories'))).toMatchObject({ kind: 'NotFound' });
  expect(await failureOf(library.history.read('harbour', '../../stories/harbour'))).toMatchObject({ kind: 'NotFound' });
  expect(await failureOf(library.history.remove('harbour', '../../stories/harbour'))).toMatchObject({
    kind: 'NotFound',
  });
});

test('a library that is only read lists and reads, and keeps nothing', async () => {
  const folder = await temporaryFolder();
  const { library, now } = await clockedLibrary(folder);
  const { id } = await library.history.keep(now(), 'by-hand');
  const reader = await temporaryLibrary({ readOnly: true }, folder);
  expect((await reader.history.list('harbour')).map((snapshot) => snapshot.id)).toEqual([id]);
  expect(await failureOf(reader.history.keep(now(), 'by-hand'))).toMatchObject({ kind: 'ReadOnly' });
  expect(await failureOf(reader.history.rename('harbour', id, 'x'))).toMatchObject({ kind: 'ReadOnly' });
});

test('a clock that was set back loses nothing and the latest state is the one that was saved last', async () => {
  const { library, write, pass, now } = await clockedLibrary();
  await write('tomorrow');
  await library.history.keep(now(), 'by-hand');
  pass(-24 * HOUR);
  await write('yesterday');
  await library.history.keep(now(), 'by-hand');
  expect(await textsKept(library)).toHaveLength(3);
  expect(textOf((await library.history.latestSnapshot('harbour'))?.story ?? now())).toBe('yesterday');
});

test('files of a history are for their owner only', async () => {
  const { library, now } = await clockedLibrary();
  const { id } = await library.history.keep(now(), 'by-hand');
  expect((await stat(snapshotFolder(library))).mode & 0o777).toBe(0o700);
  expect((await stat(path.join(snapshotFolder(library), `${id}.json.gz`))).mode & 0o777).toBe(0o600);
});
