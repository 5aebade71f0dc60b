/**
 * What an export made, on the disk: whole, or not at all.
 */
import { Failure } from '#core/model/failure.ts';
import { writeDurably } from '../library/durable-write.ts';

/** As any program's files: what others may do with them the system decides. */
const MODE = 0o666;

/**
 * Writes a file outside of the library. Throws `Failure` DiskFull, ReadOnly or Unreadable; an older file of that name is then
 * as it was.
 */
export async function writeExportedFile(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeDurably(file, content, { mode: MODE });
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'DiskFull') throw error;
    const sentence = `The disk is full: “${file}” was not written, and what was there before is whole.`;
    throw new Failure('DiskFull', sentence, {}, { cause: error });
  }
}
