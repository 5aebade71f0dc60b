/**
 * Stops in words, for the status line and for who hears them.
 */
import { type ListedSource, outletOf } from '#core/model/source.ts';
import type { QuoteMatch } from '#core/quotation/find-passage.ts';
import { VERDICT_WORDS } from '#renderer/ui/verdict.tsx';
import type { Stop } from './stops.ts';

const NOUNS = { citation: 'Citation', section: 'Section', paragraph: 'Paragraph' } as const;

/** `Citation 3 of 4`. */
export function placeInWords(stop: Stop, index: number, total: number): string {
  return `${NOUNS[stop.kind]} ${(index + 1).toLocaleString('en')} of ${total.toLocaleString('en')}`;
}

/** `Citation 3 of 4, Meridian Wire, supports`. */
export function stopInWords(
  stop: Stop,
  index: number,
  total: number,
  sources: ReadonlyMap<string, ListedSource>,
): string {
  const place = placeInWords(stop, index, total);
  if (stop.kind === 'section') return `${place}, ${stop.section.heading || 'untitled'}, rests on ${stop.outlet} alone`;
  if (stop.kind === 'paragraph') return `${place}, cites nothing: ${stop.text.slice(0, 120)}`;
  const outlets = stop.citation.items.map(({ sourceId }) => nameOf(sourceId, sources));
  return `${place}, ${[...new Set(outlets)].join('; ')}, ${VERDICT_WORDS[stop.state].toLowerCase()}`;
}

/** What a source is called in few words. */
export function nameOf(sourceId: string, sources: ReadonlyMap<string, ListedSource>): string {
  const source = sources.get(sourceId);
  return (source && outletOf(source.csl)) || 'Unknown source';
}

/** How a quoted passage was found, to be said: `Quoted passage found, 98 % alike, page 2`. */
export function matchInWords(match: QuoteMatch): string {
  if (match.kind === 'none') return 'The quoted passage was not found';
  const likeness = match.kind === 'exact' ? 'word for word' : `${match.similarityPercent} % alike`;
  return ['Quoted passage found', likeness, match.page !== undefined && `page ${match.page}`]
    .filter(Boolean)
    .join(', ');
}
