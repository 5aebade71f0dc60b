/**
 * Reading a file that a command line names.
 */
import { open, readFile } from 'node:fs/promises';
import { Failure } from '#core/model/failure.ts';

/** The bytes of a file. Throws `Failure` NotFound or Invalid, with what follows the file's name in a sentence. */
export async function readFileOf(file: string, maxBytes: number): Promise<Buffer> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(
      'NotFound',
      error.code === 'ENOENT' ? 'there is no such file.' : `can’t be read (${error.code ?? error.message}).`,
    );
  });
  try {
    const { size } = await handle.stat();
    if (size > maxBytes)
      throw new Failure('Invalid', `is larger than ${maxBytes / 1024 / 1024} MB, the most that a page may have.`);
    return await readFile(handle).catch((error: NodeJS.ErrnoException) => {
      throw new Failure(
        'Invalid',
        error.code === 'EISDIR' ? 'is a folder, not a file.' : `can’t be read (${error.code ?? error.message}).`,
      );
    });
  } finally {
    await handle.close();
  }
}
