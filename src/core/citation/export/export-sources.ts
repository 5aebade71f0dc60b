/**
 * Sources into a file in one of the three formats that are also read. What they have in common with other programs is written:
 * the desk's own grades, notes and excerpts stay in the library.
 */
import type { CslItem, Source } from '#core/model/source.ts';
import { bibEntry } from '../bibtex/write.ts';
import type { SourceFormat } from '../import/import-sources.ts';
import { risEntry } from '../ris/write.ts';
import { keyGiver } from './keys.ts';

/** What a file of each format is called and is. */
export const SOURCE_FILES: Record<SourceFormat, { name: string; extension: string; mediaType: string }> = {
  bibtex: { name: 'BibLaTeX', extension: 'bib', mediaType: 'application/x-bibtex' },
  ris: { name: 'RIS', extension: 'ris', mediaType: 'application/x-research-info-systems' },
  'csl-json': { name: 'CSL-JSON', extension: 'json', mediaType: 'application/vnd.citationstyles.csl+json' },
};

/** Writes the file piece by piece, so that a caller can do something else in between; an entry a piece. */
export function* writeSources(
  sources: Iterable<Pick<Source, 'csl' | 'tags'>>,
  format: SourceFormat,
): Generator<string> {
  const keyOf = keyGiver();
  let isFirst = true;
  if (format === 'csl-json') yield '[';
  for (const source of sources) {
    const item = exportedItem(source);
    const key = keyOf(item);
    if (format === 'csl-json') yield `${isFirst ? '' : ','}\n  ${JSON.stringify({ id: key, ...item })}`;
    else yield (isFirst ? '' : '\n') + (format === 'ris' ? risEntry(item, key) : bibEntry(item, key));
    isFirst = false;
  }
  if (format === 'csl-json') yield isFirst ? ']\n' : '\n]\n';
}

/** An item as others get it: the desk's tags are its keywords. */
function exportedItem({ csl, tags }: Pick<Source, 'csl' | 'tags'>): CslItem {
  const { keyword: _, ...rest } = csl;
  const keywords = [...new Set([...keywordsOf(csl), ...tags])];
  return { ...rest, ...(keywords.length > 0 && { keyword: keywords.join(', ') }) };
}

/** The keywords of an item, which a desk keeps as tags. */
export function keywordsOf(csl: CslItem): string[] {
  const text = typeof csl.keyword === 'string' ? csl.keyword : '';
  return [...new Set(text.split(/[,;]/).map((word) => word.trim()))].filter(Boolean);
}
