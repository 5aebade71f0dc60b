/**
 * The library's folder itself: made on the first start, recognised on every other.
 */
import { cp, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import { LIBRARY_SCHEMA_VERSION, type LibraryFile, libraryFileSchema, settingsSchema } from '#core/model/library.ts';
import { newId } from '#core/model/primitives.ts';
import { DocumentFile } from './document-file.ts';
import { codeOf, writeFailure } from './durable-write.ts';

/** What a folder may hold and still be empty to us: what file managers leave behind, and our own lock. */
const NOT_COUNTED = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini', '.lock']);

export const libraryFileOf = (folder: string): DocumentFile<LibraryFile> =>
  new DocumentFile(path.join(folder, 'library.json'), libraryFileSchema);

/**
 * Reads `library.json`, or makes a library where the folder is missing or empty, with the starter's documents in it.
 * Throws `Failure` Invalid for a folder that is something else, Unreadable for one of a newer version, ReadOnly.
 */
export async function prepareFolder(
  folder: string,
  options: { readOnly: boolean; starter: string | undefined; now: Date },
): Promise<LibraryFile> {
  const names = await namesIn(folder);
  if (names?.includes('library.json')) {
    const found = await libraryFileOf(folder).read();
    if (found) return found;
  }
  if (names && names.length > 0) {
    throw new Failure(
      'Invalid',
      `${folder} is not a Galley library: it holds other files. Choose an empty folder for a new one.`,
    );
  }
  if (options.readOnly) throw new Failure('NotFound', `There is no Galley library in ${folder} yet.`);
  return make(folder, options.starter, options.now);
}

async function make(folder: string, starter: string | undefined, now: Date): Promise<LibraryFile> {
  const file: LibraryFile = {
    schemaVersion: LIBRARY_SCHEMA_VERSION,
    id: newId(),
    createdAt: now.toISOString(),
    settings: settingsSchema.parse({}),
  };
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const room of ['stories', 'sources', 'briefings', 'attachments', 'trash', '.cache']) {
      await mkdir(path.join(folder, room), { recursive: true, mode: 0o700 });
    }
    if (starter && (await namesIn(starter))) await cp(starter, folder, { recursive: true });
  } catch (error) {
    throw writeFailure(path.join(folder, 'library.json'), error);
  }
  // Last, so that a start cut off half-way leaves no library that looks whole.
  await libraryFileOf(folder).write(file);
  return file;
}

/** The names in a folder that count; undefined where there is no folder. */
async function namesIn(folder: string): Promise<string[] | undefined> {
  try {
    return (await readdir(folder)).filter((name) => !NOT_COUNTED.has(name));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (codeOf(error) === 'ENOTDIR') throw new Failure('Invalid', `${folder} is a file, not a folder.`);
    const { mode } = await stat(folder).catch(() => ({ mode: 0 }));
    throw new Failure(
      'ReadOnly',
      `The folder ${folder} can’t be read (${codeOf(error) ?? String(error)}${mode ? `, mode ${(mode & 0o777).toString(8)}` : ''}).`,
    );
  }
}
