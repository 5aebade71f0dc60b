/**
 * Reading a backup: any ZIP file may say that it is one, so every name, size and hash is compared with its manifest before
 * a byte of it counts.
 */
import { createHash } from 'node:crypto';
import { Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { Failure } from '#core/model/failure.ts';
import { codeOf } from '../durable-write.ts';
import {
  BACKUP_SCHEMA_VERSION,
  type BackedUpFile,
  MANIFEST_NAME,
  MAX_MANIFEST_BYTES,
  type Manifest,
  manifestSchema,
} from './manifest.ts';

/** What a backup lacks, or has too much. */
const damaged = (what: string, cause?: unknown) =>
  new Failure('Unreadable', `The backup is damaged: ${what}.`, {}, cause === undefined ? {} : { cause });

export type Backup = {
  manifest: Manifest;
  /** Writes a file's bytes into `sink` and ends it. Throws `Failure` Unreadable where they are not those of the manifest. */
  extract(file: BackedUpFile, sink: Writable, signal?: AbortSignal): Promise<void>;
  close(): void;
};

/** Opens a backup. Throws `Failure` NotFound, Unreadable for what is no backup, a damaged one or one of a newer version. */
export async function openBackup(file: string): Promise<Backup> {
  const zip = await opened(file);
  try {
    const entries = new Map<string, yauzl.Entry>();
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName)) throw damaged(`it holds ${entry.fileName} twice`);
      entries.set(entry.fileName, entry);
    }
    const manifest = await manifestOf(zip, entries.get(MANIFEST_NAME));
    entries.delete(MANIFEST_NAME);
    const lowerCased = new Set<string>();
    for (const { path, sizeBytes } of manifest.files) {
      const entry = entries.get(path);
      if (!entry) throw damaged(`${path} is missing`);
      if (entry.uncompressedSize !== sizeBytes) throw damaged(`${path} has another size`);
      // Where case doesn't count one would overwrite the other.
      if (lowerCased.has(path.toLowerCase())) throw damaged(`${path} is there twice`);
      lowerCased.add(path.toLowerCase());
    }
    if (entries.size !== manifest.files.length) throw damaged('it holds files that it doesn’t list');
    return {
      manifest,
      extract: async (listed, sink, signal) => {
        const entry = entries.get(listed.path);
        if (!entry) throw damaged(`${listed.path} is missing`);
        await extract(zip, entry, listed, sink, signal);
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error instanceof Failure ? error : damaged('it can’t be read', error);
  }
}

/** Reads all of a backup and compares it. Throws as `openBackup`. */
export async function checkBackup(file: string, signal?: AbortSignal): Promise<Manifest> {
  const backup = await openBackup(file);
  try {
    for (const listed of backup.manifest.files) {
      signal?.throwIfAborted();
      await backup.extract(listed, nowhere(), signal);
    }
    return backup.manifest;
  } finally {
    backup.close();
  }
}

async function opened(file: string): Promise<yauzl.ZipFile> {
  try {
    return await yauzl.openPromise(file, { autoClose: false, lazyEntries: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new Failure('NotFound', `There is no file ${file}.`);
    if (codeOf(error) !== undefined)
      throw new Failure('Unreadable', `${file} can’t be read (${codeOf(error)}).`, {}, { cause: error });
    throw new Failure('Unreadable', `${file} is no backup of Galley, or a damaged one.`, {}, { cause: error });
  }
}

async function manifestOf(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined): Promise<Manifest> {
  if (!entry || entry.uncompressedSize > MAX_MANIFEST_BYTES)
    throw new Failure('Unreadable', 'This is no backup of Galley: it has no list of what is in it.');
  const chunks: Buffer[] = [];
  const stream = await zip.openReadStreamPromise(entry);
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  let json: unknown;
  try {
    json = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    throw damaged('its list is not JSON', error);
  }
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const version = json && typeof json === 'object' && 'schemaVersion' in json ? Number(json.schemaVersion) : 0;
  if (version > BACKUP_SCHEMA_VERSION)
    throw new Failure('Unreadable', 'This backup was made by a newer Galley. Bring this one up to date first.');
  const issue = parsed.error.issues[0];
  throw damaged(`its list is wrong at “${issue?.path.join('.') ?? ''}”`);
}

async function extract(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  { path, sizeBytes, sha256 }: BackedUpFile,
  sink: Writable,
  signal: AbortSignal | undefined,
): Promise<void> {
  const hash = createHash('sha256');
  let sum = 0;
  const compared = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum += chunk.byteLength;
      hash.update(chunk);
      // An archive may hold more than it says.
      done(sum > sizeBytes ? damaged(`${path} is larger than it says`) : null, chunk);
    },
    flush(done) {
      done(sum === sizeBytes && hash.digest('hex') === sha256 ? null : damaged(`${path} was changed`));
    },
  });
  try {
    await pipeline(await zip.openReadStreamPromise(entry), compared, sink, signal ? { signal } : {});
  } catch (error) {
    // What the disk says of writing is told by who writes.
    if (error instanceof Failure || signal?.aborted || /^E[A-Z]+$/.test(codeOf(error) ?? '')) throw error;
    throw damaged(`${path} can’t be unpacked`, error);
  }
}

function nowhere(): Writable {
  return new Transform({
    transform(_chunk, _encoding, done) {
      done();
    },
  });
}
