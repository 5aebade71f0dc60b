/**
 * Writing a file so that it survives a crash, a kill and a power cut: whole in a temporary file, flushed to the disk,
 * renamed over the old one, the folder flushed. Until the rename the old file is untouched.
 *
 * Our own, because the usual package writes once and takes a short write (a disk that is nearly full) for a whole one.
 */
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';

/** How often a rename is tried anew where something else holds the file for a moment, as virus scanners on Windows do. */
const RENAME_TRIES = 6;
const RENAME_PAUSE_MS = 40;

/** Temporary files carry this ending; whatever is left of them after a crash is no document. */
export const TEMPORARY_ENDING = '.tmp';

/** What tells that a file is still the one that was read: its time of change in milliseconds, and its size in bytes. */
export type Stamp = { mtimeMs: number; sizeBytes: number };

/** True for the name of a temporary file that a killed program left behind. */
export function isLeftover(name: string): boolean {
  return /\.[0-9a-f]{12}\.tmp$/.test(name);
}

/**
 * Replaces `file` by `content`, readable by its owner only unless `mode` says otherwise, and returns its stamp once it is
 * durable. Throws `Failure` DiskFull, ReadOnly or Unreadable; the old file is then as it was. With `flush: false` a power cut
 * may take the file: for what can be rebuilt.
 */
export async function writeDurably(
  file: string,
  content: string | Uint8Array,
  { flush = true, mode = 0o600 }: { flush?: boolean; mode?: number } = {},
): Promise<Stamp> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}${TEMPORARY_ENDING}`;
  try {
    const handle = await open(temporary, 'wx', mode);
    let stamp: Stamp;
    try {
      await handle.writeFile(content);
      if (flush) await handle.sync();
      // Taken here and not from the renamed file, which another program may have replaced already.
      const { mtimeMs, size } = await handle.stat();
      stamp = { mtimeMs, sizeBytes: size };
    } finally {
      await handle.close();
    }
    await renameWithPatience(temporary, file);
    if (flush) await syncFolder(path.dirname(file));
    return stamp;
  } catch (error) {
    await rm(temporary, { force: true }).catch((cleanup: unknown) => {
      console.error(`galley: ${temporary} could not be removed:`, cleanup);
    });
    throw writeFailure(file, error);
  }
}

/** Moves a file within the library and flushes both folders. */
export async function moveDurably(from: string, to: string): Promise<void> {
  try {
    await renameWithPatience(from, to);
    await syncFolder(path.dirname(to));
    if (path.dirname(from) !== path.dirname(to)) await syncFolder(path.dirname(from));
  } catch (error) {
    throw writeFailure(to, error);
  }
}

async function renameWithPatience(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const isPassing = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '');
      if (!isPassing || attempt === RENAME_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, RENAME_PAUSE_MS * attempt));
    }
  }
}

/** Makes a rename durable. Systems that can't open a folder as a file do so by themselves. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch (error) {
    // File systems that don't know a folder's flush say so; there is nothing more to be done on them.
    if (!['EINVAL', 'ENOTSUP', 'EISDIR', 'EPERM'].includes(codeOf(error) ?? '')) throw error;
  } finally {
    await handle?.close();
  }
}

/** What an editor is told of a write that failed. */
export function writeFailure(file: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const folder = path.dirname(file);
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new Failure('DiskFull', 'The disk is full. Make room and it will be saved.', {}, { cause: error });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Failure('ReadOnly', `The folder ${folder} may not be written to.`, {}, { cause: error });
    case 'ENOENT':
      return new Failure('Unreadable', `The folder ${folder} is not there any more.`, {}, { cause: error });
    default:
      return new Failure(
        'Unreadable',
        `${file} could not be written (${codeOf(error) ?? String(error)}).`,
        {},
        { cause: error },
      );
  }
}

/** The system's code of an error, `ENOENT` and so on; undefined where it has none. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
