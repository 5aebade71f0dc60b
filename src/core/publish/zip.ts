/**
 * Several files as one ZIP archive (PKWARE APPNOTE 6.3), stored as they are: what is exported is small or packed already.
 */
import { Failure } from '#core/model/failure.ts';

/** A file of an archive; `name` may not be there twice. */
export type ZippedFile = { name: string; bytes: Uint8Array };

const FILE_BYTES = 30;
const ENTRY_BYTES = 46;
const END_BYTES = 22;
/** Version 2.0 of the format, names in UTF-8. */
const VERSION = 20;
const UTF8_NAMES = 0x0800;
/** 1980-01-01, the first day that the format knows: the archive says nothing of when it was made. */
const FIRST_DAY = 0x21;

const encoder = new TextEncoder();

/** What the format without extensions holds: the values beyond mean that there are some (ZIP64, APPNOTE §4.4.1.4). */
const LIMITS = { files: 0xfffe, bytes: 0xfffffffe };

/** An archive that files are put into one by one. */
export type GrowingZip = {
  /** Throws `Failure` Invalid where the file has no room any more; what was put in before stays. */
  add(file: ZippedFile): void;
  /** How many files are in it. */
  count(): number;
  /** The whole archive, its files in their order. Throws `Failure` Invalid where this machine has no memory for it. */
  pack(): Uint8Array<ArrayBuffer>;
};

export function growingZip(limits = LIMITS): GrowingZip {
  const files: ZippedFile[] = [];
  let size = END_BYTES;
  return {
    add: (file) => {
      const grown = size + FILE_BYTES + ENTRY_BYTES + 2 * encoder.encode(file.name).length + file.bytes.length;
      if (files.length >= limits.files || grown > limits.bytes)
        throw new Failure(
          'Invalid',
          `“${file.name}” has no room in the archive, which holds ${files.length.toLocaleString('en')} files already; export the rest by itself.`,
        );
      files.push(file);
      size = grown;
    },
    count: () => files.length,
    pack: () => packed(files, size),
  };
}

/** Packs files in their order. Throws `Failure` Invalid where they are more than an archive holds. */
export function zipOf(files: readonly ZippedFile[]): Uint8Array<ArrayBuffer> {
  const zip = growingZip();
  for (const file of files) zip.add(file);
  return zip.pack();
}

function packed(files: readonly ZippedFile[], size: number): Uint8Array<ArrayBuffer> {
  const entries = files.map(({ name, bytes }) => ({ name: encoder.encode(name), bytes, crc: crc32(bytes) }));
  const archive = bytesOf(size);
  const view = new DataView(archive.buffer);
  let at = 0;
  const starts = entries.map(({ name, bytes, crc }) => {
    const start = at;
    view.setUint32(at, 0x04034b50, true);
    describeFile(view, at + 4, { crc, size: bytes.length, nameLength: name.length });
    archive.set(name, at + FILE_BYTES);
    archive.set(bytes, at + FILE_BYTES + name.length);
    at += FILE_BYTES + name.length + bytes.length;
    return start;
  });
  const directory = at;
  entries.forEach(({ name, bytes, crc }, index) => {
    view.setUint32(at, 0x02014b50, true);
    view.setUint16(at + 4, VERSION, true);
    describeFile(view, at + 6, { crc, size: bytes.length, nameLength: name.length });
    view.setUint32(at + 42, starts[index] ?? 0, true);
    archive.set(name, at + ENTRY_BYTES);
    at += ENTRY_BYTES + name.length;
  });
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, entries.length, true);
  view.setUint16(at + 10, entries.length, true);
  view.setUint32(at + 12, at - directory, true);
  view.setUint32(at + 16, directory, true);
  return archive;
}

function bytesOf(size: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(size);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Failure(
      'Invalid',
      'There is not enough memory for this archive; export fewer at once.',
      {},
      { cause: error },
    );
  }
}

/** What a file's own header and its entry in the directory have in common. */
function describeFile(
  view: DataView,
  at: number,
  { crc, size, nameLength }: { crc: number; size: number; nameLength: number },
): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 2, UTF8_NAMES, true);
  view.setUint16(at + 8, FIRST_DAY, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, nameLength, true);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
