/**
 * Attachments: files kept byte for byte under the hash of their content.
 */
import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import { attachmentNameSchema } from '#core/model/primitives.ts';
import { makeFolderWithin, stampOf, sweep } from './document-folder.ts';
import { codeOf, writeDurably } from './durable-write.ts';
import { type KeepOptions, keepStream } from './keep-stream.ts';
import { openOwnFile } from './own-file.ts';

export const MAX_ATTACHMENT_BYTES = 25 * 1024 * 1024;

/** The kinds of image that are taken, told by their first bytes. SVG is not one: it can carry script. */
const KINDS: { extension: string; mediaType: string; matches: (bytes: Uint8Array) => boolean }[] = [
  {
    extension: 'png',
    mediaType: 'image/png',
    matches: (bytes) => starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  { extension: 'jpg', mediaType: 'image/jpeg', matches: (bytes) => starts(bytes, [0xff, 0xd8, 0xff]) },
  { extension: 'gif', mediaType: 'image/gif', matches: (bytes) => /^GIF8[79]a/.test(ascii(bytes, 0, 6)) },
  {
    extension: 'webp',
    mediaType: 'image/webp',
    matches: (bytes) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP',
  },
  { extension: 'avif', mediaType: 'image/avif', matches: (bytes) => /^ftypavi[fs]/.test(ascii(bytes, 4, 12)) },
];
const NAME = /^[0-9a-f]{64}\.(png|jpe?g|gif|webp|avif)$/;

/** A link in the folder, which somebody else has put there, leads to what is no attachment: it counts as missing. */
async function isFileItself(file: string): Promise<boolean> {
  return lstat(file).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

export type KeptFile = { name: string; sizeBytes: number };

export type Attachments = {
  /** Keeps an image and returns its name, `<sha-256>.<ext>`. Throws `Failure` Invalid. */
  put(bytes: Uint8Array): Promise<string>;
  /** Keeps a file of any size as it streams in. Throws `Failure` Invalid, DiskFull, ReadOnly. */
  keep(body: AsyncIterable<Uint8Array>, options: KeepOptions): Promise<KeptFile>;
  /** Where an attachment lies. Throws `Failure` NotFound. */
  locate(name: string): Promise<{ file: string; sizeBytes: number }>;
  /** An image's bytes. Throws `Failure` NotFound, also for what is no image of the kind that its name says. */
  read(name: string): Promise<{ bytes: Uint8Array; mediaType: string }>;
  /** An attachment for use inside another file. */
  dataUri(name: string): Promise<string>;
};

export function openAttachments(folder: string, refusal: () => Failure | undefined): Attachments {
  /** What a killed program left half-written goes when the first file is kept. */
  let sweeping: Promise<void> | undefined;

  function writable(): void {
    const failure = refusal();
    if (failure) throw failure;
  }

  async function read(name: string) {
    const extension = NAME.exec(name)?.[1]?.replace('jpeg', 'jpg');
    const kind = KINDS.find((candidate) => candidate.extension === extension);
    if (!kind) throw new Failure('NotFound', 'There is no such attachment.');
    try {
      const { handle } = await openOwnFile(path.join(folder, name));
      try {
        const bytes = await handle.readFile();
        // Anybody may have put it there: its name alone makes it no image.
        if (kind.matches(bytes)) return { bytes, mediaType: kind.mediaType };
      } finally {
        await handle.close();
      }
    } catch (error) {
      if (!(error instanceof Failure) && codeOf(error) !== 'ENOENT') throw error;
    }
    throw new Failure('NotFound', 'There is no such attachment.');
  }

  return {
    read,
    dataUri: async (name) => {
      const { bytes, mediaType } = await read(name);
      return `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;
    },
    locate: async (name) => {
      const file = path.join(folder, name);
      const isName = attachmentNameSchema.safeParse(name).success;
      const stamp = isName && (await isFileItself(file)) ? await stampOf(file) : undefined;
      if (!stamp) throw new Failure('NotFound', 'This file is not in the library any more.');
      return { file, sizeBytes: stamp.sizeBytes };
    },
    keep: async (body, options) => {
      writable();
      await makeFolderWithin(path.dirname(folder), folder);
      sweeping ??= sweep(folder);
      await sweeping;
      return keepStream(folder, body, options);
    },
    put: async (bytes) => {
      writable();
      if (bytes.byteLength > MAX_ATTACHMENT_BYTES)
        throw new Failure('Invalid', `An image may have at most ${MAX_ATTACHMENT_BYTES / 1024 / 1024} MB.`);
      const name = imageNameOf(bytes);
      if (!name) throw new Failure('Invalid', 'Only PNG, JPEG, GIF, WebP and AVIF images can be put into a story.');
      const file = path.join(folder, name);
      await makeFolderWithin(path.dirname(folder), folder);
      // Its size is compared, so that one which a power cut has shortened is put right.
      const isThere = (await stampOf(file))?.sizeBytes === bytes.byteLength;
      if (!isThere) await writeDurably(file, bytes);
      return name;
    },
  };
}

/** The name that an image is kept under, `<sha-256>.<ext>`; undefined for what no story can hold. */
export function imageNameOf(bytes: Uint8Array): string | undefined {
  const kind = KINDS.find((candidate) => candidate.matches(bytes));
  if (!kind || bytes.byteLength > MAX_ATTACHMENT_BYTES) return undefined;
  return `${createHash('sha256').update(bytes).digest('hex')}.${kind.extension}`;
}

function starts(bytes: Uint8Array, signature: number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
