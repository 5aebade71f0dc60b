/**
 * Keeping what streams in, of any size, byte for byte under the hash of its content: nothing but the chunk at hand is in
 * memory, and the name appears only when all of it is on the disk.
 */
import { createHash, randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import { stampOf } from './document-folder.ts';
import { moveDurably, TEMPORARY_ENDING, writeFailure } from './durable-write.ts';

export type KeepOptions = {
  maxBytes: number;
  /** How many of the first bytes `extensionOf` is to see. */
  headBytes: number;
  /** The ending that the file is kept under, by its first bytes; throws a `Failure` for what is not to be kept. */
  extensionOf: (head: Uint8Array) => string;
};

/**
 * Writes `body` into `folder` as `<sha-256>.<ext>`, for its owner only, and returns the name once it is durable. A file
 * that is there already is left as it is. Throws `Failure` Invalid for too much, DiskFull, ReadOnly; nothing stays then.
 */
export async function keepStream(
  folder: string,
  body: AsyncIterable<Uint8Array>,
  options: KeepOptions,
): Promise<{ name: string; sizeBytes: number }> {
  const temporary = path.join(
    folder,
    `${randomBytes(12).toString('hex')}.${randomBytes(6).toString('hex')}${TEMPORARY_ENDING}`,
  );
  try {
    const { digest, extension, sizeBytes } = await write(temporary, body, options);
    const name = `${digest}.${extension}`;
    const file = path.join(folder, name);
    // Its size is compared, so that one which a power cut has shortened is put right.
    if ((await stampOf(file))?.sizeBytes !== sizeBytes) await moveDurably(temporary, file);
    return { name, sizeBytes };
  } catch (error) {
    throw writeFailure(temporary, error);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function write(file: string, body: AsyncIterable<Uint8Array>, options: KeepOptions) {
  const { maxBytes, headBytes, extensionOf } = options;
  const hash = createHash('sha256');
  const handle = await open(file, 'wx', 0o600);
  let sizeBytes = 0;
  let head: Uint8Array = new Uint8Array();
  let extension: string | undefined;
  try {
    for await (const chunk of body) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > maxBytes) throw tooLarge(maxBytes);
      if (extension === undefined) {
        head = Buffer.concat([head, chunk.subarray(0, headBytes - head.byteLength)]);
        if (head.byteLength === headBytes) extension = extensionOf(head);
      }
      hash.update(chunk);
      // Goes on from where the last one ended, and writes all of it.
      await handle.writeFile(chunk);
    }
    extension ??= extensionOf(head);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { digest: hash.digest('hex'), extension, sizeBytes };
}

/** What an editor is told of a file that is larger than may be kept. */
export function tooLarge(maxBytes: number): Failure {
  const megabytes = maxBytes / 1024 / 1024;
  const most = megabytes >= 1024 ? `${megabytes / 1024} GB` : `${megabytes} MB`;
  return new Failure('Invalid', `This file is larger than ${most}, the most that Galley keeps.`);
}
