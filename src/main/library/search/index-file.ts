/**
 * An index on the disk: its arrays as they are, so that a start reads them without looking at each word.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { idSchema } from '#core/model/primitives.ts';
import { codeOf, writeDurably } from '../durable-write.ts';
import { makeCacheFolder } from '../sealed-cache.ts';
import type { IndexedDocument } from './document-index.ts';
import { type Segment, wordCountOf } from './segment.ts';

/** Raised whenever what is indexed, or how it is stored, changes. */
const VERSION = 1;
/** `GALS`; on a machine with the other byte order it reads otherwise, and the file is not taken. */
const MAGIC = 0x53_4c_41_47;
/** Magic, version, checksum of all that follows the header, and the sizes: of the documents in bytes, words, units, postings. */
const HEADER_FIELDS = 7;
const HEADER_BYTES = HEADER_FIELDS * 4;

/** Each document's id, and its stamp where all of it is indexed. */
const documentsSchema = z.array(
  z.tuple([idSchema, z.object({ mtimeMs: z.number(), sizeBytes: z.number() }).nullable()]),
);

export type StoredIndex = { segment: Segment; documents: readonly IndexedDocument[] };

/**
 * Writes an index over the one in `file`; a power cut may take it. Throws `Failure` DiskFull, ReadOnly or Unreadable; the
 * old file is then as it was. What is given may change as soon as this has been called.
 */
export async function writeIndex(file: string, { segment, documents }: StoredIndex): Promise<void> {
  const content = bytesOfIndex(segment, documents);
  await makeCacheFolder(path.dirname(file));
  await writeDurably(file, content, { flush: false });
}

function bytesOfIndex(segment: Segment, documents: readonly IndexedDocument[]): Uint8Array {
  const json = Buffer.from(JSON.stringify(documents.map(({ id, stamp }) => [id, stamp ?? null])));
  const arrays = [segment.wordStarts, segment.postingStarts, segment.units, segment.postings].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  // Spaces after the JSON put the arrays at multiples of four.
  const padding = Buffer.alloc((4 - (json.length % 4)) % 4, ' ');
  const bytes = Buffer.concat([new Uint8Array(HEADER_BYTES), json, padding, ...arrays]);
  const checksum = crc32(bytes.subarray(HEADER_BYTES));
  const sizes = [json.length + padding.length, wordCountOf(segment), segment.units.length, segment.postings.length];
  bytes.set(new Uint8Array(Uint32Array.from([MAGIC, VERSION, checksum, ...sizes]).buffer));
  return bytes;
}

/** Reads the index in `file`; undefined where there is none, or one that is damaged or of another version. */
export function readIndex(file: string): StoredIndex | undefined {
  try {
    return indexIn(bytesOf(file));
  } catch (error) {
    // Whatever is wrong with it, the documents themselves are there to be indexed.
    if (codeOf(error) !== 'ENOENT') console.error('galley: the search index could not be read:', error);
    return undefined;
  }
}

/** The bytes of a file in a buffer of their own, which Node's Buffers don't always have. */
function bytesOf(file: string): Uint8Array<ArrayBuffer> {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = new Uint8Array(fstatSync(descriptor).size);
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(descriptor, bytes, at, bytes.length - at, at);
      if (read === 0) break;
      at += read;
    }
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

function indexIn(bytes: Uint8Array<ArrayBuffer>): StoredIndex | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const { buffer } = bytes;
  const header = new Uint32Array(buffer, 0, HEADER_FIELDS);
  const [magic, version, checksum, documentsBytes = 0, words = 0, units = 0, postings = 0] = header;
  const startsBytes = (words + 1) * 4;
  const startsAt = HEADER_BYTES + documentsBytes;
  const unitsAt = startsAt + 2 * startsBytes;
  const postingsAt = unitsAt + 2 * units;
  if (magic !== MAGIC || version !== VERSION || documentsBytes % 4 !== 0) return undefined;
  if (postingsAt + postings !== bytes.length || crc32(bytes.subarray(HEADER_BYTES)) !== checksum) return undefined;
  const documents = documentsIn(bytes.subarray(HEADER_BYTES, startsAt));
  const wordStarts = new Uint32Array(buffer, startsAt, words + 1);
  const postingStarts = new Uint32Array(buffer, startsAt + startsBytes, words + 1);
  if (!documents || !rises(wordStarts, units) || !rises(postingStarts, postings)) return undefined;
  return {
    segment: {
      documentCount: documents.length,
      wordStarts,
      postingStarts,
      units: new Uint16Array(buffer, unitsAt, units),
      postings: new Uint8Array(buffer, postingsAt, postings),
    },
    documents,
  };
}

function documentsIn(bytes: Uint8Array): IndexedDocument[] | undefined {
  try {
    const entries = documentsSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return entries.map(([id, stamp]) => ({ id, stamp: stamp ?? undefined }));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

/** True where `starts` never falls and ends at `end`. */
function rises(starts: Uint32Array, end: number): boolean {
  let before = 0;
  for (const start of starts) {
    if (start < before) return false;
    before = start;
  }
  return before === end;
}
