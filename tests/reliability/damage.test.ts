// Library files that were cut short or have flipped bits: each is valid, restored or set aside, and the rest opens.
import { cp, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDocument } from '#core/document/gate.ts';
import { newBriefing } from '#core/model/briefing.ts';
import { Failure } from '#core/model/failure.ts';
import { openLibrary } from '#main/library/library.ts';
import { citationOf, sourceOf, storyOf } from '../main/library/temporary-library.ts';
import { report, seeded, times, within } from './length.ts';

const FLIPS = times(250, 10_000);
/** A damaged file keeps its time and size now and then, as a failing disk leaves them. */
const KEEPS_ITS_TIME = 0.3;
const ROOMS = ['stories', 'sources', 'briefings'] as const;

let parent: string;
let pristine: string;

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  parent = await mkdtemp(path.join(os.tmpdir(), 'galley-damage-'));
  pristine = path.join(parent, 'pristine');
  const library = await openLibrary(pristine, { watch: false });
  for (const id of ['a', 'b', 'c']) {
    const story = await library.stories.create(
      storyOf(id, `Story ${id}`, 'The corridor settles. '.repeat(8), [citationOf('c1', 'gazette')]),
    );
    await library.stories.save({ ...story, title: `Story ${id}, later` });
  }
  await library.sources.save(await library.sources.create(sourceOf('gazette')));
  await library.briefings.save(await library.briefings.create(newBriefing('weekly', new Date(), '2026-03-09')));
  await library.saveSettings({ theme: 'light' });
  await library.journal.keep(storyOf('a', 'Typed'), { window: 'w', change: 1 });
  await library.close();
});

afterAll(async () => {
  vi.restoreAllMocks();
  await rm(parent, { recursive: true, force: true });
});

type Outcome =
  | 'valid'
  | 'restored'
  | 'set aside'
  | 'left, as of a newer version'
  | 'left, as a copy by hand'
  | 'rebuilt';

/** The library's files that may be damaged: documents, settings, journal and caches, not what stands in for them. */
async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith('.json') && !/^(?:previous|quarantine|trash)/.test(name)).sort();
}

/** Opens a copy of the library in which `file` holds `bytes`, looks at all of it, and says what became of the file. */
async function opened(file: string, bytes: Uint8Array, keepsItsTime: boolean): Promise<Outcome> {
  const folder = path.join(parent, 'damaged');
  await rm(folder, { recursive: true, force: true });
  await cp(pristine, folder, { recursive: true, preserveTimestamps: true });
  const { atime, mtime } = await stat(path.join(folder, file));
  await writeFile(path.join(folder, file), bytes);
  const hourAgo = new Date(Date.now() - 3_600_000);
  await utimes(path.join(folder, file), atime, keepsItsTime ? mtime : hourAgo);

  const library = await openLibrary(folder, { watch: false, settleMs: 0 }).catch((error: unknown) => {
    // A bit of its version makes the library one of a newer Galley, which is never opened, and left as it is.
    if (file === 'library.json' && error instanceof Failure && error.message.includes('newer version')) return null;
    throw error;
  });
  if (!library) return 'left, as of a newer version';
  try {
    for (const room of ROOMS) {
      for (const { id } of [...library[room].list()]) {
        const document = await library[room].get(id).catch((error: unknown) => {
          if (library.notices().length === 0) throw error;
        });
        if (document && 'confidencePercent' in document) openDocument(document.document);
      }
    }
    await library.journal.list();
    const untouched = { stories: 3, sources: 1, briefings: 1 };
    for (const room of ROOMS) {
      const missing = untouched[room] - library[room].list().length;
      expect(missing, `${file} took others of ${room} with it`).toBeLessThanOrEqual(file.startsWith(room) ? 1 : 0);
    }
    const [notice] = library.notices();
    if (notice) {
      expect(notice.file).toBe(file);
      expect(Buffer.compare(await readFile(path.join(folder, notice.original)), bytes)).toBe(0);
      return notice.message.includes('restored') && !notice.message.includes('no earlier') ? 'restored' : 'set aside';
    }
    const [problem] = library.problems();
    if (problem) {
      expect(problem.file).toBe(file);
      return problem.message.includes('newer version') ? 'left, as of a newer version' : 'left, as a copy by hand';
    }
    return file.startsWith('.cache') ? 'rebuilt' : 'valid';
  } finally {
    await library.close();
  }
}

function tally(outcomes: ReadonlyMap<Outcome, number>): string {
  return [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
}

describe('a library file', () => {
  it('that was cut short at every 64th byte is valid, restored or set aside', { timeout: within(60, 10) }, async () => {
    const outcomes = new Map<Outcome, number>();
    for (const file of await filesOf(pristine)) {
      const whole = await readFile(path.join(pristine, file));
      for (let length = 0; length < whole.byteLength; length += 64) {
        const outcome = await opened(file, whole.subarray(0, length), false);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
    }
    report(`truncation at every 64th byte: ${tally(outcomes)}; 0 crashes`);
    expect([...outcomes.keys()].filter((outcome) => outcome.startsWith('left'))).toEqual([]);
  });

  it(`with one of ${FLIPS} flipped bits is valid, restored or set aside`, { timeout: within(60, 60) }, async () => {
    const random = seeded(20_260_309);
    const files = await filesOf(pristine);
    const outcomes = new Map<Outcome, number>();
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const file = files[Math.floor(random() * files.length)] ?? '';
      const bytes = await readFile(path.join(pristine, file));
      const at = Math.floor(random() * bytes.byteLength);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      const outcome = await opened(file, bytes, random() < KEEPS_ITS_TIME);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    report(`${FLIPS} random bit flips: ${tally(outcomes)}; 0 crashes`);
    expect(outcomes.get('left, as a copy by hand')).toBeUndefined();
  });
});
