/**
 * Reading what lies in a library's folder, which anybody may have put there: only a file itself counts. A link is not followed,
 * whose target may be somebody's secret, and a pipe or a device not waited for, which may never end.
 */
import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import { codeOf } from './durable-write.ts';

/** No document that can be written here is nearly as large; in bytes. */
const MAX_BYTES = 256 * 1024 * 1024;
// Windows knows neither, and hardly such files.
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Opens a file for reading; its caller closes it. Throws `Failure` Unreadable for what is no file, else the system's error. */
export async function openOwnFile(file: string): Promise<{ handle: FileHandle; stats: Stats }> {
  const handle = await open(file, FLAGS).catch((error: unknown) => {
    // A link, and a socket or a pipe of another kind.
    throw ['ELOOP', 'EMLINK', 'ENXIO'].includes(codeOf(error) ?? '') ? notAFile(file, error) : error;
  });
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw notAFile(file);
    return { handle, stats };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A file's bytes, and what it was before they were read. Throws as `openOwnFile`, and `Failure` Unreadable for a huge one. */
export async function readOwnFile(file: string): Promise<{ bytes: Buffer; stats: Stats }> {
  const { handle, stats } = await openOwnFile(file);
  try {
    if (stats.size > MAX_BYTES) {
      const sentence = `${path.basename(file)} is larger than any document; it was left where it is.`;
      throw new Failure('Unreadable', sentence);
    }
    return { bytes: await readWhole(handle, stats.size), stats };
  } finally {
    await handle.close();
  }
}

/** Reads a file of about so many bytes in one go: `readFile` asks for its size again, and reads twice. */
async function readWhole(handle: FileHandle, sizeBytes: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(sizeBytes + 1);
  let length = 0;
  while (length < buffer.length) {
    const asked = buffer.length - length;
    const { bytesRead } = await handle.read(buffer, length, asked);
    length += bytesRead;
    if (bytesRead < asked) return buffer.subarray(0, length);
  }
  // It has grown meanwhile.
  return Buffer.concat([buffer, await handle.readFile()]);
}

function notAFile(file: string, cause?: unknown): Failure {
  const sentence = `${path.basename(file)} is a link or something else than a file; it was not followed.`;
  return new Failure('Unreadable', sentence, {}, { cause });
}
