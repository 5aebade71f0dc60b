/**
 * Citation keys: short names of sources that every reader of Pandoc and BibTeX takes.
 */

import { partialDateOf } from '#core/citation/source-match.ts';
import { slugOf } from '#core/model/primitives.ts';
import { outletOf, type Source } from '#core/model/source.ts';

/**
 * A key for each source id, in the order given: the source's own where it has a plain one, else its outlet and year
 * (`harbour-gazette-2026`), told apart by a letter. A source that is not there is named by its id.
 */
export function citationKeysFor(
  sourceIds: readonly string[],
  sources: ReadonlyMap<string, Source>,
): Map<string, string> {
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  for (const id of sourceIds) {
    const base = baseKeyOf(sources.get(id)) ?? `source-${id}`;
    let key = base;
    for (let count = 2; taken.has(key.toLowerCase()); count += 1) key = `${base}-${count}`;
    taken.add(key.toLowerCase());
    keys.set(id, key);
  }
  return keys;
}

function baseKeyOf(source: Source | undefined): string | undefined {
  if (!source) return undefined;
  const own = source.csl['citation-key'];
  if (own && /^[A-Za-z0-9_][\w-]{0,79}$/.test(own)) return own;
  const words = slugOf(outletOf(source.csl) || source.csl.title || 'source')
    .replace(/[^a-z0-9-]/g, '')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
  const year = partialDateOf(source.csl.issued)?.year;
  return [words || 'source', ...(year === undefined ? [] : [String(year)])].join('-');
}
