// What happens to files that can't be read: set aside, named, their last good version in their place.
import { readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openLibrary } from '#main/library/library.ts';
import { changesOf, editOutside, failureOf, readJson, storyOf, temporaryLibrary } from './temporary-library.ts';

const until = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 20 });
const now = { settleMs: 0 };

/** A closed library with the story `a`, saved as “First” and then as “Second”. */
async function savedTwice() {
  const library = await temporaryLibrary();
  const first = await library.stories.create(storyOf('a', 'First'));
  await library.stories.save({ ...first, title: 'Second' });
  await library.stories.create(storyOf('b', 'Beside'));
  await library.close();
  return { folder: library.folder, file: path.join(library.folder, 'stories', 'a.json') };
}

describe('the previous version', () => {
  it('is kept beside each document, and goes with one that is deleted', async () => {
    const library = await temporaryLibrary();
    const previous = path.join(library.folder, 'previous', 'stories', 'a.json');
    let story = await library.stories.create(storyOf('a', 'First'));
    story = await library.stories.save({ ...story, title: 'Second' });
    expect(await readJson(previous)).toMatchObject({ title: 'First', rev: 1 });
    await library.stories.save({ ...story, title: 'Third' });
    expect(await readJson(previous)).toMatchObject({ title: 'Second', rev: 2 });
    await library.stories.remove('a');
    expect(await readdir(path.dirname(previous))).toEqual([]);
  });

  it('is not damaged by a program that damages the current one in place', async () => {
    const { folder, file } = await savedTwice();
    await writeFile(file, 'XXXXXXXX', { flag: 'r+' });
    expect(await readJson(path.join(folder, 'previous', 'stories', 'a.json'))).toMatchObject({ title: 'First' });
  });
});

describe('a damaged document', () => {
  it('is set aside with its bytes, and its last good version restored above every rev that was given', async () => {
    const { folder, file } = await savedTwice();
    await writeFile(file, '{"half');
    const library = await temporaryLibrary(now, folder);
    expect(library.problems()).toEqual([]);
    expect(library.stories.list().map(({ title }) => title)).toEqual(['First', 'Beside']);
    expect(library.stories.summary('a')?.rev).toBeGreaterThan(2);
    const [notice, ...others] = library.notices();
    expect(others).toEqual([]);
    expect(notice).toMatchObject({ file: 'stories/a.json' });
    expect(notice?.message).toMatch(/a\.json is damaged.*last good version, saved .* was restored/);
    expect(await readFile(path.join(folder, notice?.original ?? ''), 'utf8')).toBe('{"half');
  });

  it('is told of until that is dismissed, over starts too', async () => {
    const { folder, file } = await savedTwice();
    await writeFile(file, '{"half');
    await (await temporaryLibrary(now, folder)).close();
    const again = await temporaryLibrary(now, folder);
    const original = again.notices()[0]?.original ?? '';
    await again.dismissNotice(original);
    expect(again.notices()).toEqual([]);
    await again.close();
    expect((await temporaryLibrary(now, folder)).notices()).toEqual([]);
    expect(await readFile(path.join(folder, original), 'utf8')).toBe('{"half');
  });

  it('leaves the list where there is no earlier version, and is named', async () => {
    const { folder } = await savedTwice();
    await writeFile(path.join(folder, 'stories', 'b.json'), 'damaged');
    const library = await temporaryLibrary(now, folder);
    expect(library.stories.list().map(({ id }) => id)).toEqual(['a']);
    expect(library.notices()[0]?.message).toContain('There was no earlier version');
    expect(await failureOf(library.stories.get('b'))).toMatchObject({ kind: 'NotFound' });
  });

  it('is restored from a snapshot where that is later, or the previous version is damaged too', async () => {
    const { folder, file } = await savedTwice();
    await writeFile(file, 'damaged');
    await writeFile(path.join(folder, 'previous', 'stories', 'a.json'), 'damaged');
    const latestSnapshot = async (id: string) => ({ ...storyOf(id, 'Snapshot'), rev: 1 });
    const library = await temporaryLibrary({ ...now, latestSnapshot }, folder);
    expect(library.stories.summary('a')?.title).toBe('Snapshot');
  });

  it('is given time while it may still be on its way, and taken as it is once it is whole', async () => {
    const { folder, file } = await savedTwice();
    const whole = await readFile(file, 'utf8');
    await writeFile(file, whole.slice(0, 100));
    const library = await temporaryLibrary({ settleMs: 300 }, folder);
    expect(library.problems()).toHaveLength(1);
    await writeFile(file, whole.replace('Second', 'Synced'));
    await library.stories.refresh('a.json');
    expect(library.problems()).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(library.notices()).toEqual([]);
    expect(library.stories.summary('a')?.title).toBe('Synced');
  });

  it('is set aside by itself once it has been still, though its clock is a day ahead', async () => {
    const { folder, file } = await savedTwice();
    await writeFile(file, 'damaged');
    const tomorrow = new Date(Date.now() + 86_400_000);
    await utimes(file, tomorrow, tomorrow);
    const library = await temporaryLibrary({ settleMs: 100 }, folder);
    expect(library.notices()).toEqual([]);
    await until(() => expect(library.stories.summary('a')?.title).toBe('First'));
    expect(library.notices()).toHaveLength(1);
  });

  it('found when it is opened is restored there and then, though its time and size are as they were', async () => {
    const library = await temporaryLibrary(now);
    const first = await library.stories.create(storyOf('a', 'First'));
    await library.stories.save({ ...first, title: 'Second' });
    const changes = changesOf(library);
    await writeFile(path.join(library.folder, 'stories', 'a.json'), '{"half');
    expect(await library.stories.get('a')).toMatchObject({ title: 'First', rev: 3 });
    expect(changes).toContainEqual(
      expect.objectContaining({ id: 'a', change: 'saved', origin: 'outside', isRestored: true, rev: 3 }),
    );
  });

  it('is named to the windows once more when it is no problem any more', async () => {
    const library = await temporaryLibrary(now);
    const first = await library.stories.create(storyOf('a', 'First'));
    await library.stories.save({ ...first, title: 'Second' });
    const named: number[] = [];
    library.subscribe(({ kind }) => kind === 'notices' && named.push(library.problems().length));
    await writeFile(path.join(library.folder, 'stories', 'a.json'), '{"half');
    await library.stories.get('a');
    expect(named.at(0)).toBe(1);
    expect(named.at(-1)).toBe(0);
  });

  it('loses nothing where a window saves on from the version that was lost', async () => {
    const library = await temporaryLibrary(now);
    const first = await library.stories.create(storyOf('a', 'First'));
    const second = await library.stories.save({ ...first, title: 'Second' });
    await writeFile(path.join(library.folder, 'stories', 'a.json'), '{"half');
    expect(await library.stories.save({ ...second, title: 'Third' })).toMatchObject({ rev: 3 });
    expect(library.notices()).toHaveLength(1);
    expect(await readJson(path.join(library.folder, 'previous', 'stories', 'a.json'))).toMatchObject({ rev: 1 });
  });

  it('is not one that a newer version has written, that holds a copy, or that can only be read', async () => {
    const { folder, file } = await savedTwice();
    await editOutside(file, { schemaVersion: 2 });
    await writeFile(
      path.join(folder, 'stories', 'copied.json'),
      await readFile(path.join(folder, 'stories', 'b.json')),
    );
    const library = await temporaryLibrary(now, folder);
    expect(library.problems()).toHaveLength(2);
    expect(library.notices()).toEqual([]);
    await library.close();
    await writeFile(file, 'damaged');
    const before = await readdir(folder, { recursive: true });
    const reading = await temporaryLibrary({ ...now, readOnly: true }, folder);
    expect(reading.problems()).toHaveLength(2);
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  });

  it('of ours under which another document stands is set aside too', async () => {
    const { folder, file } = await savedTwice();
    await editOutside(file, { id: 'q' });
    const library = await temporaryLibrary(now, folder);
    expect(library.stories.summary('a')?.title).toBe('First');
    expect(library.notices()).toHaveLength(1);
  });
});

describe('a folder that vanishes', () => {
  it('takes no story with it, and saving goes on when it is back', async () => {
    const library = await temporaryLibrary(now);
    const story = await library.stories.create(storyOf('a', 'Kept'));
    await library.saveSettings({ theme: 'dark' });
    const elsewhere = `${library.folder}-unplugged`;
    await rename(library.folder, elsewhere);
    expect(await failureOf(library.stories.save({ ...story, title: 'Typed' }))).toMatchObject({
      kind: 'Unreadable',
      message: expect.stringContaining('is not there any more'),
    });
    await library.stories.refreshAll();
    expect(library.stories.list()).toHaveLength(1);
    await rename(elsewhere, library.folder);
    expect(await library.stories.save({ ...story, title: 'Typed' })).toMatchObject({ rev: 2 });
  });
});

describe('a damaged library.json', () => {
  const lastYear = new Date('2025-01-01');

  it('is set aside, and the settings before it come back', async () => {
    const { folder } = await savedTwice();
    const library = await temporaryLibrary(now, folder);
    await library.saveSettings({ theme: 'dark' });
    await library.saveSettings({ styleId: 'apa' });
    await library.close();
    const file = path.join(folder, 'library.json');
    await writeFile(file, '{"half');
    await utimes(file, lastYear, lastYear);
    const again = await temporaryLibrary(now, folder);
    expect(again.id).toBe(library.id);
    expect(again.settings()).toMatchObject({ theme: 'dark', styleId: 'galley-house' });
    expect(again.stories.list()).toHaveLength(2);
    expect(again.notices()).toMatchObject([{ file: 'library.json' }]);
    expect(await readFile(path.join(folder, again.notices()[0]?.original ?? ''), 'utf8')).toBe('{"half');
  });

  it('begins anew where it was never changed, and refuses neither reading nor a start', async () => {
    const { folder } = await savedTwice();
    const file = path.join(folder, 'library.json');
    await writeFile(file, '');
    await utimes(file, lastYear, lastYear);
    const reading = await openLibrary(folder, { readOnly: true, watch: false });
    expect(reading.stories.list()).toHaveLength(2);
    await reading.close();
    expect(await readFile(file, 'utf8')).toBe('');
    const library = await temporaryLibrary(now, folder);
    expect(library.stories.list()).toHaveLength(2);
    expect(await readJson(file)).toMatchObject({ id: library.id });
  });

  it('that is missing is put back', async () => {
    const { folder } = await savedTwice();
    const library = await temporaryLibrary(now, folder);
    await library.saveSettings({ theme: 'dark' });
    await library.close();
    await rm(path.join(folder, 'library.json'));
    expect((await temporaryLibrary(now, folder)).id).toBe(library.id);
  });

  it('is mended by the next change of a setting, with what the program knows', async () => {
    const { folder } = await savedTwice();
    const library = await temporaryLibrary(now, folder);
    await library.saveSettings({ theme: 'dark' });
    await writeFile(path.join(folder, 'library.json'), '{"half');
    await library.saveSettings({ styleId: 'apa' });
    expect(await readJson(path.join(folder, 'library.json'))).toMatchObject({ settings: { theme: 'dark' } });
    expect(library.notices()).toHaveLength(1);
  });
});
