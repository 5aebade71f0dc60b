import { cp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { changesOf, citationOf, editOutside, readJson, storyOf, temporaryLibrary } from './temporary-library.ts';

const until = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 20 });

describe('a watched library', () => {
  it('tells what another program has saved, made and deleted', async () => {
    const library = await temporaryLibrary({ watch: true });
    await library.stories.create(storyOf('a', 'Mine', '', [citationOf('c', 'gazette')]));
    const changes = changesOf(library);
    const stories = path.join(library.folder, 'stories');

    await editOutside(path.join(stories, 'a.json'), { title: 'Theirs', rev: 5, document: storyOf('a', '').document });
    await until(() =>
      expect(changes).toEqual([
        { kind: 'story', id: 'a', change: 'saved', origin: 'outside', rev: 5, recited: ['gazette'] },
      ]),
    );
    expect(library.stories.summary('a')).toMatchObject({ title: 'Theirs', rev: 5 });
    expect(library.citedIn('gazette')).toEqual([]);

    await writeFile(path.join(stories, 'b.json'), JSON.stringify({ ...storyOf('b', 'New'), rev: 1 }));
    await until(() => expect(changes.at(-1)).toMatchObject({ id: 'b', change: 'saved', origin: 'outside' }));

    await rm(path.join(stories, 'a.json'));
    await until(() => expect(changes.at(-1)).toMatchObject({ id: 'a', change: 'deleted', origin: 'outside' }));
    expect(library.stories.list().map(({ id }) => id)).toEqual(['b']);
  });

  it('does not take its own saves, or a file that was only touched, for changes from outside', async () => {
    const library = await temporaryLibrary({ watch: true });
    let story = await library.stories.create(storyOf('a', 'Mine'));
    const changes = changesOf(library);
    for (let count = 0; count < 5; count += 1) story = await library.stories.save(story);
    const now = new Date();
    await utimes(path.join(library.folder, 'stories', 'a.json'), now, now);
    // What comes after them in the same folder is announced, so they have been looked at by then.
    await setTimeout(300);
    await writeFile(path.join(library.folder, 'stories', 'z.json'), JSON.stringify(storyOf('z', 'Last')));
    await until(() => expect(changes.at(-1)).toMatchObject({ id: 'z' }));
    expect(changes.filter(({ origin }) => origin === 'outside').map(({ id }) => id)).toEqual(['z']);
    expect(await library.stories.save(story)).toMatchObject({ rev: 7 });
  });

  it('names a file that another program has damaged, and forgets it once it is whole again', async () => {
    const library = await temporaryLibrary({ watch: true });
    await library.stories.create(storyOf('a', 'Whole'));
    const file = path.join(library.folder, 'stories', 'a.json');
    const whole = await readJson(file);
    await writeFile(file, '{"half');
    await until(() => expect(library.problems().map((problem) => problem.file)).toEqual(['stories/a.json']));
    await writeFile(file, JSON.stringify({ ...whole, title: 'Whole again' }));
    await until(() => expect(library.problems()).toEqual([]));
    expect(library.stories.summary('a')?.title).toBe('Whole again');
  });

  it('goes on in another folder that has taken its place, as one that was moved away and copied back', async () => {
    const library = await temporaryLibrary({ watch: true });
    await library.stories.create(storyOf('a', 'Mine'));
    await library.stories.create(storyOf('b', 'Mine'));
    const away = `${library.folder}-away`;
    onTestFinished(() => rm(away, { recursive: true, force: true }));
    await rename(library.folder, away);
    await editOutside(path.join(away, 'stories', 'a.json'), { title: 'Changed on the way' });
    await cp(away, library.folder, { recursive: true });
    const late = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 50 });
    await late(() => expect(library.stories.summary('a')?.title).toBe('Changed on the way'));
    await editOutside(path.join(library.folder, 'stories', 'b.json'), { title: 'Theirs' });
    await late(() => expect(library.stories.summary('b')?.title).toBe('Theirs'));
    expect(library.stories.list()).toHaveLength(2);
  }, 60_000);

  it('takes in settings that were changed outside', async () => {
    const library = await temporaryLibrary({ watch: true });
    const changes = changesOf(library);
    await editOutside(path.join(library.folder, 'library.json'), {
      settings: { ...library.settings(), theme: 'dark' },
    });
    await until(() => expect(library.settings().theme).toBe('dark'));
    expect(changes).toMatchObject([{ kind: 'settings', origin: 'outside' }]);
  });
});

describe('settings', () => {
  it('are changed one by one and kept, also by two who change them at the same time', async () => {
    const library = await temporaryLibrary();
    await Promise.all([library.saveSettings({ theme: 'dark' }), library.saveSettings({ styleId: 'apa' })]);
    expect(library.settings()).toMatchObject({ theme: 'dark', styleId: 'apa' });
    await library.close();
    const again = await temporaryLibrary({}, library.folder);
    expect(again.settings()).toMatchObject({ theme: 'dark', styleId: 'apa' });
  });
});

describe('where a source is cited', () => {
  it('follows saves, deletes and restores', async () => {
    const library = await temporaryLibrary();
    const cited = () => library.citedIn('gazette').map(({ id }) => id);
    const a = await library.stories.create(
      storyOf('a', 'A', '', [citationOf('c1', 'gazette'), citationOf('c2', 'gazette')]),
    );
    await library.stories.create(storyOf('b', 'B', '', [citationOf('c', 'gazette')]));
    expect(cited()).toEqual(['a', 'b']);
    await library.stories.save({ ...a, document: storyOf('a', 'A').document });
    expect(cited()).toEqual(['b']);
    await library.stories.remove('b');
    expect(cited()).toEqual([]);
    await library.stories.restore('b');
    expect(cited()).toEqual(['b']);
  });
});
