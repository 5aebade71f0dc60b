import { readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOriginOf } from '#main/library/conflicted-copies.ts';
import { temporaryWorkbench } from '../workbench/temporary-workbench.ts';
import { failureOf, readJson, storyOf, temporaryLibrary } from './temporary-library.ts';

describe('the name of a file that a synced folder has left', () => {
  it.each([
    ['abc (Ana’s conflicted copy 2026-03-09).json', 'Dropbox'],
    ["abc (desk-2's conflicted copy 2026-03-09).json", 'Dropbox'],
    ['abc (conflicted copy 2026-03-09 101112).json', 'Nextcloud'],
    ['abc (conflicted copy).json', 'a synced folder'],
    ['abc.sync-conflict-20260309-101112-ABCDEFG.json', 'Syncthing'],
    ['abc (SFConflict desk@example.org 2026-03-09-10-11-12).json', 'Seafile'],
    ['abc 2.json', 'iCloud Drive'],
    ['abc (1).json', 'Google Drive'],
    ['abc - Copy.json', 'Windows Explorer'],
    ['abc - Copy (2).json', 'Windows Explorer'],
    ['abc copy.json', 'Finder'],
    ['abc copy 2.json', 'Finder'],
    ['Copy of abc.json', 'Google Drive'],
    ['abc (Case Conflict).json', 'Dropbox'],
    ['abc (Selective Sync Conflict 1).json', 'Dropbox'],
    ['abc (In Konflikt stehende Kopie von Büro-PC 2026-03-09).json', 'Dropbox'],
    ['abc (Copie en conflit de Zoë 2026-03-09).json', 'Dropbox'],
    ['abc [conflicted].json', 'pCloud'],
    ['abc [Conflict].json', 'a synced folder'],
    ['abc (konfliktbehaftete Kopie).json', 'a synced folder'],
  ])('%s is told as one of %s', (name, tool) => {
    expect(copyOriginOf(name)).toEqual({ id: 'abc', tool });
  });

  it.each(['notes.json', 'abc.json', '.hidden.json', '2.json', 'Meeting notes.json', 'a b (1).json'])(
    '%s is none',
    (name) => {
      expect(copyOriginOf(name)).toBeUndefined();
    },
  );
});

describe('a second version of a story', () => {
  async function withCopy(name: string) {
    const library = await temporaryLibrary({ settleMs: 0 });
    await library.stories.create(storyOf('abc', 'Here'));
    await library.close();
    const theirs = { ...storyOf('abc', 'There'), rev: 3 };
    await writeFile(path.join(library.folder, 'stories', name), JSON.stringify(theirs));
    return temporaryLibrary({ settleMs: 0 }, library.folder);
  }

  it.each([
    ['abc 2.json', 'iCloud Drive'],
    ['abc-DESK-7.json', 'OneDrive'],
    ["abc-Anna's MacBook Pro.json", 'OneDrive'],
    ['abc-Büro-PC.json', 'OneDrive'],
    ["abc-Anna's MacBook Pro 2.json", 'OneDrive'],
    ['abc - Copy (2).json', 'Windows Explorer'],
    ['abc (1) (2).json', 'Google Drive'],
    ['abc（競合コピー）.json', 'another program'],
  ])('under the name %s is named as one of %s, and becomes a story of its own', async (name, tool) => {
    const library = await withCopy(name);
    expect(library.problems()).toMatchObject([{ file: `stories/${name}`, copy: { id: 'abc' } }]);
    expect(library.problems()[0]?.message).toContain('looks like a version of the story abc');
    const { api } = await temporaryWorkbench(library);
    const { story } = await api.stories.takeInCopy({ fileName: name });
    expect(story.title).toBe(`There (version from ${tool})`);
    expect(library.stories.summary('abc')?.title).toBe('Here');
    expect(library.problems()).toEqual([]);
    expect(await readJson(path.join(library.folder, 'quarantine', 'stories', name))).toMatchObject({
      title: 'There',
    });
    await library.close();
    expect((await temporaryLibrary({}, library.folder)).stories.list()).toHaveLength(2);
  });

  it('is set aside where nobody wants it, damaged or not, and over nothing that lies there', async () => {
    const name = 'abc 2.json';
    const library = await withCopy(name);
    const { api } = await temporaryWorkbench(library);
    expect(await api.library.setCopyAside({ file: `stories/${name}` })).toEqual({
      original: `quarantine/stories/${name}`,
    });
    expect(library.problems()).toEqual([]);
    await writeFile(path.join(library.folder, 'stories', name), '{"half');
    await library.stories.refresh(name);
    expect(await api.library.setCopyAside({ file: `stories/${name}` })).toEqual({
      original: 'quarantine/stories/abc 2.2.json',
    });
    expect(await readJson(path.join(library.folder, 'quarantine', 'stories', name))).toMatchObject({ title: 'There' });
    for (const file of ['stories/abc.json', 'stories/../library.json', 'journal/abc 2.json', 'library.json'])
      await expect(api.library.setCopyAside({ file })).rejects.toThrow('no such copy');
    expect(await readdir(path.join(library.folder, 'stories'))).toEqual(['abc.json']);
  });

  it('that is damaged, or no copy at all, is left where it is', async () => {
    const library = await withCopy('abc 2.json');
    await writeFile(path.join(library.folder, 'stories', 'abc 2.json'), '{"half');
    const { api } = await temporaryWorkbench(library);
    await expect(api.stories.takeInCopy({ fileName: 'abc 2.json' })).rejects.toThrow('damaged');
    for (const fileName of ['abc.json', '../library.json', 'other 2.json'])
      await expect(api.stories.takeInCopy({ fileName })).rejects.toThrow('no such copy');
    expect(await readdir(path.join(library.folder, 'stories'))).toEqual(['abc 2.json', 'abc.json']);
  });

  it('of which the original is gone is put back by its name alone', async () => {
    const library = await withCopy('abc 2.json');
    await library.close();
    const stories = path.join(library.folder, 'stories');
    await rename(path.join(stories, 'abc 2.json'), path.join(stories, 'abc.json'));
    const again = await temporaryLibrary({}, library.folder);
    expect(again.stories.summary('abc')?.title).toBe('There');
    expect(await failureOf(again.stories.get('abc 2'))).toMatchObject({ kind: 'NotFound' });
  });
});
