/**
 * Finding sources while one types: every word must occur in outlet, author, title or year. Folded once per list, so that
 * a keystroke only compares strings.
 */
import { describeSource } from '#core/citation/describe.ts';
import type { CslName, ListedSource } from '#core/model/source.ts';

export type SourceEntry = {
  source: ListedSource;
  citedInCount: number;
  outlet: string;
  /** `March 2026 · Title · cited in 4 stories`, without what there isn't. */
  detail: string;
};

/** `issued` compares as text: `2026-02`, empty without a date. */
type Indexed = SourceEntry & { issued: string; outletFolded: string; folded: string };
export type SourceIndex = readonly Indexed[];

/** Lower case, without accents. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

const indexes = new WeakMap<object, SourceIndex>();
const entries = new WeakMap<object, Indexed>();

/** The index over a list as the API gives it; the same list is indexed once, and of a list that changed what is new in it. */
export function sourceIndexOf(list: readonly { source: ListedSource; citedInCount: number }[]): SourceIndex {
  let index = indexes.get(list);
  if (!index) {
    index = list
      .map((item) => {
        const known = entries.get(item) ?? indexed(item);
        entries.set(item, known);
        return known;
      })
      .sort(
        (a, b) =>
          b.citedInCount - a.citedInCount ||
          compare(b.source.savedAt, a.source.savedAt) ||
          compare(b.issued, a.issued) ||
          compare(a.source.id, b.source.id),
      );
    indexes.set(list, index);
  }
  return index;
}

/**
 * The sources in which every word of `query` occurs, at most `limit`: first those whose outlet begins with the query, then
 * those whose outlet contains it, then the rest; within each the more cited and the newer first. The order is the same
 * at every start, since Enter takes the first one.
 */
export function searchSources(index: SourceIndex, query: string, limit: number): SourceEntry[] {
  const needle = fold(query.trim());
  if (!needle) return index.slice(0, limit);
  const words = needle.split(/[\s,;]+/).filter(Boolean);
  const first = words[0] ?? '';
  const ranks: [SourceEntry[], SourceEntry[], SourceEntry[]] = [[], [], []];
  for (const entry of index) {
    if (!words.every((word) => entry.folded.includes(word))) continue;
    ranks[entry.outletFolded.startsWith(first) ? 0 : entry.outletFolded.includes(first) ? 1 : 2].push(entry);
    if (ranks[0].length >= limit) break;
  }
  return ranks.flat().slice(0, limit);
}

function indexed({ source, citedInCount }: { source: ListedSource; citedInCount: number }): Indexed {
  const { outlet, date, title } = describeSource(source.csl);
  const name = outlet || title || 'Source without a name';
  const detail = [
    date,
    title === name ? '' : title,
    source.needsDetails ? 'needs details' : '',
    citedInCount > 0 ? `cited in ${citedInCount} ${citedInCount === 1 ? 'story' : 'stories'}` : '',
  ];
  const authors = [...(source.csl.author ?? []), ...(source.csl.editor ?? [])].map(nameOf).join(' ');
  const year = source.csl.issued?.['date-parts']?.[0]?.[0] ?? '';
  return {
    source,
    citedInCount,
    outlet: name,
    detail: detail.filter(Boolean).join(' · '),
    issued: (source.csl.issued?.['date-parts']?.[0] ?? []).map((part) => String(part).padStart(2, '0')).join('-'),
    outletFolded: fold(name),
    folded: fold(`${name} ${title} ${authors} ${date} ${year} ${source.csl['citation-key'] ?? ''}`),
  };
}

function nameOf({ given, family, literal }: CslName): string {
  return [literal, given, family].filter(Boolean).join(' ');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
