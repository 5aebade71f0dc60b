/**
 * The library's folder itself: made on the first start, recognised on every other.
 */
import { mkdir, readdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Failure } from '#core/model/failure.ts';
import { LIBRARY_SCHEMA_VERSION, type LibraryFile, libraryFileSchema, settingsSchema } from '#core/model/library.ts';
import { newId } from '#core/model/primitives.ts';
import { DocumentFile, isDamage } from './document-file.ts';
import { stampOf } from './document-folder.ts';
import { codeOf, syncFolder, writeDurably, writeFailure } from './durable-write.ts';
import { LOCK_NAME } from './lock.ts';
import type { Quarantine } from './quarantine.ts';

/** What a folder may hold and still be empty to us: what file managers leave behind. */
export const NOT_COUNTED = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini', '.localized', 'lost+found']);
/** Stands in a folder while a library is made in it: a start that was cut off is then taken up again. */
const MAKING = '.making';
/** The folders of a library that hold documents, and the others. */
export const ROOMS = ['stories', 'sources', 'briefings'] as const;
export const OTHER_FOLDERS = ['history', 'attachments', 'trash', 'previous', 'journal', '.cache'];
/** How long a `library.json` that changes while it is read is given to become whole, in milliseconds. */
const WHOLE_WITHIN_MS = 1_000;

export const libraryFileOf = (folder: string): DocumentFile<LibraryFile> =>
  new DocumentFile(libraryPath(folder), libraryFileSchema, previousPath(folder));
const libraryPath = (folder: string) => path.join(folder, 'library.json');
const previousPath = (folder: string) => path.join(folder, 'previous', 'library.json');

export type FoundLibrary = {
  file: LibraryFile;
  /** What was wrong with `library.json`, in a sentence, where `file` is not what it says: its previous version, or new. */
  damage?: string;
};

/**
 * Reads `library.json`; undefined where the folder is missing or empty and a library can be made in it. Writes nothing.
 * Throws `Failure` Invalid for a folder that is something else, Unreadable for a library of a newer version.
 */
export async function readLibraryFile(folder: string): Promise<FoundLibrary | undefined> {
  const names = await namesIn(folder);
  if (!names || names.length === 0) return undefined;
  if (names.includes('library.json')) {
    const found = await readOrStandIn(folder, names);
    if (found) return found;
  }
  if (names.includes(MAKING)) return undefined;
  const previous = await previousLibraryFile(folder);
  if (previous) return { file: previous, damage: 'library.json was missing.' };
  throw new Failure(
    'Invalid',
    `${folder} is not a Galley library: it holds other files. Choose an empty folder for a new one.`,
  );
}

async function readOrStandIn(folder: string, names: string[]): Promise<FoundLibrary | undefined> {
  try {
    const file = await libraryFileOf(folder).read();
    return file ? { file } : undefined;
  } catch (error) {
    // Without the rooms of a library beside it, it may be anything's.
    if (!(error instanceof Failure && isDamage(error) && ROOMS.every((room) => names.includes(room)))) throw error;
    const stamp = await stampOf(libraryPath(folder));
    const ageMs = stamp ? Date.now() - stamp.mtimeMs : Number.POSITIVE_INFINITY;
    if (ageMs >= 0 && ageMs < WHOLE_WITHIN_MS) {
      await setTimeout(WHOLE_WITHIN_MS / 10);
      return readOrStandIn(folder, names);
    }
    return { file: (await previousLibraryFile(folder)) ?? newLibraryFile(new Date()), damage: error.message };
  }
}

async function previousLibraryFile(folder: string): Promise<LibraryFile | undefined> {
  try {
    return (await new DocumentFile(previousPath(folder), libraryFileSchema).read()) ?? undefined;
  } catch (error) {
    // Damaged too, or of a newer version: then it stands in for nothing.
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** Puts `found` in the place of the file that was damaged or missing, after that was set aside. Only for who holds the lock. */
export async function replaceLibraryFile(folder: string, { file, damage }: FoundLibrary, aside: Quarantine) {
  if (!damage) return;
  if (await stampOf(libraryPath(folder))) {
    const how = (await previousLibraryFile(folder)) ? 'were restored from the last good version' : 'begin anew';
    await aside.setAside('library.json', `${damage} The library’s settings ${how}; its documents are as they were.`);
  }
  await new DocumentFile(libraryPath(folder), libraryFileSchema).write(file);
}

function newLibraryFile(now: Date): LibraryFile {
  return {
    schemaVersion: LIBRARY_SCHEMA_VERSION,
    id: newId(),
    createdAt: now.toISOString(),
    settings: settingsSchema.parse({}),
  };
}

/**
 * Makes the folder itself and returns how to take that back: the folders made for it are removed again, as far as they
 * are empty. Throws `Failure` Invalid, ReadOnly, DiskFull.
 */
export async function makeFolder(folder: string): Promise<{ undo(): Promise<void> }> {
  const made: string[] = [];
  async function undo(): Promise<void> {
    for (const last of made.toReversed()) {
      if ((await readdir(last)).length > 0) return;
      await rmdir(last);
    }
  }

  try {
    // One by one: Node's recursive mkdir never returns where the system answers ENOENT for a folder whose parent is there.
    for (const missing of await missingFolders(folder)) {
      if (!(await makeUnlessThere(missing))) continue;
      made.push(missing);
      await syncFolder(path.dirname(missing));
    }
    return { undo };
  } catch (error) {
    await undo();
    if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOTDIR')
      throw new Failure('Invalid', `${folder} can’t be a library: a file is in the way.`, {}, { cause: error });
    if (codeOf(error) === 'ENOENT')
      throw new Failure('ReadOnly', `The folder ${folder} can’t be made there.`, {}, { cause: error });
    throw writeFailure(path.join(folder, 'library.json'), error);
  }
}

/** False where somebody else was quicker. */
async function makeUnlessThere(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(folder)).isDirectory()) return false;
    throw error;
  }
}

/** The folders on the way to `folder` that are not there, the outermost first. */
async function missingFolders(folder: string): Promise<string[]> {
  if ((await stampOf(folder)) || path.dirname(folder) === folder) return [];
  return [...(await missingFolders(path.dirname(folder))), folder];
}

/**
 * Makes a library in an empty folder, with the starter's documents in it. Only for who holds the folder's lock. Where it
 * fails, with a `Failure`, the folder is empty again.
 */
export async function makeLibrary(folder: string, starter: string | undefined, now: Date): Promise<LibraryFile> {
  const file = newLibraryFile(now);
  const made = [...ROOMS, ...OTHER_FOLDERS];
  try {
    await writeFile(path.join(folder, MAKING), '', { mode: 0o600 });
    for (const name of made) await mkdir(path.join(folder, name), { recursive: true, mode: 0o700 });
    if (starter) for (const name of [...ROOMS, 'attachments']) await copyFiles(starter, folder, name);
    await libraryFileOf(folder).write(file);
  } catch (error) {
    for (const name of made) await rm(path.join(folder, name), { recursive: true, force: true });
    await rm(path.join(folder, MAKING), { force: true });
    throw writeFailure(path.join(folder, 'library.json'), error);
  }
  await rm(path.join(folder, MAKING), { force: true });
  return file;
}

/** Copies the files of one room; none where the starter has no such room. As files of ours: durable, for their owner only. */
async function copyFiles(from: string, to: string, room: string): Promise<void> {
  for (const name of (await namesIn(path.join(from, room))) ?? []) {
    await writeDurably(path.join(to, room, name), await readFile(path.join(from, room, name)));
  }
}

/** The names in a folder that count; undefined where there is no folder. */
async function namesIn(folder: string): Promise<string[] | undefined> {
  try {
    return (await readdir(folder)).filter((name) => !NOT_COUNTED.has(name) && !name.startsWith(LOCK_NAME));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (codeOf(error) === 'ENOTDIR')
      throw new Failure('Invalid', `${folder} is no folder: a file is in its place or on the way to it.`);
    const { mode } = await stat(folder).catch(() => ({ mode: 0 }));
    throw new Failure(
      'ReadOnly',
      `The folder ${folder} can’t be read (${codeOf(error) ?? String(error)}${mode ? `, mode ${(mode & 0o777).toString(8)}` : ''}).`,
    );
  }
}
