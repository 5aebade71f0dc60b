/**
 * Restoring a backup into a folder of its own. A library that is there is never touched: all of the backup is unpacked and
 * compared beside the place where it goes, and takes it in one step.
 */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir, statfs } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import { cannotBeLookedAt } from '../document-folder.ts';
import { codeOf, syncFolder, writeFailure } from '../durable-write.ts';
import { readLibraryFile } from '../library-folder.ts';
import { isLink } from '../own-folders.ts';
import { type Backup, openBackup } from './read-backup.ts';

export type Restored = { folder: string; files: number; madeAt: string };

/**
 * Restores the backup `file` as the library in `folder`, which must be missing or empty. Throws `Failure` AlreadyThere for a
 * folder that holds something, Invalid for a link or a file, NotFound and Unreadable for the backup, DiskFull, ReadOnly; `folder` is then as it was.
 */
export async function restoreBackup(
  file: string,
  folder: string,
  onFile: (done: number, total: number) => void = () => undefined,
): Promise<Restored> {
  await mustBeEmpty(folder);
  const backup = await openBackup(file);
  const beside = `${folder}.restoring-${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(path.dirname(folder), { recursive: true });
    await mkdir(beside, { mode: 0o700 });
    await mustHaveRoom(beside, backup);
    await unpack(backup, beside, onFile);
    // It must also be a library that this program can open.
    if (!(await readLibraryFile(beside))) throw new Failure('Unreadable', 'There is no library in this backup.');
    await rmdir(folder).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
    });
    await rename(beside, folder);
    await syncFolder(path.dirname(folder));
    return { folder, files: backup.manifest.files.length, madeAt: backup.manifest.madeAt };
  } catch (error) {
    if (codeOf(error) === 'ENOTEMPTY') throw notEmpty(folder);
    throw writeFailure(path.join(folder, 'library.json'), error);
  } finally {
    backup.close();
    await rm(beside, { recursive: true, force: true });
  }
}

const notEmpty = (folder: string) =>
  new Failure(
    'AlreadyThere',
    `${folder} is not empty. Nothing in it is touched: restore into a folder that is empty or not there yet.`,
  );

async function mustBeEmpty(folder: string): Promise<void> {
  if (await isLink(folder)) {
    const sentence = `${folder} is a link to another place. Name the folder itself that the library is to be restored in.`;
    throw new Failure('Invalid', sentence);
  }
  try {
    if ((await readdir(folder)).length > 0) throw notEmpty(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    if (codeOf(error) === 'ENOTDIR')
      throw new Failure('Invalid', `${folder} is no folder: a file is in its place or on the way to it.`);
    throw error instanceof Failure ? error : cannotBeLookedAt(folder, error);
  }
}

async function mustHaveRoom(folder: string, { manifest }: Backup): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = manifest.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (needed > bavail * bsize)
    throw new Failure(
      'DiskFull',
      `The backup needs ${Math.ceil(needed / 1e6)} MB, and the disk has less than that left.`,
    );
}

async function unpack(backup: Backup, folder: string, onFile: (done: number, total: number) => void): Promise<void> {
  const { files } = backup.manifest;
  const made = new Set<string>(['.']);
  for (const [index, file] of files.entries()) {
    const below = path.posix.dirname(file.path);
    if (!made.has(below)) {
      await mkdir(path.join(folder, below), { recursive: true, mode: 0o700 });
      made.add(below);
    }
    const sink = createWriteStream(path.join(folder, file.path), { flags: 'wx', mode: 0o600, flush: true });
    await backup.extract(file, sink);
    onFile(index + 1, files.length);
  }
  for (const below of made) await syncFolder(path.join(folder, below));
}
