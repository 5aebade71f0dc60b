/**
 * Writing a file so that it survives a crash, a kill and a power cut: whole in a temporary file, flushed to the disk,
 * renamed over the old one, the folder flushed. Until the rename the old file is untouched.
 *
 * Our own, because the usual package writes once and takes a short write (a disk that is nearly full) for a whole one.
 */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, type FileHandle, link, mkdir, open, rename, rm, unlink } from 'node:fs/promises';
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

export type WriteOptions = {
  /** False for what can be rebuilt: a power cut may then take the file. */
  flush?: boolean;
  /** Where the version that is replaced stays reachable, on the same disk; undefined where it is not kept. */
  previous?: string | undefined;
  /** Who may read it; its owner only unless told otherwise. */
  mode?: number;
};

/**
 * Replaces `file` by `content`, readable by its owner only unless `mode` says otherwise, and returns its stamp once it is
 * durable. Throws `Failure` DiskFull, ReadOnly or Unreadable; the old file is then as it was.
 */
export async function writeDurably(
  file: string,
  content: string | Uint8Array,
  { flush = true, previous, mode = 0o600 }: WriteOptions = {},
): Promise<Stamp> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}${TEMPORARY_ENDING}`;
  // Opened beside the writing, so that the last steps needn't wait for it.
  const folder = flush ? openAhead(openFolder(path.dirname(file))) : undefined;
  const replaced = previous === undefined ? undefined : openAhead(openForRemoval(previous));
  try {
    const stamp = await writeWhole(temporary, content, { flush, mode });
    await replaced?.opened;
    if (previous) await keepPrevious(file, previous);
    // The folder is open by then: once the new version has its name, nothing but the disk itself may fail.
    const opened = await folder?.opened;
    await renameWithPatience(temporary, file);
    await opened?.sync();
    return stamp;
  } catch (error) {
    await rm(temporary, { force: true }).catch((cleanup: unknown) => {
      console.error(`galley: ${temporary} could not be removed:`, cleanup);
    });
    throw writeFailure(file, error);
  } finally {
    replaced?.close();
    folder?.close();
  }
}

/** Writes a new file and returns its stamp, taken here and not from the renamed file: another program may replace that. */
async function writeWhole(
  file: string,
  content: string | Uint8Array,
  { flush, mode }: { flush: boolean; mode: number },
): Promise<Stamp> {
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(content);
    const [{ mtimeMs, size }] = await Promise.all([handle.stat(), flush && handle.sync()]);
    return { mtimeMs, sizeBytes: size };
  } finally {
    await handle.close();
  }
}

/**
 * Gives the file that is about to be replaced a second name. Whatever goes wrong here, the current version is whole and
 * the next one is on the disk: it never fails a save.
 */
async function keepPrevious(file: string, previous: string): Promise<void> {
  try {
    // Not `rm`, which looks at a file before it removes it.
    await unlink(previous).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
    });
    await link(file, previous).catch(async (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return;
      // File systems without hard links.
      await copyFile(file, previous);
    });
  } catch (error) {
    console.error(`galley: the previous version of ${file} could not be kept:`, error);
  }
}

/**
 * Opens a file that is to lose its name; undefined where there is none. The system gives its room back when the last who has
 * it open closes it: held until the save has been answered, that is not waited for, which would take a fifth of its time.
 */
async function openForRemoval(file: string): Promise<FileHandle | undefined> {
  // Windows gives up a name only with its file.
  if (process.platform === 'win32') return undefined;
  // A pipe that somebody has put there is not waited for.
  return open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => undefined);
}

type Closable = { close(): Promise<void> };

/** Something that is being opened, and is closed without waiting: it is only read or flushed, so nothing can be lost by it. */
function openAhead<T extends Closable | undefined>(opening: Promise<T>): { opened: Promise<T>; close(): void } {
  // Who awaits it is told of a failure; until then it must not count as one that nobody minds.
  opening.catch(() => undefined);
  return {
    opened: opening,
    close: () => {
      const failed = (error: unknown) => console.error('galley: a file or folder could not be closed:', error);
      void opening.then(
        (opened) => opened?.close().catch(failed),
        () => undefined,
      );
    },
  };
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

/** Makes a folder of ours, with those on the way to it, so that what is flushed in it is not lost with its name. */
export async function makeFolderDurably(folder: string): Promise<void> {
  const outermost = await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw writeFailure(folder, error);
  });
  if (!outermost) return;
  for (let made = folder; made.startsWith(outermost); made = path.dirname(made)) await syncFolder(path.dirname(made));
}

/** Makes what was renamed, made or removed in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const opened = await openFolder(folder);
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

/** What an opened folder is good for. */
type OpenFolder = { sync(): Promise<void>; close(): Promise<void> };
/** Systems that can't open a folder as a file make its names durable by themselves. */
const NOTHING_TO_SYNC: OpenFolder = { sync: async () => undefined, close: async () => undefined };

async function openFolder(folder: string): Promise<OpenFolder> {
  if (process.platform === 'win32') return NOTHING_TO_SYNC;
  // File systems that don't know a folder's flush say so; there is nothing more to be done on them.
  const unlessUnknown = (error: unknown) => {
    if (!['EINVAL', 'ENOTSUP', 'EISDIR', 'EPERM'].includes(codeOf(error) ?? '')) throw error;
  };
  const handle = await open(folder, 'r').catch(unlessUnknown);
  if (!handle) return NOTHING_TO_SYNC;
  return { sync: () => handle.sync().catch(unlessUnknown), close: () => handle.close() };
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
      return folderGone(folder, error);
    case 'EMFILE':
    case 'ENFILE':
      return new Failure(
        'Unreadable',
        'Too many files are open on this machine right now. It will be tried again.',
        {},
        { cause: error },
      );
    default:
      return new Failure(
        'Unreadable',
        `${file} could not be written (${codeOf(error) ?? String(error)}).`,
        {},
        { cause: error },
      );
  }
}

/** What an editor is told where a whole folder has vanished, as a disk does that was unplugged. */
export function folderGone(folder: string, cause?: unknown): Failure {
  return new Failure('Unreadable', `The folder ${folder} is not there any more.`, {}, { cause });
}

/** The system's code of an error, `ENOENT` and so on; undefined where it has none. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
