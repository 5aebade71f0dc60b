/**
 * What an export made, on the disk or on standard output.
 */
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import type { Exported } from '../../workbench/publisher.ts';
import type { Output } from './library.ts';

/** Writes what an export made: to a file, with what goes beside it, or the document alone to standard output. */
export async function writeExported({ files }: Pick<Exported, 'files'>, out: string, output: Output): Promise<void> {
  const [document, ...beside] = files.map(({ fileName, text, base64 }) => ({
    fileName,
    content: text ?? Buffer.from(base64 ?? '', 'base64'),
  }));
  if (!document) return;
  if (out === '-') {
    output.raw(document.content);
    return;
  }
  const file = path.resolve(out);
  for (const { fileName, content } of beside) await writeWhole(path.join(path.dirname(file), fileName), content);
  await writeWhole(file, document.content);
}

/** Writes beside the target first, so that a failure half-way leaves the old file whole. */
async function writeWhole(file: string, text: string | Uint8Array): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new Failure(
      'ReadOnly',
      `“${file}” could not be written: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
