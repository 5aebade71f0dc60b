/**
 * Making a backup of a library: every document, attachment, snapshot and discarded document in one ZIP file, read again and
 * compared before it counts. The library may be in use meanwhile: each file is taken whole, as it was last saved.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, type Dirent } from 'node:fs';
import { type FileHandle, open, readdir, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { Failure } from '#core/model/failure.ts';
import { stampOf } from '../document-folder.ts';
import { codeOf, isLeftover, moveDurably, TEMPORARY_ENDING, writeFailure } from '../durable-write.ts';
import { libraryFileOf } from '../library-folder.ts';
import { BACKUP_SCHEMA_VERSION, type BackedUpFile, isPlace, MANIFEST_NAME, type Manifest } from './manifest.ts';
import { checkBackup } from './read-backup.ts';

/** Attachments of these kinds are packed already. */
const IS_PACKED = /\.(?:png|jpe?g|gif|webp|avif|pdf|gz|zip)$/i;

export type BackupOptions = {
  now?: () => Date;
  signal?: AbortSignal;
  /** Called after each file. */
  onFile?: (done: number, total: number) => void;
};

export type BackupMade = {
  file: string;
  files: number;
  sizeBytes: number;
  /** What has a name that no backup takes, as paths within the library. */
  leftOut: string[];
};

/**
 * Backs up the library in `folder` into the new file `target`, which is there only once it is whole and was read again.
 * Throws `Failure` AlreadyThere where `target` exists, Invalid for a target inside the library and for a folder that is no
 * library, DiskFull, ReadOnly, Unreadable.
 */
export async function makeBackup(folder: string, target: string, options: BackupOptions = {}): Promise<BackupMade> {
  const { now = () => new Date(), signal } = options;
  const library = await libraryFileOf(folder).read();
  if (!library) throw new Failure('NotFound', `There is no Galley library in ${folder}.`);
  if (await isInside(folder, target))
    throw new Failure('Invalid', 'A backup inside the library would be lost with it. Choose another folder.');
  if (await isThere(target)) throw new Failure('AlreadyThere', `${target} is there already. Choose another name.`);
  const temporary = `${target}.${randomBytes(6).toString('hex')}${TEMPORARY_ENDING}`;
  try {
    const { files, leftOut } = await filesOf(folder);
    const manifest: Manifest = {
      schemaVersion: BACKUP_SCHEMA_VERSION,
      libraryId: library.id,
      madeAt: now().toISOString(),
      files: [],
    };
    await pack(folder, files, temporary, manifest, options);
    await checkBackup(temporary, signal);
    await moveDurably(temporary, target);
    const stamp = await stampOf(target);
    return { file: target, files: manifest.files.length, sizeBytes: stamp?.sizeBytes ?? 0, leftOut };
  } catch (error) {
    if (signal?.aborted) throw new Failure('Invalid', 'The backup was stopped.', {}, { cause: error });
    throw writeFailure(target, error);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** True for a file that lies in a folder once every link on the way to either has been followed. */
async function isInside(folder: string, file: string): Promise<boolean> {
  const way = path.relative(
    await realpath(folder),
    path.join(await realOrGiven(path.dirname(file)), path.basename(file)),
  );
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

/** Where a folder really is; as it is given where the system won't say, which writing into it then will. */
async function realOrGiven(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder);
}

async function isThere(target: string): Promise<boolean> {
  try {
    return (await stampOf(target)) !== undefined;
  } catch (error) {
    if (codeOf(error) !== 'ENOTDIR') throw error;
    throw new Failure('Invalid', `${path.dirname(target)} is no folder. Choose another place for the backup.`);
  }
}

/** What an editor is told of a part of the library that the system won't let us read. */
function cannotBeRead(place: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const sentence = `${place || 'The library’s folder'} can’t be read (${codeOf(error) ?? String(error)}). No backup was made, as that would be missing from it.`;
  return new Failure('Unreadable', sentence, {}, { cause: error });
}

/** Every file that makes up the library, in the order of its places; not what is rebuilt, nor what a write has left over. */
async function filesOf(folder: string): Promise<{ files: string[]; leftOut: string[] }> {
  const files: string[] = [];
  const leftOut: string[] = [];
  async function entriesOf(below: string): Promise<Dirent[]> {
    try {
      return await readdir(path.join(folder, below), { withFileTypes: true });
    } catch (error) {
      // The history of a story that was deleted for ever meanwhile.
      if (below && codeOf(error) === 'ENOENT') return [];
      throw cannotBeRead(below, error);
    }
  }
  async function visit(below: string): Promise<void> {
    for (const entry of (await entriesOf(below)).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      // The cache, the lock, and what file managers leave behind.
      if (entry.name.startsWith('.') || isLeftover(entry.name)) continue;
      const place = below ? `${below}/${entry.name}` : entry.name;
      if (entry.isDirectory()) await visit(place);
      else if (entry.isFile() && isPlace(place)) files.push(place);
      else leftOut.push(place);
    }
  }
  await visit('');
  return { files, leftOut };
}

async function pack(
  folder: string,
  files: readonly string[],
  target: string,
  manifest: Manifest,
  { signal, onFile }: BackupOptions,
): Promise<void> {
  const zip = new yazl.ZipFile();
  // A disk that is full stops the reading too, and the reader's files are closed.
  const stop = new AbortController();
  const stopped = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const sink = createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true });
  const written = pipeline(zip.outputStream, sink, { signal: stopped });
  written.catch((error: unknown) => stop.abort(error));
  try {
    for (const [index, place] of files.entries()) {
      const added = await addFile(zip, folder, place, stopped);
      if (added) manifest.files.push(added);
      onFile?.(index + 1, files.length);
    }
    zip.addBuffer(Buffer.from(JSON.stringify(manifest)), MANIFEST_NAME, { mtime: new Date(manifest.madeAt) });
    zip.end();
  } catch (error) {
    const isStopped = stopped.aborted;
    stop.abort(error);
    // The first cause is the one to tell: why nothing could be written, or else why something could not be read.
    await (isStopped ? written : written.catch(() => undefined));
    throw error;
  }
  await written;
}

/**
 * Packs one file, which counts as it is when it is opened; undefined where it has been deleted meanwhile. Throws `Failure`
 * Unreadable, naming it.
 */
async function addFile(
  zip: yazl.ZipFile,
  folder: string,
  place: string,
  signal: AbortSignal,
): Promise<BackedUpFile | undefined> {
  signal.throwIfAborted();
  let handle: FileHandle;
  try {
    handle = await open(path.join(folder, place), 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw cannotBeRead(place, error);
  }
  try {
    const { mtime } = await handle.stat();
    const hash = createHash('sha256');
    let sizeBytes = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        sizeBytes += chunk.byteLength;
        done(null, chunk);
      },
    });
    const read = pipeline(handle.createReadStream({ autoClose: false }), counted, { signal });
    zip.addReadStream(counted, place, { mtime, mode: 0o100600, compress: !IS_PACKED.test(place) });
    await Promise.all([read, finished(counted, { signal })]).catch((error: unknown) => {
      throw signal.aborted ? error : cannotBeRead(place, error);
    });
    return { path: place, sizeBytes, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}
