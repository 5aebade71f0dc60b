/**
 * Sources into a file in one of the three formats that are also read. What they have in common with other programs is written:
 * the desk's own grades, notes and excerpts stay in the library.
 */
import type { Source } from '#core/model/source.ts';
import { bibEntry } from '../bibtex/write.ts';
import { withKeywords } from '../keywords.ts';
import { risEntry } from '../ris/write.ts';
import type { SourceFormat } from '../source-formats.ts';
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
    const item = withKeywords(source.csl, source.tags);
    const key = keyOf(item);
    if (format === 'csl-json') yield `${isFirst ? '' : ','}\n  ${JSON.stringify({ id: key, ...item })}`;
    else yield (isFirst ? '' : '\n') + (format === 'ris' ? risEntry(item, key) : bibEntry(item, key));
    isFirst = false;
  }
  if (format === 'csl-json') yield isFirst ? ']\n' : '\n]\n';
}
