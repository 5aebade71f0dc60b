/**
 * Sources from a file or the clipboard, in whichever of the three formats it is.
 */
import { importBibtex } from './bibtex.ts';
import { importCslJson } from './csl-json.ts';
import type { ImportedSources } from './problem.ts';
import { importRis } from './ris.ts';

export type SourceFormat = 'bibtex' | 'ris' | 'csl-json';

/** Which format a text is in, told from its beginning; undefined where it is none of them. */
export function sniffSourceFormat(text: string): SourceFormat | undefined {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (/^[[{]/.test(start)) return 'csl-json';
  if (/^TY {1,2}-/m.test(start)) return 'ris';
  if (/^\s*@[A-Za-z]+\s*[{(]/m.test(start)) return 'bibtex';
  return undefined;
}

const IMPORTERS: Record<SourceFormat, (text: string) => ImportedSources> = {
  bibtex: importBibtex,
  ris: importRis,
  'csl-json': importCslJson,
};

/** Reads sources; the good entries come in, the bad ones are named. Without `format` it is told from the text. */
export function importSources(
  text: string,
  format = sniffSourceFormat(text),
): ImportedSources & { format?: SourceFormat } {
  return format ? { format, ...IMPORTERS[format](text) } : { items: [], problems: [] };
}
