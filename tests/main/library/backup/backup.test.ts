// A backup brings back every byte, counts only when it is whole, and can't be used to write anywhere else.
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { makeBackup } from '#main/library/backup/make-backup.ts';
import { isPlace, MANIFEST_NAME, type Manifest } from '#main/library/backup/manifest.ts';
import { checkBackup } from '#main/library/backup/read-backup.ts';
import { restoreBackup } from '#main/library/backup/restore-backup.ts';
import { openLibrary } from '#main/library/library.ts';
import { failureOf, sourceOf, storyOf, temporaryFolder, temporaryLibrary } from '../temporary-library.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** Every file below a folder that a backup is to hold, by its path, with its bytes in hex. */
async function filesOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const kept = files.filter((file) => !path.relative(folder, file).startsWith('.'));
  return Object.fromEntries(
    await Promise.all(
      kept.toSorted().map(async (file) => [path.relative(folder, file), (await readFile(file)).toString('hex')]),
    ),
  );
}

async function filledLibrary() {
  const library = await temporaryLibrary();
  await library.sources.create(sourceOf('s1'));
  for (const id of ['a', 'b', 'c']) await library.stories.create(storyOf(id, `Story ${id} – Ω`, 'words '.repeat(500)));
  await library.stories.remove('c');
  await library.attachments.put(PNG);
  return library;
}

async function backUp() {
  const library = await filledLibrary();
  const file = path.join(await temporaryFolder(), 'all.zip');
  const made = await makeBackup(library.folder, file);
  return { library, file, made };
}

/** A ZIP file with these entries, and a manifest of `files` unless another is given. */
async function zipOf(entries: Record<string, string>, manifest: unknown): Promise<string> {
  const file = path.join(await temporaryFolder(), 'made.zip');
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name);
  zip.addBuffer(Buffer.from(JSON.stringify(manifest)), MANIFEST_NAME);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

const manifestOf = (files: Manifest['files']) => ({
  schemaVersion: 1,
  libraryId: 'lib',
  madeAt: '2026-03-09T10:00:00Z',
  files,
});
const listed = (name: string, sizeBytes: number, sha256 = '0'.repeat(64)) => ({ path: name, sizeBytes, sha256 });

describe('a backup', () => {
  it('brings back every document, attachment and discarded document, for its owner only', async () => {
    const { library, file, made } = await backUp();
    expect(made.files).toBe(6);
    const restored = path.join(await temporaryFolder(), 'deep', 'again');
    await restoreBackup(file, restored);
    expect(await filesOf(restored)).toEqual(await filesOf(library.folder));
    if (process.platform !== 'win32') {
      expect((await stat(restored)).mode & 0o077).toBe(0);
      expect((await stat(path.join(restored, 'stories', 'a.json'))).mode & 0o077).toBe(0);
      expect((await stat(file)).mode & 0o077).toBe(0);
    }
    const again = await openLibrary(restored, { watch: false });
    expect((await again.stories.get('a')).title).toBe('Story a – Ω');
    expect((await again.stories.restore('c')).id).toBe('c');
    await again.close();
  });

  it('takes every document whole while the library is written to', async () => {
    const library = await filledLibrary();
    await library.stories.save({ ...(await library.stories.get('a')), summary: 'x'.repeat(20_000) });
    let isSaving = true;
    const saving = (async () => {
      for (let story = await library.stories.get('a'); isSaving; ) {
        story = await library.stories.save({ ...story, title: `Rev ${story.rev}`, summary: 'x'.repeat(20_000) });
      }
    })();
    const file = path.join(await temporaryFolder(), 'busy.zip');
    await makeBackup(library.folder, file);
    isSaving = false;
    await saving;
    const restored = path.join(await temporaryFolder(), 'again');
    await restoreBackup(file, restored);
    const again = await openLibrary(restored, { watch: false });
    expect(again.problems()).toEqual([]);
    expect((await again.stories.get('a')).summary).toHaveLength(20_000);
    await again.close();
  });

  it('is refused within the library, over another file and where there is no library', async () => {
    const { library, file } = await backUp();
    const inside = path.join(library.folder, 'b.zip');
    expect((await failureOf(makeBackup(library.folder, inside))).message).toContain('lost with it');
    expect((await failureOf(makeBackup(library.folder, file))).kind).toBe('AlreadyThere');
    expect((await failureOf(makeBackup(await temporaryFolder(), `${file}2`))).kind).toBe('NotFound');
  });

  it('is refused within the library whatever leads there', async () => {
    const { library, file } = await backUp();
    const beside = await temporaryFolder();
    const before = await filesOf(library.folder);
    await symlink(library.folder, path.join(beside, 'link'), 'junction');
    const targets = [
      makeBackup(library.folder, path.join(beside, 'link', 'b.zip')),
      makeBackup(library.folder, path.join(beside, 'link', 'stories', 'b.zip')),
      makeBackup(path.join(beside, 'link'), path.join(library.folder, 'b.zip')),
      makeBackup(library.folder, path.join(library.folder, '..b.zip')),
    ];
    for (const made of targets) expect((await failureOf(made)).message).toContain('lost with it');
    expect(await filesOf(library.folder)).toEqual(before);
    // The library itself may be reached through a link.
    expect((await makeBackup(path.join(beside, 'link'), path.join(beside, 'b.zip'))).files).toBe(6);
    expect((await failureOf(makeBackup(library.folder, path.join(file, 'b.zip')))).message).toMatch(/is no folder\./);
  });

  it('names the file that can’t be read, and leaves nothing', async () => {
    const library = await filledLibrary();
    const folder = await temporaryFolder();
    // What can be opened and not read, whoever asks.
    const making = makeBackup(library.folder, path.join(folder, 'a.zip'), {
      onFile: (done) => {
        if (done > 1) return;
        rmSync(path.join(library.folder, 'stories', 'b.json'));
        mkdirSync(path.join(library.folder, 'stories', 'b.json'));
      },
    });
    expect(await failureOf(making)).toMatchObject({
      kind: 'Unreadable',
      message: expect.stringMatching(/^stories\/b\.json can’t be read \(E[A-Z]+\)\. No backup was made, /),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('stops when it is told to, and leaves nothing', async () => {
    const library = await filledLibrary();
    const folder = await temporaryFolder();
    const stop = new AbortController();
    const making = makeBackup(library.folder, path.join(folder, 'a.zip'), {
      signal: stop.signal,
      onFile: (done) => done === 2 && stop.abort(),
    });
    expect((await failureOf(making)).message).toBe('The backup was stopped.');
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    'stories/a (Anna’s MacBook’s conflicted copy 2026-03-09).json',
    'styles/Anna & Co.csl',
    'styles/Zürich [2024].csl',
    'styles/(draft) «Maison» – 100 €, v2; #1!.csl',
    'styles/競合（コピー）・1.csl',
  ])('takes a file called %s, and restores it', async (place) => {
    const library = await filledLibrary();
    await mkdir(path.join(library.folder, 'styles'), { recursive: true });
    await writeFile(path.join(library.folder, place), 'x');
    const made = await makeBackup(library.folder, path.join(await temporaryFolder(), 'a.zip'));
    expect(made.leftOut).toEqual([]);
    const { folder } = await restoreBackup(made.file, path.join(await temporaryFolder(), 'restored'));
    expect(await readFile(path.join(folder, place), 'utf8')).toBe('x');
  });

  it.each([
    '/etc/passwd',
    '../library.json',
    'stories/../../x',
    'stories//x',
    'stories/',
    'stories/.hidden',
    'C:/x',
    'stories/x.json:stream',
    'stories/a?.json',
    'stories/LIBRAR~1.JSO',
    '%TEMP%/x',
    'stories/con.json',
    'stories/x.',
    'stories/x ',
    ' x',
    'stories/\u202enosj.x',
    'stories/a\u0000b',
    'stories/a\u200bb',
    'a/b/c/d/e/f/g',
    '',
  ])('takes no place that a system may read as another: %j', (place) => {
    expect(isPlace(place)).toBe(false);
  });

  it('of every week has the library name what it had to leave out', async () => {
    const library = await filledLibrary();
    await mkdir(path.join(library.folder, 'styles'));
    const file = path.join(library.folder, 'styles', 'bad\\name.csl');
    await writeFile(file, 'x');
    await library.backups.make();
    expect(library.problems()).toMatchObject([
      { file: 'styles/bad\\name.csl', message: expect.stringContaining('in no backup') },
    ]);
    await rm(file);
    await library.backups.make();
    expect(library.problems()).toEqual([]);
  });

  it('says which file has a name that it doesn’t take', async () => {
    const library = await filledLibrary();
    await mkdir(path.join(library.folder, 'styles'));
    await writeFile(path.join(library.folder, 'styles', 'bad\\name.csl'), 'x');
    const made = await makeBackup(library.folder, path.join(await temporaryFolder(), 'a.zip'));
    expect(made.leftOut).toEqual(['styles/bad\\name.csl']);
  });
});

describe('restoring', () => {
  it('touches no folder that holds something', async () => {
    const { library, file } = await backUp();
    const before = await filesOf(library.folder);
    expect((await failureOf(restoreBackup(file, library.folder))).kind).toBe('AlreadyThere');
    expect(await filesOf(library.folder)).toEqual(before);
    const empty = await temporaryFolder();
    await restoreBackup(file, empty);
    expect(await readdir(path.dirname(empty))).not.toContainEqual(expect.stringContaining('.restoring-'));
  });

  it('is refused onto a link, a file and what lies below one, in a sentence', async () => {
    const { file } = await backUp();
    const beside = await temporaryFolder();
    await mkdir(path.join(beside, 'empty'));
    await symlink(path.join(beside, 'empty'), path.join(beside, 'link'), 'junction');
    await symlink(path.join(beside, 'nowhere'), path.join(beside, 'dangling'), 'junction');
    for (const name of ['link', 'dangling']) {
      const { message } = await failureOf(restoreBackup(file, path.join(beside, name)));
      expect(message).toMatch(new RegExp(`${name} is a link to another place\\. Name the folder itself`));
    }
    for (const target of [file, path.join(file, 'below')])
      expect((await failureOf(restoreBackup(file, target))).message).toContain('is no folder');
    expect(await readdir(path.join(beside, 'empty'))).toEqual([]);
    expect((await readdir(beside)).toSorted()).toEqual(['dangling', 'empty', 'link']);
  });

  it('refuses a backup with any one byte changed, or says the same', async () => {
    const { library, file } = await backUp();
    const bytes = await readFile(file);
    const wanted = await filesOf(library.folder);
    const folder = await temporaryFolder();
    let refused = 0;
    for (let at = 0; at < bytes.length; at += 37) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      const changed = path.join(folder, 'changed.zip');
      await writeFile(changed, damaged);
      const target = path.join(folder, `out-${at}`);
      const outcome = await restoreBackup(changed, target).then(
        () => 'restored',
        (error: unknown) => error,
      );
      if (outcome === 'restored') expect(await filesOf(target)).toEqual(wanted);
      else {
        refused += 1;
        expect(outcome).toMatchObject({ kind: 'Unreadable' });
        expect((await readdir(folder)).filter((name) => name.startsWith(`out-${at}`))).toEqual([]);
      }
    }
    expect(refused).toBeGreaterThan(5);
  });

  it('refuses a backup that is cut off, no backup at all, and one that is not there', async () => {
    const { file } = await backUp();
    const folder = await temporaryFolder();
    const bytes = await readFile(file);
    for (const length of [0, 1, 40, bytes.length - 1]) {
      await writeFile(path.join(folder, 'cut.zip'), bytes.subarray(0, length));
      expect((await failureOf(checkBackup(path.join(folder, 'cut.zip')))).kind).toBe('Unreadable');
    }
    expect((await failureOf(checkBackup(path.join(folder, 'none.zip')))).kind).toBe('NotFound');
    expect((await failureOf(checkBackup(folder))).kind).toBe('Unreadable');
  });

  it.each([
    ['upwards', '../evil.json'],
    ['inside upwards', 'stories/../../evil.json'],
    ['absolute', '/tmp/evil.json'],
    ['a drive', 'C:/evil.json'],
    ['a backslash', 'stories\\evil.json'],
    ['a stream', 'stories/a.json:evil'],
    ['a device', 'stories/con.json'],
    ['hidden', '.lock'],
    ['a trailing dot', 'stories/a.'],
  ])('never writes %s', async (_what, name) => {
    const file = await zipOf({ 'library.json': '{}' }, manifestOf([listed('library.json', 2), listed(name, 1)]));
    expect((await failureOf(checkBackup(file))).kind).toBe('Unreadable');
  });

  it('refuses what is missing, too much, twice, larger than it says, or of a newer version', async () => {
    const message = async (entries: Record<string, string>, manifest: unknown) =>
      (await failureOf(checkBackup(await zipOf(entries, manifest)))).message;
    expect(await message({}, manifestOf([listed('a.json', 1)]))).toContain('a.json is missing');
    expect(await message({ 'a.json': 'x' }, manifestOf([]))).toContain('doesn’t list');
    expect(await message({ 'a.json': 'xy' }, manifestOf([listed('a.json', 1)]))).toContain('another size');
    expect(await message({ 'a.json': 'x' }, manifestOf([listed('a.json', 1)]))).toContain('was changed');
    expect(
      await message({ 'a.json': 'x', 'A.json': 'x' }, manifestOf([listed('a.json', 1), listed('A.json', 1)])),
    ).toContain('twice');
    expect(await message({}, { ...manifestOf([]), schemaVersion: 2 })).toContain('newer Galley');
    expect(await message({}, 'nonsense')).toContain('list is wrong');
  });

  it('refuses a backup in which there is no library', async () => {
    const file = await zipOf({}, manifestOf([]));
    const target = path.join(await temporaryFolder(), 'out');
    expect((await failureOf(restoreBackup(file, target))).message).toBe('There is no library in this backup.');
  });
});
