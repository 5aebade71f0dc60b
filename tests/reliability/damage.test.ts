// Library files that were cut short or have flipped bits: each is valid, restored, set aside or named, and the rest opens.
import { cp, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDocument } from '#core/document/gate.ts';
import { newBriefing } from '#core/model/briefing.ts';
import { Failure } from '#core/model/failure.ts';
import { libraryFileSchema, type Settings } from '#core/model/library.ts';
import type { Snapshot } from '#core/model/snapshot.ts';
import { storySchema } from '#core/model/story.ts';
import { checkLibrary } from '#main/library/check/check-library.ts';
import { type Library, openLibrary } from '#main/library/library.ts';
import { citationOf, readJson, sourceOf, storyOf } from '../main/library/temporary-library.ts';
import { type Content, contentAt, contentOf, contentsIn, contentsOf, type Worth, worthOf } from './judged-bytes.ts';
import { report, seeded, times, within } from './length.ts';

const FLIPS = times(250, 10_000);
const FLIPS_BESIDE = times(150, 10_000);
/** A damaged file keeps its time and size now and then, as a failing disk leaves them. */
const KEEPS_ITS_TIME = 0.3;
const ROOMS = ['stories', 'sources', 'briefings'] as const;

let parent: string;
let pristine: string;
/** What the library holds while it is whole, and the version of each document that takes the place of a damaged one. */
let whole: {
  contents: Map<string, Content>;
  lastGood: Map<string, Content>;
  settings: Settings;
  previousSettings: Settings;
};

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
  await fillWhatStandsBeside(library);
  await library.journal.keep(storyOf('a', 'Typed'), { window: 'w', change: 1 });
  const [latest] = await library.history.list('a');
  const snapshot = await library.history.read('a', latest?.id ?? '');
  await library.close();
  const lastGood = await contentsIn(path.join(pristine, 'previous'));
  // The only one that was kept after the last save.
  expect(snapshot.story.title).toBe('Third');
  lastGood.set('stories/a.json', contentOf(snapshot.story));
  const settingsIn = async (file: string) =>
    libraryFileSchema.parse(await readJson(path.join(pristine, file))).settings;
  whole = {
    contents: await contentsIn(pristine),
    lastGood,
    settings: await settingsIn('library.json'),
    previousSettings: await settingsIn('previous/library.json'),
  };
  expect([...lastGood.keys()]).toEqual([...whole.contents.keys()]);
  expect(whole.previousSettings.theme).not.toBe(whole.settings.theme);
});

afterAll(async () => {
  vi.restoreAllMocks();
  await rm(parent, { recursive: true, force: true });
});

/** Attachments that a source keeps, snapshots of one story, and something of each room in the trash. */
async function fillWhatStandsBeside(library: Library): Promise<void> {
  const page = Readable.from([Buffer.from('A page, kept as it was. '.repeat(20))]);
  const kept = await library.attachments.keep(page, { maxBytes: 1_000, headBytes: 16, extensionOf: () => 'txt' });
  const copy = { id: 'k', kind: 'text' as const, attachment: kept.name, fileName: 'a.txt', sizeBytes: kept.sizeBytes };
  const gazette = await library.sources.get('gazette');
  await library.sources.save({ ...gazette, copies: [{ ...copy, keptAt: '2026-03-09T10:00:00Z' }] });
  for (const name of ['First', 'Second', 'Third'])
    await library.history.keep({ ...(await library.stories.get('a')), title: name }, 'by-hand', name);
  await library.stories.create(storyOf('gone', 'Thrown away', 'Nobody wants this. '.repeat(8)));
  await library.stories.remove('gone');
  await library.sources.create(sourceOf('gone'));
  await library.sources.remove('gone');
  await library.briefings.create(newBriefing('gone', new Date(), '2026-03-09'));
  await library.briefings.remove('gone');
}

type Outcome =
  | 'valid'
  | 'restored'
  | 'set aside'
  | 'left, as of a newer version'
  | 'rebuilt'
  /** By a check; it stays where it is. */
  | 'named';

/** The library's files that it is opened with: documents, settings, journal and caches. */
async function filesOf(folder: string): Promise<string[]> {
  return (await allFilesOf(folder)).filter((name) => name.endsWith('.json') && !BESIDE.test(name));
}

/** What stands beside them until it is needed: snapshots, attachments, previous versions and the trash. */
const BESIDE = /^(?:history|attachments|previous|trash)\//;
async function filesBesideOf(folder: string): Promise<string[]> {
  return (await allFilesOf(folder)).filter((name) => BESIDE.test(name));
}

async function allFilesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}

/**
 * Opens a copy of the library in which `file` holds `bytes`, looks at all of it, and says what became of the file: what the
 * schemas say must become of such bytes, and nothing else.
 */
async function opened(file: string, bytes: Uint8Array, keepsItsTime: boolean): Promise<Outcome> {
  const folder = path.join(parent, 'damaged');
  await rm(folder, { recursive: true, force: true });
  await cp(pristine, folder, { recursive: true, preserveTimestamps: true });
  const { atime, mtime } = await stat(path.join(folder, file));
  await writeFile(path.join(folder, file), bytes);
  const hourAgo = new Date(Date.now() - 3_600_000);
  await utimes(path.join(folder, file), atime, keepsItsTime ? mtime : hourAgo);
  const isCache = file.startsWith('.cache');
  const worth = isCache ? 'valid' : worthOf(file, bytes);
  const unchanged = async () => Buffer.compare(await readFile(path.join(folder, file)), bytes) === 0;

  const library = await openLibrary(folder, { watch: false, settleMs: 0 }).catch((error: unknown) => {
    // A bit of its version makes the library one of a newer Galley, which is never opened, and left as it is.
    if (file === 'library.json' && error instanceof Failure && error.message.includes('newer version')) return null;
    throw error;
  });
  if (!library) {
    expect([worth, await unchanged()]).toEqual(['newer', true]);
    return 'left, as of a newer version';
  }
  try {
    const contents = await contentsOf(library);
    const entries = await library.journal.list();
    const [notice, problem] = [library.notices()[0], library.problems()[0]];
    expect([library.notices().length, library.problems().length], file).toEqual(
      // An entry of a newer Galley waits for that one.
      { valid: [0, 0], damaged: [1, 0], newer: [0, file.startsWith('journal') ? 0 : 1] }[worth],
    );
    if (worth !== 'damaged') {
      expect(isCache || (await unchanged()), `${file} was changed`).toBe(true);
      if (problem) expect(problem).toMatchObject({ file, message: expect.stringContaining('newer version') });
    }
    if (notice) {
      expect(notice.file).toBe(file);
      expect(Buffer.compare(await readFile(path.join(folder, notice.original)), bytes)).toBe(0);
    }
    expect(contents).toEqual(new Map(expectedContents(file, bytes, worth)));
    expect(library.settings()).toEqual(expectedSettings(file, bytes, worth));
    expect(entries).toHaveLength(file.startsWith('journal') && worth !== 'valid' ? 0 : 1);
    for (const { document } of contents.values())
      if (document) openDocument(storySchema.shape.document.parse(document));
    if (worth === 'newer') return 'left, as of a newer version';
    if (worth === 'valid') return isCache ? 'rebuilt' : 'valid';
    // What took its place lies on the disk too.
    if (file.startsWith('journal')) expect(await readdir(path.dirname(path.join(folder, file)))).toEqual([]);
    else expect(worthOf(file, await readFile(path.join(folder, file)))).toBe('valid');
    return file.startsWith('journal') ? 'set aside' : 'restored';
  } finally {
    await library.close();
  }
}

/** What the rooms must hold: what the file says where that is valid, else its last good version, and all others as they were. */
function* expectedContents(file: string, bytes: Uint8Array, worth: Worth): Generator<[string, Content]> {
  for (const [place, content] of whole.contents) {
    if (place !== file) yield [place, content];
    else if (worth === 'valid') yield [place, contentAt(place, bytes)];
    else if (worth === 'damaged') yield [place, whole.lastGood.get(place) ?? {}];
  }
}

function expectedSettings(file: string, bytes: Uint8Array, worth: Worth): Settings {
  if (file !== 'library.json') return whole.settings;
  return worth === 'valid'
    ? libraryFileSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))).settings
    : whole.previousSettings;
}

/** A library whose files beside it are damaged one after the other, and what its history holds. */
type Beside = { folder: string; snapshots: Map<string, Snapshot> };

async function openedBeside(): Promise<Beside> {
  const folder = path.join(parent, 'beside');
  await rm(folder, { recursive: true, force: true });
  await cp(pristine, folder, { recursive: true, preserveTimestamps: true });
  const library = await openLibrary(folder, { watch: false });
  const snapshots = new Map<string, Snapshot>();
  for (const { id } of await library.history.list('a')) snapshots.set(id, await library.history.read('a', id));
  await library.close();
  expect(snapshots.size).toBeGreaterThan(3);
  return { folder, snapshots };
}

/** Damages a file that stands beside the library, looks at all of it, says what became of the file, and makes it whole again. */
async function lookedAt({ folder, snapshots }: Beside, file: string, bytes: Uint8Array): Promise<Outcome> {
  const whole = await readFile(path.join(folder, file));
  await writeFile(path.join(folder, file), bytes);
  const library = await openLibrary(folder, { watch: false, settleMs: 0 });
  try {
    for (const room of ROOMS) for (const { id } of library[room].list()) await library[room].get(id);
    expect(ROOMS.map((room) => library[room].list().length)).toEqual([3, 1, 1]);
    const damages = (await checkLibrary(library)).findings.filter(({ isDamage }) => isDamage);
    expect(damages.filter(({ place }) => place !== file)).toEqual([]);
    const outcome = damages.length > 0 ? 'named' : 'valid';
    await lookAtSnapshots(library, snapshots, outcome === 'named' ? file : '');
    await lookAtTrash(library, outcome === 'named' ? file : '');
    // An attachment's hash tells any other byte; a snapshot that is valid was compared.
    if (!file.startsWith('history')) expect(outcome, file).toBe(worthOf(file, bytes) === 'valid' ? 'valid' : 'named');
    expect(library.notices()).toEqual([]);
    expect(Buffer.compare(await readFile(path.join(folder, file)), bytes), `${file} was changed`).toBe(0);
    return outcome;
  } finally {
    await library.close();
    await writeFile(path.join(folder, file), whole);
  }
}

/** Every snapshot but a damaged one is there and as it was. */
async function lookAtSnapshots(library: Library, snapshots: Beside['snapshots'], damaged: string): Promise<void> {
  const isDamaged = (id: string) => damaged === `history/a/${id}.json.gz`;
  const ids = (await library.history.list('a')).map(({ id }) => id);
  for (const [id, snapshot] of snapshots) {
    if (isDamaged(id)) {
      await expect(library.history.read('a', id)).rejects.toBeInstanceOf(Failure);
      continue;
    }
    expect(ids, `${damaged} hides ${id}`).toContain(id);
    expect(await library.history.read('a', id)).toEqual(snapshot);
  }
  expect(await library.history.latestSnapshot('a')).toBeDefined();
}

/** All that was thrown away is listed; what is damaged is refused in a sentence. */
async function lookAtTrash(library: Library, damaged: string): Promise<void> {
  expect((await library.trash.list()).map(({ room }) => room).toSorted()).toEqual([...ROOMS].toSorted());
  for (const room of ROOMS) {
    if (damaged === `trash/${room}/gone.json`)
      await expect(library[room].restore('gone')).rejects.toBeInstanceOf(Failure);
  }
}

function flipped(whole: Uint8Array, random: () => number): Buffer {
  const bytes = Buffer.from(whole);
  const at = Math.floor(random() * bytes.byteLength);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  return bytes;
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
    // Without its last line break a file is what it was.
    expect([...outcomes.keys()].toSorted()).toEqual(['rebuilt', 'restored', 'set aside', 'valid']);
  });

  it(`with one of ${FLIPS} flipped bits is valid, restored or set aside`, { timeout: within(60, 60) }, async () => {
    const random = seeded(20_260_309);
    const files = await filesOf(pristine);
    const outcomes = new Map<Outcome, number>();
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const file = files[Math.floor(random() * files.length)] ?? '';
      const bytes = flipped(await readFile(path.join(pristine, file)), random);
      const outcome = await opened(file, bytes, random() < KEEPS_ITS_TIME);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    report(`${FLIPS} random bit flips: ${tally(outcomes)}; 0 crashes`);
    expect([...outcomes.keys()]).toEqual(expect.arrayContaining(['valid', 'restored', 'set aside', 'rebuilt']));
  });
});

describe('a snapshot, an attachment, a previous version or something in the trash', () => {
  it('that was cut short at every 64th byte is named, and hides nothing else', {
    timeout: within(60, 10),
  }, async () => {
    const beside = await openedBeside();
    const outcomes = new Map<Outcome, number>();
    for (const file of await filesBesideOf(pristine)) {
      const whole = await readFile(path.join(pristine, file));
      for (let length = 0; length < whole.byteLength; length += 64) {
        const outcome = await lookedAt(beside, file, whole.subarray(0, length));
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
    }
    report(`truncation at every 64th byte of what stands beside: ${tally(outcomes)}; 0 crashes`);
    expect([...outcomes.keys()]).toContain('named');
  });

  it(`with one of ${FLIPS_BESIDE} flipped bits is valid or named, and hides nothing else`, {
    timeout: within(60, 60),
  }, async () => {
    const random = seeded(20_260_310);
    const beside = await openedBeside();
    const files = await filesBesideOf(pristine);
    const outcomes = new Map<Outcome, number>();
    for (let flip = 0; flip < FLIPS_BESIDE; flip += 1) {
      const file = files[Math.floor(random() * files.length)] ?? '';
      const outcome = await lookedAt(beside, file, flipped(await readFile(path.join(pristine, file)), random));
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    report(`${FLIPS_BESIDE} random bit flips of what stands beside: ${tally(outcomes)}; 0 crashes`);
    expect(outcomes.get('named')).toBeGreaterThan(0);
  });
});
