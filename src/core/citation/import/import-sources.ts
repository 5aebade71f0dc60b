/**
 * Sources from a file or the clipboard, in whichever of the three formats it is.
 */
import { readBibtex } from '../bibtex/read.ts';
import { readRis } from '../ris/read.ts';
import type { SourceFormat } from '../source-formats.ts';
import { readCslJson } from './csl-json.ts';
import type { ImportedEntry, ImportedSources } from './problem.ts';

/** What an entry of each format but JSON begins with. */
const BEGINNINGS = { bibtex: /^[^\S\n]*@[A-Za-z]+\s*[{(]/m, ris: /^TY {1,2}-/m };

/**
 * Which format a text is in, told from its beginning; undefined where it is none of them. What an entry holds may look like another
 * format: what the file’s name says counts where there is such an entry, else the first entry does.
 */
export function sniffSourceFormat(text: string, fileName = ''): SourceFormat | undefined {
  const start = text
    .slice(0, 100_000)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^[[{]/.test(start)) return 'csl-json';
  const [bibtex, ris] = [BEGINNINGS.bibtex, BEGINNINGS.ris].map((beginning) => start.search(beginning));
  if (bibtex === undefined || ris === undefined || (bibtex < 0 && ris < 0)) return undefined;
  if (bibtex < 0 || ris < 0) return ris < 0 ? 'bibtex' : 'ris';
  const [, ending] = /\.(bib|bibtex|ris)$/i.exec(fileName) ?? [];
  return (ending ? ending.toLowerCase() === 'ris' : ris < bibtex) ? 'ris' : 'bibtex';
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
