/**
 * Which source of the library a citation means: the same outlet and date is one source.
 */
import { type CslDate, type CslItem, outletOf, type Source } from '#core/model/source.ts';
import { dateSpanOf } from './date-text.ts';
import { dateKeyOf, type PartialDate } from './dates.ts';
import type { RecognisedItem } from './recogniser.ts';

/** Finds sources by outlet and date; grows as sources are added. */
export type SourceMatcher = {
  find(item: Pick<RecognisedItem, 'outlet' | 'date'>): Source | undefined;
  add(source: Source): void;
};

/**
 * Builds a matcher over `sources`. A source of exactly the cited date comes first. Otherwise a citation of a month or a
 * year means the only source of that outlet within it; of several, the one that still needs details; else none.
 */
export function createSourceMatcher(sources: Iterable<Source>): SourceMatcher {
  const byOutlet = new Map<string, Map<string, Source[]>>();

  function add(source: Source): void {
    const date = partialDateOf(source.csl.issued);
    const outlet = foldOutlet(outletOf(source.csl));
    if (!outlet || !date) return;
    const byDate = byOutlet.get(outlet) ?? new Map<string, Source[]>();
    byOutlet.set(outlet, byDate);
    const key = dateKeyOf(date);
    byDate.set(key, [...(byDate.get(key) ?? []), source]);
  }

  for (const source of sources) add(source);
  return {
    add,
    find: ({ outlet, date }) => {
      const byDate = byOutlet.get(foldOutlet(outlet));
      if (!byDate) return undefined;
      const key = dateKeyOf(date);
      const exact = byDate.get(key);
      if (exact) return exact.find((source) => source.needsDetails) ?? exact[0];
      const within = [...byDate].filter(([candidate]) => candidate.startsWith(`${key}-`)).flatMap(([, found]) => found);
      if (within.length === 1) return within[0];
      const bare = within.filter((source) => source.needsDetails);
      return bare.length === 1 ? bare[0] : undefined;
    },
  };
}

/** The bare source that a citation speaks of: an article of that outlet and date. */
export function cslFromRecognised({
  outlet,
  date: { year, month, day },
}: Pick<RecognisedItem, 'outlet' | 'date'>): CslItem {
  const parts = [year, ...(month === undefined ? [] : [month]), ...(day === undefined ? [] : [day])];
  return { type: 'article-newspaper', 'container-title': outlet, issued: { 'date-parts': [parts] } };
}

/** The (first) date of a CSL date, as far as it is known. */
export function partialDateOf(date: CslDate | undefined): PartialDate | undefined {
  return dateSpanOf(date)?.start;
}

/** An outlet's name without case, accents, kinds of quotes and spaces, and a leading article. */
export function foldOutlet(outlet: string): string {
  return outlet
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^the /, '');
}
