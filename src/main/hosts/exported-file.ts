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
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.kind, sentenceOn(file, error), {}, { cause: error });
  }
}

function sentenceOn(file: string, { kind, message }: Failure): string {
  if (kind === 'DiskFull') return `The disk is full: “${file}” was not written, and what was there before is whole.`;
  if (message.includes('could not be written')) return message;
  return `“${file}” could not be written: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}
