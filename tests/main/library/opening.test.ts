import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLibrary } from '#main/library/library.ts';
import { readSealed, writeSealed } from '#main/library/sealed-cache.ts';
import {
  citationOf,
  editOutside,
  failureOf,
  readJson,
  sourceOf,
  storyOf,
  temporaryFolder,
  temporaryLibrary,
} from './temporary-library.ts';

/** A starter library as it ships: two documents. */
async function starter(): Promise<string> {
  const folder = await temporaryFolder();
  for (const [room, document] of [
    ['stories', storyOf('sample', 'A sample', 'Text', [citationOf('c', 'gazette')])],
    ['sources', sourceOf('gazette')],
  ] as const) {
    await mkdir(path.join(folder, room));
    await writeFile(path.join(folder, room, `${document.id}.json`), JSON.stringify(document), { mode: 0o444 });
  }
  return folder;
}

describe('a first start', () => {
  it('makes a library in a missing folder and copies the starter into it', async () => {
    const folder = path.join(await temporaryFolder(), 'deep', 'library');
    const library = await temporaryLibrary({ starter: await starter() }, folder);
    expect(library.stories.list().map(({ title }) => title)).toEqual(['A sample']);
    expect(library.citedIn('gazette').map(({ id }) => id)).toEqual(['sample']);
    expect(await readJson(path.join(folder, 'library.json'))).toMatchObject({ id: library.id, schemaVersion: 1 });
    expect(library.problems()).toEqual([]);
    const story = await library.stories.get('sample');
    expect(await library.stories.save({ ...story, title: 'Changed' })).toMatchObject({ rev: story.rev + 1 });
    if (process.platform !== 'win32')
      expect((await stat(path.join(folder, 'sources', 'gazette.json'))).mode & 0o777).toBe(0o600);
  });

  it('copies nothing into a library that is there, however empty', async () => {
    const first = await temporaryLibrary();
    await first.close();
    const again = await temporaryLibrary({ starter: await starter() }, first.folder);
    expect(again.id).toBe(first.id);
    expect(again.stories.list()).toEqual([]);
  });

  it('that was cut off is taken up again', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, '.making'), '');
    await mkdir(path.join(folder, 'stories'));
    const library = await temporaryLibrary({ starter: await starter() }, folder);
    expect(library.stories.list()).toHaveLength(1);
    expect(await readdir(folder)).not.toContain('.making');
  });

  it('that fails leaves no trace', async () => {
    const parent = await temporaryFolder();
    const broken = await temporaryFolder();
    await mkdir(path.join(broken, 'stories', 'not-a-file.json'), { recursive: true });
    await failureOf(openLibrary(path.join(parent, 'a', 'b'), { starter: broken, watch: false }));
    expect(await readdir(parent)).toEqual([]);
  });
});

describe('a folder that is no library', () => {
  it('is refused and left as it is', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'letter.txt'), 'Dear editor');
    const failure = await failureOf(openLibrary(folder, { watch: false }));
    expect(failure).toMatchObject({ kind: 'Invalid' });
    expect(failure.message).toContain('is not a Galley library');
    expect(await readdir(folder)).toEqual(['letter.txt']);
  });

  it('is refused where it is a file, or lies below one', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    expect(await failureOf(openLibrary(file, { watch: false }))).toMatchObject({ kind: 'Invalid' });
    expect(await failureOf(openLibrary(path.join(file, 'library'), { watch: false }))).toMatchObject({
      kind: 'Invalid',
    });
  });

  it('is refused where a newer version made it, untouched', async () => {
    const library = await temporaryLibrary();
    await library.close();
    const file = path.join(library.folder, 'library.json');
    await editOutside(file, { schemaVersion: 2 });
    const before = await readFile(file, 'utf8');
    const names = await readdir(library.folder);
    const failure = await failureOf(openLibrary(library.folder, { watch: false }));
    expect(failure).toMatchObject({ kind: 'Unreadable' });
    expect(failure.message).toContain('newer version');
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await readdir(library.folder)).toEqual(names);
  });
});

describe('a library that may not be written to', () => {
  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'is refused as read-only, and nothing is left behind (root may write anywhere)',
    async () => {
      const parent = await temporaryFolder();
      await chmod(parent, 0o500);
      expect(await failureOf(openLibrary(path.join(parent, 'library')))).toMatchObject({ kind: 'ReadOnly' });
      expect(await readdir(parent)).toEqual([]);
      await chmod(parent, 0o700);
    },
  );

  it.runIf(process.platform === 'linux')('is refused as read-only where the system makes no folders', async () => {
    expect(await failureOf(openLibrary('/proc/galley/library'))).toMatchObject({ kind: 'ReadOnly' });
  });

  it('can be opened for reading, and then refuses every change and writes nothing', async () => {
    const library = await temporaryLibrary();
    const story = await library.stories.create(storyOf('a', 'Kept', 'molybdenum'));
    await library.close();
    const names = await readdir(library.folder, { recursive: true });
    const reading = await temporaryLibrary({ readOnly: true }, library.folder);
    expect(await reading.stories.get('a')).toMatchObject({ title: 'Kept' });
    expect((await reading.search('molyb')).ids).toEqual(['a']);
    for (const change of [
      reading.stories.save(story),
      reading.stories.create(storyOf('b', 'New')),
      reading.stories.remove('a'),
      reading.saveSettings({ theme: 'dark' }),
      reading.attachments.put(new Uint8Array([0xff, 0xd8, 0xff, 0])),
    ]) {
      expect(await failureOf(change)).toMatchObject({ kind: 'ReadOnly' });
    }
    await reading.close();
    expect(await readdir(library.folder, { recursive: true })).toEqual(names);
  });

  it('is not made where there is none', async () => {
    const folder = path.join(await temporaryFolder(), 'none');
    expect(await failureOf(openLibrary(folder, { readOnly: true }))).toMatchObject({ kind: 'NotFound' });
  });
});

describe('a library with a damaged file', () => {
  it('names it, leaves it where it is and opens the rest', async () => {
    const library = await temporaryLibrary();
    await library.stories.create(storyOf('good', 'Good'));
    const bad = await library.stories.create(storyOf('bad', 'Bad'));
    await library.stories.create(storyOf('newer', 'Newer'));
    await library.close();
    const stories = path.join(library.folder, 'stories');
    await writeFile(path.join(stories, 'bad.json'), '{"schemaVersion": 1, "id": "bad"');
    await writeFile(path.join(stories, 'latin.json'), Buffer.from([0x7b, 0xe9, 0x7d]));
    await writeFile(path.join(stories, 'good (conflicted copy).json'), '{}');
    const deep = '{"type":"quote","children":['.repeat(20_000) + ']}'.repeat(20_000);
    const sound = await readFile(path.join(stories, 'good.json'), 'utf8');
    await writeFile(
      path.join(stories, 'deep.json'),
      sound.replace('"good"', '"deep"').replace(/"children": ?\[/, `"children": [${deep},`),
    );
    await writeFile(path.join(stories, 'copied.json'), await readFile(path.join(stories, 'good.json')));
    await editOutside(path.join(stories, 'newer.json'), { schemaVersion: 2 });

    const again = await temporaryLibrary({}, library.folder);
    expect(again.stories.list().map(({ id }) => id)).toEqual(['good']);
    expect(
      again
        .problems()
        .map(({ file }) => file)
        .sort(),
    ).toEqual([
      'stories/bad.json',
      'stories/copied.json',
      'stories/deep.json',
      'stories/good (conflicted copy).json',
      'stories/latin.json',
      'stories/newer.json',
    ]);
    expect(again.problems().find(({ file }) => file.includes('newer'))?.message).toContain('newer version');
    expect(await failureOf(again.stories.get('bad'))).toMatchObject({ kind: 'Unreadable' });
    expect(await failureOf(again.stories.save(bad))).toMatchObject({ kind: 'Unreadable' });
    expect(await readFile(path.join(stories, 'bad.json'), 'utf8')).toBe('{"schemaVersion": 1, "id": "bad"');
  });
});

describe('the cache of summaries', () => {
  it('is left as it is where stories were only read', async () => {
    const library = await temporaryLibrary();
    await library.stories.create(storyOf('a', 'Alpha'));
    await library.close();
    const cacheFile = path.join(library.folder, '.cache', 'stories.json');
    const { ino, mtimeMs } = await stat(cacheFile);
    const again = await temporaryLibrary({}, library.folder);
    await again.stories.get('a');
    await again.close();
    expect(await stat(cacheFile)).toMatchObject({ ino, mtimeMs });
  });

  it('is believed where the file is unchanged, and only there', async () => {
    const library = await temporaryLibrary();
    await library.stories.create(storyOf('a', 'Alpha'));
    await library.stories.create(storyOf('b', 'Beta'));
    await library.close();
    const cacheFile = path.join(library.folder, '.cache', 'stories.json');
    const cached = JSON.stringify(await readSealed(cacheFile))
      .replace('Alpha', 'From the cache')
      .replace('Beta', 'From the cache');
    await writeSealed(cacheFile, JSON.parse(cached));
    await editOutside(path.join(library.folder, 'stories', 'b.json'), { title: 'From the file' });
    const again = await temporaryLibrary({}, library.folder);
    expect(again.stories.summary('a')?.title).toBe('From the cache');
    expect(again.stories.summary('b')?.title).toBe('From the file');
  });

  it('is rebuilt where a single bit of it has changed', async () => {
    const library = await temporaryLibrary();
    await library.stories.create(storyOf('alpha', 'Alpha'));
    await library.close();
    const cacheFile = path.join(library.folder, '.cache', 'stories.json');
    await writeFile(cacheFile, (await readFile(cacheFile, 'utf8')).replaceAll('"alpha"', '"alPha"'));
    const again = await temporaryLibrary({}, library.folder);
    expect(again.stories.list().map(({ id }) => id)).toEqual(['alpha']);
  });

  it.each(['', 'not JSON', '{"version":1,"entries":[]}', '{"version":3,"entries":[["a",{"summary":{}}]]}'])(
    'is rebuilt where it holds %j',
    async (content) => {
      const library = await temporaryLibrary();
      await library.stories.create(storyOf('a', 'Alpha'));
      await library.close();
      await writeFile(path.join(library.folder, '.cache', 'stories.json'), content);
      const again = await temporaryLibrary({}, library.folder);
      expect(again.stories.summary('a')?.title).toBe('Alpha');
    },
  );

  it('keeps no document whose file is gone or damaged', async () => {
    const library = await temporaryLibrary();
    await library.stories.create(storyOf('a', 'Alpha'));
    await library.close();
    await writeFile(path.join(library.folder, 'stories', 'a.json'), '{');
    const again = await temporaryLibrary({}, library.folder);
    expect(again.stories.list()).toEqual([]);
    expect(again.problems()).toHaveLength(1);
  });
});
