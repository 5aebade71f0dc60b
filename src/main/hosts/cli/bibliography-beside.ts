/**
 * The bibliography that lies beside a Pandoc document, as an export leaves it there.
 */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { decodeText, MAX_PAGE_BYTES } from '#core/intake/decode.ts';
import { Failure } from '#core/model/failure.ts';
import { bibliographyNamedIn } from '#core/pandoc/metadata.ts';
import { readFileOf } from './read-file.ts';

/**
 * The path of the bibliography that a document of Galley's names, where it is in the same folder; undefined for none. A document
 * may be anybody's: it leads to no other folder.
 */
export async function bibliographyBeside(file: string): Promise<string | undefined> {
  if (!/\.(?:md|markdown|txt|text)$/i.test(file)) return undefined;
  const name = await namedIn(file);
  if (!name || /[\\/]/.test(name)) return undefined;
  const beside = path.join(path.dirname(file), name);
  const found = await stat(beside).catch(() => undefined);
  return found?.isFile() ? beside : undefined;
}

/** A document that can't be read names none: its import says why. */
async function namedIn(file: string): Promise<string | undefined> {
  try {
    return bibliographyNamedIn(decodeText(await readFileOf(file, MAX_PAGE_BYTES)).text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return undefined;
  }
}
