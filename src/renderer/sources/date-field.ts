/**
 * CSL dates as an editor types them: `4 March 2026`, `March 2026`, `2025`.
 */
import { type PartialDate, parseDate } from '#core/citation/dates.ts';
import { partialDateOf } from '#core/citation/source-match.ts';
import type { CslDate } from '#core/model/source.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A date as text; what is no plain date (a season, words) stands as it was written. */
export function dateText(date: CslDate | undefined): string {
  if (!date) return '';
  const partial = partialDateOf(date);
  if (!partial) return date.literal ?? date.raw ?? '';
  const { year, month, day } = partial;
  return [day, month === undefined ? undefined : MONTHS[month - 1], year]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** Reads typed text; null for none, undefined where it is not a date. */
export function dateFrom(text: string): CslDate | null | undefined {
  if (text.trim() === '') return null;
  const date = parseDate(text);
  return date && { 'date-parts': [partsOf(date)] };
}

function partsOf({ year, month, day }: PartialDate): number[] {
  return [year, ...(month === undefined ? [] : [month]), ...(day === undefined ? [] : [day])];
}
