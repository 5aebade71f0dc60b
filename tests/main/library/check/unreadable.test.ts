// A look through a library goes on where the system lets nobody look, and says of each file and folder that it couldn't.
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkLibrary } from '#main/library/check/check-library.ts';
import { verdictOf } from '#main/library/check/findings.ts';
import { repairLibrary } from '#main/library/check/repair.ts';
import type { Library } from '#main/library/library.ts';
import { citationOf, sourceOf, storyOf, temporaryLibrary } from '../temporary-library.ts';

// Root may read everything, so that what the system says to others has to be played.
const system = vi.hoisted(() => ({ refused: '', code: 'EACCES' }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  function orRefuse(file: unknown): void {
    const isBelow = `${String(file)}/`.replaceAll('\\', '/').startsWith(`${system.refused.replaceAll('\\', '/')}/`);
    if (system.refused && isBelow) throw Object.assign(new Error(system.code), { code: system.code });
  }
  const refusing =
    <A extends unknown[], R>(act: (...args: A) => Promise<R>) =>
    async (...args: A) => {
      orRefuse(args[0]);
      return act(...args);
    };
  return {
    ...real,
    open: refusing(real.open),
    readdir: refusing(real.readdir as (folder: string) => Promise<string[]>),
    rename: refusing(real.rename),
  };
});

afterEach(() => {
  system.refused = '';
});

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** A sound library with one of everything, and the places of those. */
async function filledLibrary(): Promise<{ library: Library; attachment: string; snapshot: string }> {
  const library = await temporaryLibrary();
  await chmod(library.folder, 0o700);
  await library.sources.create(sourceOf('s1'));
  const name = await library.attachments.put(PNG);
  const image = { type: 'image', version: 1, image: { attachment: name, alt: '' } };
  const story = await library.stories.create(storyOf('a', 'Alpha', 'Text', [citationOf('c1', 's1'), image]));
  await library.stories.save({ ...story, title: 'Alpha again' });
  await library.history.settle();
  await library.stories.create(storyOf('b', 'Beta', '', [image]));
  await library.stories.remove('b');
  await library.journal.keep(storyOf('a', 'Typed'), { window: 'w', change: 1 });
  await mkdir(path.join(library.folder, 'styles'));
  await writeFile(path.join(library.folder, 'styles', 'ours.csl'), 'no style');
  const [snapshot = ''] = await readdir(path.join(library.folder, 'history', 'a'));
  return { library, attachment: `attachments/${name}`, snapshot: `history/a/${snapshot}` };
}

async function findingsWithout(library: Library, place: string, code = 'EACCES') {
  system.refused = path.join(library.folder, place);
  system.code = code;
  const report = await checkLibrary(library);
  system.refused = '';
  return report;
}

describe('a check that may not read', () => {
  it('a file says so, and goes on', async () => {
    const { library, attachment, snapshot } = await filledLibrary();
    const places = ['stories/a.json', 'sources/s1.json', attachment, snapshot];
    places.push('trash/stories/b.json', 'previous/stories/a.json', 'journal/a.w.json', 'styles/ours.csl');
    for (const place of places) {
      for (const code of ['EACCES', 'EIO']) {
        const report = await findingsWithout(library, place, code);
        const [finding, ...others] = report.findings.filter(({ kind }) => kind !== 'unusable-style');
        expect(finding).toMatchObject({ place, isDamage: true, message: expect.stringMatching(`${code}.*\\.$`) });
        expect(others).toEqual([]);
        expect(report.isSound).toBe(false);
        expect((await repairLibrary(library, report)).findings).toEqual(report.findings);
      }
    }
  });

  it('a folder says so, goes on, and takes nothing in it for missing or unused', async () => {
    const { library } = await filledLibrary();
    for (const place of ['attachments', 'history', 'history/a', 'journal', 'previous', 'previous/stories', 'trash'])
      expect((await findingsWithout(library, place)).findings).toMatchObject([
        {
          kind: 'unreadable-file',
          place,
          isDamage: true,
          message: 'It can’t be read (EACCES), so nothing is known of it.',
        },
        { kind: 'unusable-style' },
      ]);
    for (const place of ['quarantine', 'styles']) {
      await mkdir(path.join(library.folder, place), { recursive: true });
      expect((await findingsWithout(library, place)).findings[0]).toMatchObject({ place, isDamage: true });
    }
    await writeFile(path.join(library.folder, 'quarantine', 'old.json'), 'set aside');
    const aside = await findingsWithout(library, 'quarantine/old.json');
    expect(aside.findings.at(-1)).toMatchObject({ place: 'quarantine/old.json', isDamage: true });
    const cache = await findingsWithout(library, '.cache');
    expect(cache.findings[0]).toMatchObject({ place: '.cache', isDamage: false });
    expect(cache.isSound).toBe(true);
  });

  it('a room, as it is opened for reading, still looks at all the others', async () => {
    const { library } = await filledLibrary();
    await library.close();
    for (const isCached of [true, false]) {
      if (!isCached) await rm(path.join(library.folder, '.cache'), { recursive: true });
      for (const place of ['stories', 'sources', 'briefings', 'quarantine']) {
        await mkdir(path.join(library.folder, place), { recursive: true });
        system.refused = path.join(library.folder, place);
        const again = await temporaryLibrary({ readOnly: true }, library.folder);
        const { findings, isSound } = await checkLibrary(again);
        expect(again.problems()[0]).toMatchObject({ file: place, message: expect.stringContaining('EACCES') });
        system.refused = '';
        expect(findings.map((finding) => finding.place)).toEqual([place, 'styles/ours.csl']);
        expect(isSound).toBe(false);
      }
    }
  });

  it('and mends what it may where one thing can’t be', async () => {
    const { library } = await filledLibrary();
    for (const place of ['trash/stories/b.json', 'previous/stories/a.json'])
      await writeFile(path.join(library.folder, place), 'garbage');
    const report = await checkLibrary(library);
    system.refused = path.join(library.folder, 'previous');
    const repaired = await repairLibrary(library, report);
    system.refused = '';
    expect(repaired.findings.map(({ place, repaired: how }) => [place, how])).toEqual([
      ['previous/stories/a.json', undefined],
      ['trash/stories/b.json', 'It was moved to quarantine/trash/stories/b.json.'],
      ['styles/ours.csl', undefined],
    ]);
    expect(repaired.findings[0]?.message).toMatch(/It could not be mended: .* may not be written to\.$/);
    expect(verdictOf(repaired)).toContain('2 damages');
  });
});
