/**
 * Reading a ZIP archive (PKWARE APPNOTE 6.3) whose maker nobody knows: what it unpacks to is bounded by what it declares and
 * by what comes out.
 */
import { inflateRawSync } from 'node:zlib';
import { Failure } from '#core/model/failure.ts';
import { codeOf } from '../library/durable-write.ts';

/** The most that all files of an archive may come to, in bytes. */
export const MAX_UNPACKED_BYTES = 200 * 1024 * 1024;
const MAX_ENTRIES = 10_000;

export type Archive = {
  names: readonly string[];
  /** A file's bytes; undefined where there is none of the name. Throws `Failure` Invalid where it can't be unpacked. */
  read(name: string): Uint8Array | undefined;
};

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const FILE_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const STORED = 0;
const DEFLATED = 8;

type Entry = { method: number; packedBytes: number; unpackedBytes: number; at: number; isEncrypted: boolean };

/** Opens an archive. Throws `Failure` Invalid for what is none, is damaged, or says that it unpacks to more than 200 MB. */
export function openZip(bytes: Uint8Array): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = entriesOf(bytes, view);
  const declared = [...entries.values()].reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
  if (declared > MAX_UNPACKED_BYTES) throw tooLarge();
  return {
    names: [...entries.keys()],
    read: (name) => {
      const entry = entries.get(name);
      return entry && unpacked(bytes, view, entry);
    },
  };
}

function entriesOf(bytes: Uint8Array, view: DataView): Map<string, Entry> {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MAX_ENTRIES) throw new Failure('Invalid', 'This file holds too many parts to be a document.');
  const entries = new Map<string, Entry>();
  const decoder = new TextDecoder();
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) throw damaged();
    const nameBytes = view.getUint16(at + 28, true);
    const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    entries.set(decoder.decode(bytes.subarray(at + 46, at + 46 + nameBytes)), {
      isEncrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      unpackedBytes: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + nameBytes + rest;
  }
  return entries;
}

/** Where the record at the archive's end begins; a comment may follow it. */
function endOf(view: DataView): number {
  const from = view.byteLength - END_BYTES;
  for (let at = from; at >= Math.max(0, from - MAX_COMMENT_BYTES); at -= 1)
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  throw damaged();
}

function unpacked(
  bytes: Uint8Array,
  view: DataView,
  { method, packedBytes, unpackedBytes, at, isEncrypted }: Entry,
): Uint8Array {
  if (isEncrypted) throw new Failure('Invalid', 'This file is locked with a password.');
  if (at + 30 > bytes.length || view.getUint32(at, true) !== FILE_SIGNATURE) throw damaged();
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const packed = bytes.subarray(from, from + packedBytes);
  if (packed.length !== packedBytes) throw damaged();
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw new Failure('Invalid', 'This file is packed in a way that Galley doesn’t read.');
  try {
    // Not a byte more than was declared: an archive that lies about its size is stopped there.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, unpackedBytes) });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(error);
    if (codeOf(error)?.startsWith('Z_')) throw damaged(error);
    throw error;
  }
}

function damaged(cause?: unknown): Failure {
  return new Failure('Invalid', 'This file is damaged: it can’t be unpacked.', {}, { cause });
}

function tooLarge(cause?: unknown): Failure {
  const sentence = `This file unpacks to more than it says, or to more than ${MAX_UNPACKED_BYTES / 1024 / 1024} MB; it was not read.`;
  return new Failure('Invalid', sentence, {}, { cause });
}
