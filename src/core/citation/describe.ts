/**
 * A source in a few words, for lists and pickers.
 */
import { type CslItem, outletOf } from '#core/model/source.ts';
import { partialDateOf } from './source-match.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Outlet, short date (`4 Mar 2026`, `Mar 2026`, `2025`) and title; empty where the source has none. */
export function describeSource(csl: CslItem): { outlet: string; date: string; title: string } {
  return { outlet: outletOf(csl), date: shortDateOf(csl), title: csl.title ?? '' };
}

function shortDateOf({ issued }: CslItem): string {
  const date = partialDateOf(issued);
  if (!date) return issued?.literal ?? issued?.raw ?? '';
  const { year, month, day } = date;
  return [day, month === undefined ? undefined : MONTHS[month - 1], year]
    .filter((part) => part !== undefined)
    .join(' ');
}
