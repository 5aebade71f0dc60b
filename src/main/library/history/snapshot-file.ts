/**
 * One snapshot on the disk: its label first and then the story, as JSON under gzip. What is read is taken for hostile until it has
 * passed the schema: it may be damaged, of another story, or unpack to more than memory holds.
 */
import path from 'node:path';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import type { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { type Snapshot, type SnapshotLabel, snapshotLabelSchema, snapshotSchema } from '#core/model/snapshot.ts';
import { codeOf, writeDurably } from '../durable-write.ts';
import { migrate } from '../migrations.ts';
import { openOwnFile } from '../own-file.ts';

const packed = promisify(gzip);
const unpacked = promisify(gunzip);

export const SNAPSHOT_ENDING = '.json.gz';
/** More than any story that can be written here, packed and unpacked. */
const MAX_PACKED_BYTES = 64 * 1024 * 1024;
const MAX_BYTES = 96 * 1024 * 1024;
/** A label lies within so many of the first packed bytes, whatever its name; unpacked they are at most so many. */
const HEAD_BYTES = 4_096;
const MAX_HEAD_BYTES = 8 * 1024 * 1024;
/** Where the label ends: no string in JSON holds a bare line break. */
const STORY_FIELD = ',\n"story": ';

/** A snapshot as it goes to the disk: its story in whatever schema version it was stored in. */
export type SnapshotToWrite = Omit<Snapshot, 'story'> & { story: unknown };

/** Returns once the snapshot is on the disk. Throws `Failure` DiskFull, ReadOnly. */
export async function writeSnapshot(file: string, { story, ...label }: SnapshotToWrite): Promise<void> {
  const head = JSON.stringify(label);
  await writeDurably(file, await packed(`${head.slice(0, -1)}${STORY_FIELD}${JSON.stringify(story)}}\n`));
}

/** Throws `Failure` NotFound, or Unreadable with what is wrong. */
export async function readSnapshot(file: string): Promise<Snapshot> {
  const name = path.basename(file);
  const bytes = await bytesOf(file, MAX_PACKED_BYTES);
  const json = parsed(name, await textOf(name, bytes, { maxOutputLength: MAX_BYTES }));
  const story = typeof json === 'object' && json !== null && 'story' in json ? migrate(name, json.story) : undefined;
  return checked(name, snapshotSchema, typeof json === 'object' ? { ...json, story } : json);
}

/** What a snapshot says of itself, without reading its story. Throws as `readSnapshot` does. */
export async function readLabel(file: string): Promise<SnapshotLabel> {
  const name = path.basename(file);
  const head = await textOf(name, await bytesOf(file, HEAD_BYTES), {
    maxOutputLength: MAX_HEAD_BYTES,
    // The bytes end in the middle of the story.
    finishFlush: constants.Z_SYNC_FLUSH,
  });
  const end = head.indexOf(STORY_FIELD);
  // Written by another hand, with its fields in another order.
  if (end < 0) return checked(name, snapshotLabelSchema, await readSnapshot(file));
  return checked(name, snapshotLabelSchema, parsed(name, `${head.slice(0, end)}}`));
}

/** A file's first bytes, `most` of them at most. */
async function bytesOf(file: string, most: number): Promise<Uint8Array> {
  try {
    const { handle, stats } = await openOwnFile(file);
    try {
      const { size } = stats;
      if (size > MAX_PACKED_BYTES) throw tooLarge(path.basename(file));
      const buffer = Buffer.alloc(Math.min(most, size));
      let read = 0;
      while (read < buffer.byteLength) {
        const { bytesRead } = await handle.read(buffer, read, buffer.byteLength - read, read);
        if (bytesRead === 0) break;
        read += bytesRead;
      }
      return buffer.subarray(0, read);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (codeOf(error) === 'ENOENT') throw new Failure('NotFound', 'This snapshot is not there any more.');
    const sentence = `The snapshot ${path.basename(file)} can’t be read (${codeOf(error) ?? String(error)}).`;
    throw new Failure('Unreadable', sentence, {}, { cause: error });
  }
}

async function textOf(name: string, bytes: Uint8Array, options: Parameters<typeof gunzip>[1]): Promise<string> {
  let plain: Buffer;
  try {
    plain = await unpacked(bytes, options);
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(name);
    throw unreadable(name, 'it can’t be unpacked', error);
  }
  const isCutOff = options.finishFlush !== undefined;
  try {
    return new TextDecoder('utf-8', { fatal: !isCutOff }).decode(plain);
  } catch (error) {
    throw unreadable(name, 'it is not UTF-8 text', error);
  }
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(name, 'it is not valid JSON', error);
  }
}

function checked<T>(name: string, schema: z.ZodType<T>, json: unknown): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw unreadable(name, `“${issue?.path.join('.') ?? ''}” ${issue?.message ?? 'is not valid'}`, result.error);
}

function unreadable(name: string, what: string, cause: unknown): Failure {
  return new Failure('Unreadable', `The snapshot ${name} is damaged: ${what}.`, { damaged: true }, { cause });
}

function tooLarge(name: string): Failure {
  return new Failure('Unreadable', `The snapshot ${name} is larger than any story; it was left where it is.`);
}
