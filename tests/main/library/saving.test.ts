import { readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { changesOf, editOutside, failureOf, readJson, storyOf, temporaryLibrary } from './temporary-library.ts';

const fileOf = (library: { folder: string }, id: string) => path.join(library.folder, 'stories', `${id}.json`);

describe('saving a document', () => {
  it('stores it with the next rev in a file of its own that only its owner can read', async () => {
    const library = await temporaryLibrary();
    const created = await library.stories.create(storyOf('corridor', 'Lithium'));
    expect(created.rev).toBe(1);
    const saved = await library.stories.save({ ...created, title: 'Lithium corridor' });
    expect(saved.rev).toBe(2);
    expect(await readJson(fileOf(library, 'corridor'))).toMatchObject({ rev: 2, title: 'Lithium corridor' });
    expect(library.stories.summary('corridor')).toMatchObject({ rev: 2, title: 'Lithium corridor' });
    if (process.platform !== 'win32') {
      expect((await stat(fileOf(library, 'corridor'))).mode & 0o777).toBe(0o600);
      expect((await stat(path.join(library.folder, 'stories'))).mode & 0o777).toBe(0o700);
    }
  });

  it('on an older rev is refused, and both versions are kept', async () => {
    const library = await temporaryLibrary();
    const base = await library.stories.create(storyOf('a', 'Base'));
    await library.stories.save({ ...base, title: 'First writer' });
    const mine = { ...base, title: 'Second writer' };
    expect(await failureOf(library.stories.save(mine))).toMatchObject({ kind: 'Conflict', details: { currentRev: 2 } });
    expect(mine.title).toBe('Second writer');
    expect(await readJson(fileOf(library, 'a'))).toMatchObject({ title: 'First writer', rev: 2 });
  });

  it('takes one of many saves on the same rev and refuses the others', async () => {
    const library = await temporaryLibrary();
    const base = await library.stories.create(storyOf('a', 'Base'));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => library.stories.save({ ...base, title: `Writer ${index}` })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readJson(fileOf(library, 'a'))).toMatchObject({ title: 'Writer 0', rev: 2 });
  });

  it('notices what another program has written a moment ago, though nobody watches', async () => {
    const library = await temporaryLibrary();
    const base = await library.stories.create(storyOf('a', 'Base'));
    await editOutside(fileOf(library, 'a'), { title: 'Theirs', rev: 7 });
    const failure = await failureOf(library.stories.save({ ...base, title: 'Mine' }));
    expect(failure).toMatchObject({ kind: 'Conflict', details: { currentRev: 7 } });
    expect(await readJson(fileOf(library, 'a'))).toMatchObject({ title: 'Theirs' });
  });

  it('is refused where another program changed the file and left its rev as it was', async () => {
    const library = await temporaryLibrary();
    const base = await library.stories.create(storyOf('a', 'Base'));
    await editOutside(fileOf(library, 'a'), { title: 'Edited by hand' });
    const failure = await failureOf(library.stories.save({ ...base, title: 'Mine' }));
    expect(failure).toMatchObject({ kind: 'Conflict', details: { currentRev: 2 } });
    const theirs = await library.stories.get('a');
    expect(theirs).toMatchObject({ title: 'Edited by hand', rev: 2 });
    expect(await library.stories.save({ ...theirs, title: 'Both read' })).toMatchObject({ rev: 3 });
  });

  it('never writes over a file that has become unreadable or newer than this program', async () => {
    const library = await temporaryLibrary();
    const base = await library.stories.create(storyOf('a', 'Base'));
    await editOutside(fileOf(library, 'a'), { schemaVersion: 99, title: 'From the future' });
    expect(await failureOf(library.stories.save({ ...base, title: 'Mine' }))).toMatchObject({ kind: 'Unreadable' });
    expect(await readJson(fileOf(library, 'a'))).toMatchObject({ title: 'From the future' });
    expect(library.problems()).toHaveLength(1);
  });

  it('refuses what could not be read again, and leaves the file as it was', async () => {
    const library = await temporaryLibrary();
    const base = await library.stories.create(storyOf('a', 'Base'));
    expect(await failureOf(library.stories.save({ ...base, importancePercent: 170 }))).toMatchObject({
      kind: 'Invalid',
    });
    expect(await readJson(fileOf(library, 'a'))).toMatchObject({ title: 'Base', rev: 1 });
  });

  it('that is under way when the library closes is still written', async () => {
    const library = await temporaryLibrary();
    const base = await library.stories.create(storyOf('a', 'Base'));
    const saving = library.stories.save({ ...base, title: 'Last words' });
    await library.close();
    expect(await saving).toMatchObject({ rev: 2 });
    expect(await readJson(fileOf(library, 'a'))).toMatchObject({ title: 'Last words' });
    expect(await failureOf(library.stories.save(await saving))).toMatchObject({ kind: 'ReadOnly' });
  });

  it('of a deleted document says so', async () => {
    const library = await temporaryLibrary();
    const base = await library.stories.create(storyOf('a', 'Base'));
    await library.stories.remove('a');
    expect(await failureOf(library.stories.save(base))).toMatchObject({ kind: 'NotFound' });
    expect(await readdir(path.join(library.folder, 'stories'))).toEqual([]);
  });
});

describe('creating a document', () => {
  it('refuses an id that is taken, even by a file that cannot be read', async () => {
    const library = await temporaryLibrary();
    await library.stories.create(storyOf('a', 'First'));
    expect(await failureOf(library.stories.create(storyOf('a', 'Second')))).toMatchObject({ kind: 'AlreadyThere' });
    await writeFile(fileOf(library, 'b'), 'damaged');
    expect(await failureOf(library.stories.create(storyOf('b', 'Second')))).toMatchObject({ kind: 'AlreadyThere' });
  });

  it('refuses an id that differs from another only in case, as some disks can’t tell them apart', async () => {
    const library = await temporaryLibrary();
    await library.stories.create(storyOf('abc', 'First'));
    expect(await failureOf(library.stories.create(storyOf('aBc', 'Second')))).toMatchObject({ kind: 'AlreadyThere' });
    await library.stories.remove('abc');
    await library.stories.create(storyOf('aBc', 'Second'));
    expect(await failureOf(library.stories.restore('abc'))).toMatchObject({ kind: 'AlreadyThere' });
  });

  it('never leaves its folder, whatever the id is', async () => {
    const library = await temporaryLibrary();
    for (const id of ['../library', 'a/b', '..', '', 'a.b', 'a\0b']) {
      expect(await failureOf(library.stories.get(id))).toMatchObject({ kind: 'NotFound' });
      expect(await failureOf(library.stories.create(storyOf(id, 'Elsewhere')))).toMatchObject({ kind: 'NotFound' });
      expect(await failureOf(library.stories.restore(id))).toMatchObject({ kind: 'NotFound' });
    }
    expect(await readJson(path.join(library.folder, 'library.json'))).toMatchObject({ id: library.id });
  });
});

describe('deleting a document', () => {
  it('moves it to the trash, from where it comes back as it was', async () => {
    const library = await temporaryLibrary();
    const changes = changesOf(library);
    const story = await library.stories.create(storyOf('a', 'Kept'));
    await library.stories.remove('a');
    expect(library.stories.list()).toEqual([]);
    expect(await readJson(path.join(library.folder, 'trash', 'stories', 'a.json'))).toMatchObject({ title: 'Kept' });
    expect(await failureOf(library.stories.get('a'))).toMatchObject({ kind: 'NotFound' });
    expect(await library.stories.restore('a')).toEqual(story);
    expect(library.stories.summary('a')?.title).toBe('Kept');
    expect(await library.stories.save(story)).toMatchObject({ rev: 2 });
    expect(changes.map(({ change, origin }) => `${change} ${origin}`)).toEqual([
      'saved here',
      'deleted here',
      'saved here',
      'saved here',
    ]);
  });

  it('brings back nothing over a document that is there, and nothing that was not deleted', async () => {
    const library = await temporaryLibrary();
    await library.stories.create(storyOf('a', 'Old'));
    await library.stories.remove('a');
    await library.stories.create(storyOf('a', 'New'));
    expect(await failureOf(library.stories.restore('a'))).toMatchObject({ kind: 'AlreadyThere' });
    expect(await library.stories.get('a')).toMatchObject({ title: 'New' });
    expect(await failureOf(library.stories.restore('b'))).toMatchObject({ kind: 'NotFound' });
  });
});
