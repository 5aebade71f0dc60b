/**
 * Sources from a file or the clipboard, in whichever of the three formats it is.
 */
import { readBibtex } from '../bibtex/read.ts';
import { readRis } from '../ris/read.ts';
import type { SourceFormat } from '../source-formats.ts';
import { readCslJson } from './csl-json.ts';
import type { ImportedEntry, ImportedSources } from './problem.ts';

/** Which format a text is in, told from its beginning; undefined where it is none of them. */
export function sniffSourceFormat(text: string): SourceFormat | undefined {
  const start = text
    .slice(0, 100_000)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^[[{]/.test(start)) return 'csl-json';
  if (/^TY {1,2}-/m.test(start)) return 'ris';
  if (/^\s*@[A-Za-z]+\s*[{(]/m.test(start)) return 'bibtex';
  return undefined;
}

const READERS: Record<SourceFormat, (text: string) => Generator<ImportedEntry>> = {
  bibtex: readBibtex,
  ris: readRis,
  'csl-json': readCslJson,
};

/** Reads sources one after the other, so that a caller can do something else in between. Without `format` it is told from the text. */
export function* readSources(text: string, format = sniffSourceFormat(text)): Generator<ImportedEntry> {
  if (format) yield* READERS[format](text);
}

/** Reads sources in one go; the good entries come in, the bad ones are named. */
export function importSources(
  text: string,
  format = sniffSourceFormat(text),
): ImportedSources & { format?: SourceFormat } {
  const imported: ImportedSources = { items: [], problems: [] };
  for (const entry of readSources(text, format)) {
    if ('item' in entry) imported.items.push(entry.item);
    else imported.problems.push(entry.problem);
  }
  return { ...(format && { format }), ...imported };
}
