// A library that is only read, and how it becomes ours to change.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { changesOf, failureOf, storyOf, temporaryLibrary } from './temporary-library.ts';

describe('a library that is open for reading', () => {
  it('refuses every change and writes nothing', async () => {
    const library = await temporaryLibrary();
    await library.stories.create(storyOf('one', 'One'));
    await library.close();
    const before = await readdir(library.folder, { recursive: true });
    const reading = await temporaryLibrary({ readOnly: true }, library.folder);
    expect(reading.isReadOnly()).toBe(true);
    expect(await reading.heldBy()).toBeUndefined();
    for (const change of [
      () => reading.stories.create(storyOf('two', 'Two')),
      () => reading.stories.save({ ...storyOf('one', 'Changed'), rev: 1 }),
      () => reading.stories.remove('one'),
      () => reading.saveSettings({ theme: 'dark' }),
      () => reading.attachments.put(new Uint8Array([0xff, 0xd8, 0xff, 0])),
    ])
      expect(await failureOf(change())).toMatchObject({ kind: 'ReadOnly' });
    await reading.close();
    expect(await readdir(library.folder, { recursive: true })).toEqual(before);
  });

  it('is taken over once nobody holds it, with what was changed meanwhile', async () => {
    const owner = await temporaryLibrary();
    await owner.stories.create(storyOf('one', 'One'));
    const reading = await temporaryLibrary({ readOnly: true }, owner.folder);
    const changes = changesOf(reading);
    expect(await reading.heldBy()).toMatchObject({ pid: process.pid });
    expect(await failureOf(reading.takeOver())).toMatchObject({ kind: 'Locked' });

    await owner.stories.save({ ...storyOf('one', 'Changed'), rev: 1 });
    await owner.saveSettings({ theme: 'dark' });
    await owner.close();
    // Without what writing needs and with what a killed program left, as a library from elsewhere may come.
    await rm(path.join(owner.folder, 'trash'), { recursive: true });
    const leftover = path.join(owner.folder, 'stories', 'one.json.0123456789ab.tmp');
    await writeFile(leftover, '');

    await Promise.all([reading.takeOver(), reading.takeOver()]);
    expect(reading.isReadOnly()).toBe(false);
    expect(reading.settings().theme).toBe('dark');
    expect(reading.stories.summary('one')?.title).toBe('Changed');
    expect(changes.filter(({ kind }) => kind === 'access')).toHaveLength(1);
    expect(await readdir(path.join(owner.folder, 'stories'))).toEqual(['one.json']);
    await reading.stories.save({ ...(await reading.stories.get('one')), title: 'Mine' });
    await reading.stories.remove('one');
    expect(await failureOf(temporaryLibrary({}, owner.folder))).toMatchObject({ kind: 'Locked' });
    await reading.close();
    await (await temporaryLibrary({}, owner.folder)).close();
  });

  it('becomes so when another process takes its lock, and says so', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const library = await temporaryLibrary();
    await library.stories.create(storyOf('one', 'One'));
    const changes = changesOf(library);
    const file = path.join(library.folder, '.lock');
    const theirs = { ...JSON.parse(await readFile(file, 'utf8')), host: 'elsewhere', token: 'theirs' };
    await writeFile(file, JSON.stringify(theirs));
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(library.isReadOnly()).toBe(true));
    expect(await library.heldBy()).toMatchObject({ host: 'elsewhere' });
    expect(await failureOf(library.stories.save({ ...storyOf('one', 'X'), rev: 1 }))).toMatchObject({ kind: 'Locked' });
    expect(changes.filter(({ kind }) => kind === 'access')).toHaveLength(1);
    await rm(file);
    await library.takeOver();
    expect((await library.stories.save({ ...storyOf('one', 'X'), rev: 1 })).rev).toBe(2);
  });
});
