// A disk that refuses: full, read-only, gone, out of files. Nothing is lost, each refusal is a sentence, and saving goes on after.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '#core/model/failure.ts';
import { checkLibrary } from '#main/library/check/check-library.ts';
import { openLibrary } from '#main/library/library.ts';
import { sourceOf } from '../main/library/temporary-library.ts';
import { report } from './length.ts';
import { numberedStory, numberOf, renumbered } from './numbered-story.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
type Fault = { operation: string; code: string };
const disk = vi.hoisted(() => ({ fault: undefined as { operation: string; code: string } | undefined, refused: 0 }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const orRefuse = (operation: string) => {
    if (disk.fault?.operation !== operation) return;
    disk.refused += 1;
    throw Object.assign(new Error(`${disk.fault.code}: refused, ${operation}`), { code: disk.fault.code });
  };
  const open = async (...args: Parameters<typeof real.open>) => {
    orRefuse('open');
    if (args[1] === 'r' && (await real.lstat(args[0])).isDirectory()) orRefuse('open folder');
    const handle = await real.open(...args);
    return new Proxy(handle, {
      get: (target, name) => {
        const value = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (name !== 'writeFile' && name !== 'sync') return value.bind(target);
        return async (...given: unknown[]) => {
          if (name === 'writeFile') orRefuse('write');
          if (name === 'sync') orRefuse('sync');
          return value.apply(target, given);
        };
      },
    });
  };
  const refusing =
    <A extends unknown[], R>(operation: string, act: (...args: A) => Promise<R>) =>
    async (...args: A) => {
      orRefuse(operation);
      return act(...args);
    };
  return {
    ...real,
    open,
    stat: refusing('stat', real.stat as (file: string) => Promise<unknown>),
    rename: refusing('rename', real.rename),
    link: refusing('link', real.link),
  };
});

afterEach(() => {
  disk.fault = undefined;
  vi.restoreAllMocks();
});

const CODES = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EMFILE', 'ENFILE', 'EIO', 'EBUSY'];
const FAULTS: Fault[] = ['open', 'open folder', 'write', 'sync', 'rename', 'stat'].flatMap((operation) =>
  CODES.map((code) => ({ operation, code })),
);

async function temporary(): Promise<{ parent: string; folder: string }> {
  const parent = await mkdtemp(path.join(os.tmpdir(), 'galley-failing-'));
  return { parent, folder: path.join(parent, 'library') };
}

async function failureOf(act: Promise<unknown>): Promise<Failure | undefined> {
  try {
    await act;
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw new Error(`Not a sentence for an editor: ${String(error)}`, { cause: error });
  }
}

describe('a disk that refuses', () => {
  it(`any of ${FAULTS.length} ways leaves the old version, says so, and takes the save once it can`, async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { parent, folder } = await temporary();
    const library = await openLibrary(folder, { watch: false });
    let story = await library.stories.create(numberedStory('a', 1));
    let refused = 0;
    for (const [index, fault] of FAULTS.entries()) {
      const next = renumbered(story, index + 2);
      disk.fault = fault;
      const failure = await failureOf(library.stories.save(next));
      const journal = await failureOf(library.journal.keep(next, { window: 'w', change: index }));
      disk.fault = undefined;
      // A folder's flush that is not known is no failure: what could be done was done.
      if (!failure) story = await library.stories.get('a');
      else {
        refused += 1;
        expect(failure.message).toMatch(/^\S.*\.$/s);
        expect(numberOf(await library.stories.get('a')), `${fault.code} on ${fault.operation}`).toBe(numberOf(story));
        story = await library.stories.save(next);
      }
      expect(journal?.message ?? 'Kept.').toMatch(/\.$/);
      expect((await readdir(path.join(folder, 'stories'))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    }
    report(`${FAULTS.length} refusals of the disk: ${refused} saves refused in a sentence and taken after, 0 lost`);
    expect(refused).toBeGreaterThan(FAULTS.length / 2);
    expect(disk.refused).toBeGreaterThan(FAULTS.length);
    expect(library.notices()).toEqual([]);
    await library.close();
    await rm(parent, { recursive: true, force: true });
  });

  it('the library’s folder itself, as when its disk is unplugged, says so, begins nothing anew there, and takes all once it is back', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { parent, folder } = await temporary();
    const library = await openLibrary(folder, { watch: false, machineFolder: path.join(parent, 'machine') });
    const source = await library.sources.create(sourceOf('s1'));
    let story = await library.stories.create(numberedStory('a', 1));
    await library.stories.create(numberedStory('thrown', 1));
    await library.stories.remove('thrown');
    // Kept by the first save, and not waited for.
    story = await library.stories.save(renumbered(story, 2));
    await library.history.settle();
    const elsewhere = path.join(parent, 'unplugged');
    const next = renumbered(story, 3);
    const page = () => Readable.from([Buffer.from('A page.')]);
    const asked: Record<string, () => Promise<unknown>> = {
      'a save': () => library.stories.save(next),
      'a save of a source': () => library.sources.save(source),
      'a new story': () => library.stories.create(numberedStory('b', 1)),
      'the journal': () => library.journal.keep(next, { window: 'w', change: 1 }),
      'a snapshot': () => library.history.keep(next, 'by-hand', 'Named'),
      'the first snapshot of a story': () => library.history.keep({ ...next, id: 'other' }, 'by-hand'),
      'an image': () => library.attachments.put(PNG),
      'a copy': () => library.attachments.keep(page(), { maxBytes: 100, headBytes: 4, extensionOf: () => 'txt' }),
      'the settings': () => library.saveSettings({ theme: 'dark' }),
      'throwing away': () => library.stories.remove('a'),
      'bringing back': () => library.stories.restore('thrown'),
      'a backup': () => library.backups.make(),
    };
    for (const [what, ask] of Object.entries(asked)) {
      await rename(folder, elsewhere);
      const failure = await failureOf(ask());
      await library.stories.refreshAll();
      await library.history.settle();
      expect(existsSync(folder), `${what} begins the library anew`).toBe(false);
      await rename(elsewhere, folder);
      expect(failure?.message, what).toMatch(/^\S.*\.$/s);
      expect(library.stories.list().map(({ id }) => id)).toEqual(['a']);
      expect(numberOf(await library.stories.get('a')), what).toBe(2);
    }
    for (const what of ['a save', 'the journal', 'a snapshot', 'an image', 'a copy', 'the settings', 'bringing back'])
      expect(await failureOf(asked[what]?.() ?? Promise.resolve()), what).toBeUndefined();
    expect(numberOf(await library.stories.get('a'))).toBe(3);
    expect(library.notices()).toEqual([]);

    // What is kept for the next start is no reason to begin one either.
    await rename(folder, elsewhere);
    await library.close();
    expect(existsSync(folder)).toBe(false);
    await rename(elsewhere, folder);
    const again = await openLibrary(folder, { watch: false });
    expect((await checkLibrary(again)).findings.filter(({ isDamage }) => isDamage)).toEqual([]);
    expect(again.stories.list()).toHaveLength(2);
    await again.close();
    await rm(parent, { recursive: true, force: true });
    report(`the folder gone and back: ${Object.keys(asked).length} refusals in a sentence, nothing begun anew, 0 lost`);
  });

  it('hard links is written to all the same', async () => {
    const { parent, folder } = await temporary();
    const library = await openLibrary(folder, { watch: false });
    const story = await library.stories.create(numberedStory('a', 1));
    disk.fault = { operation: 'link', code: 'EPERM' };
    await library.stories.save(renumbered(story, 2));
    disk.fault = undefined;
    const previous = JSON.parse(await readFile(path.join(folder, 'previous', 'stories', 'a.json'), 'utf8'));
    expect(numberOf(previous)).toBe(1);
    await library.close();
    await rm(parent, { recursive: true, force: true });
  });

  it('all of it when a library is opened says so and leaves it as it was', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { parent, folder } = await temporary();
    const first = await openLibrary(folder, { watch: false });
    await first.stories.create(numberedStory('a', 1));
    await first.close();
    for (const fault of FAULTS.filter(({ operation }) => operation === 'open' || operation === 'stat')) {
      disk.fault = fault;
      const failure = await failureOf(openLibrary(folder, { watch: false }).then((library) => library.close()));
      disk.fault = undefined;
      expect(failure?.message ?? 'Opened.').toMatch(/\.$/);
      const again = await openLibrary(folder, { watch: false });
      expect(again.stories.list()).toHaveLength(1);
      expect(again.notices()).toEqual([]);
      await again.close();
    }
    await rm(parent, { recursive: true, force: true });
  });
});

/** Why a small file system can't be mounted here; undefined where it can. */
function cannotMount(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root may mount one, on Linux';
  const at = path.join(os.tmpdir(), `galley-mount-${process.pid}`);
  spawnSync('mkdir', ['-p', at]);
  const tried = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at]);
  if (tried.status === 0) spawnSync('umount', [at]);
  spawnSync('rmdir', [at]);
  return tried.status === 0 ? undefined : 'this machine lets none be mounted';
}

const reason = cannotMount();

describe('a small disk', () => {
  it.skipIf(reason !== undefined)(
    `that is full, or becomes read-only, keeps what it has and goes on after${reason ? ` (skipped: ${reason})` : ''}`,
    async () => {
      vi.spyOn(console, 'error').mockImplementation(() => undefined);
      const { parent } = await temporary();
      const mounted = path.join(parent, 'disk');
      await mkdir(mounted);
      expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', mounted]).status).toBe(0);
      try {
        const folder = path.join(mounted, 'library');
        const library = await openLibrary(folder, { watch: false });
        const story = await library.stories.create(numberedStory('a', 1, 100));
        const filler = path.join(mounted, 'filler');
        for (let size = 1_900_000; size > 4_096; size = Math.floor(size / 2))
          await writeFile(filler, Buffer.alloc(size), { flag: 'a' }).catch(() => undefined);

        const next = renumbered(story, 2, 200);
        const full = await failureOf(library.stories.save(next));
        expect(full).toMatchObject({ kind: 'DiskFull' });
        expect(await failureOf(library.journal.keep(next, { window: 'w', change: 1 }))).toMatchObject({
          kind: 'DiskFull',
        });
        expect(numberOf(await library.stories.get('a'))).toBe(1);
        await rm(filler);
        const saved = await library.stories.save(next);
        expect(numberOf(await library.stories.get('a'))).toBe(2);

        expect(spawnSync('mount', ['-o', 'remount,ro', mounted]).status).toBe(0);
        const readOnly = await failureOf(library.stories.save(renumbered(saved, 3)));
        expect(readOnly).toMatchObject({ kind: 'ReadOnly' });
        expect(spawnSync('mount', ['-o', 'remount,rw', mounted]).status).toBe(0);
        await library.stories.save(renumbered(saved, 3));
        expect(numberOf(await library.stories.get('a'))).toBe(3);
        expect(library.notices()).toEqual([]);
        await library.close();
        report(
          `a full disk of 2 MB: “${full?.message}”; read-only: “${readOnly?.message.replace(parent, '…')}”; saved after both`,
        );
      } finally {
        // Lazily: where the test has failed the library is still open there, and what it failed with is what counts.
        spawnSync('umount', ['-l', mounted]);
        await rm(parent, { recursive: true, force: true });
      }
    },
  );
});
