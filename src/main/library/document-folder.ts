/**
 * The folder of a collection as the file system sees it: names, stamps, and what a killed program left behind.
 */
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import { idSchema } from '#core/model/primitives.ts';
import { codeOf, folderGone, isLeftover, makeFolderDurably, type Stamp } from './durable-write.ts';

/** The names in a folder; none where it is missing, as a library that is only read may lack one. */
export async function fileNamesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw cannotBeLookedAt(folder, error);
  }
}

/** What an editor is told where the system won't say what a file or folder is. */
export function cannotBeLookedAt(file: string, error: unknown): Failure {
  return new Failure(
    'Unreadable',
    `${path.basename(file)} can’t be looked at (${codeOf(error) ?? String(error)}).`,
    {},
    { cause: error },
  );
}

/** The stamp of a file; undefined where there is none. Throws `Failure` Unreadable where the system won't say. */
export async function stampOf(file: string): Promise<Stamp | undefined> {
  try {
    const { mtimeMs, size } = await stat(file);
    return { mtimeMs, sizeBytes: size };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    // A file on the way to it: what that means is the caller's to say.
    throw codeOf(error) === 'ENOTDIR' ? error : cannotBeLookedAt(file, error);
  }
}

/**
 * Makes a folder of the library in `library`, with those on the way to it. Throws `Failure` Unreadable where the library is not
 * there: one whose disk was unplugged is not begun anew where it was.
 */
export async function makeFolderWithin(library: string, folder: string): Promise<void> {
  if (!(await stampOf(library))) throw folderGone(library);
  await makeFolderDurably(folder);
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.mtimeMs === b.mtimeMs && a.sizeBytes === b.sizeBytes;
}

/** The id that a file name stands for; undefined for what is no document of ours. */
export function idOf(fileName: string): string | undefined {
  const id = fileName.endsWith('.json') ? fileName.slice(0, -'.json'.length) : undefined;
  return id !== undefined && idSchema.safeParse(id).success ? id : undefined;
}

/**
 * True for a JSON file whose name is no id: what a synced folder leaves beside a file that two machines have changed,
 * "abc (conflicted copy).json".
 */
export function isStranger(fileName: string): boolean {
  return fileName.endsWith('.json') && !fileName.startsWith('.') && idOf(fileName) === undefined;
}

/** Removes the temporary files of writes that were cut off. Only for who holds the library's lock. */
export async function sweep(folder: string): Promise<void> {
  for (const name of (await fileNamesIn(folder)).filter(isLeftover)) await rm(path.join(folder, name), { force: true });
}
