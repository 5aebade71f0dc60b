/**
 * The date of a source as an editor thinks of it: a day, a month, a year or a season, alone or as a range, and whether it is
 * only about then. CSL-JSON says the same in several ways; this is the one that we work with.
 */
import type { CslDate } from '#core/model/source.ts';
import { daysIn, type PartialDate } from './dates.ts';

/** 1 spring, 2 summer, 3 autumn, 4 winter (CSL 1.0.2, `season-01` to `season-04`). */
export type Season = 1 | 2 | 3 | 4;

/** `end` is there for a range only; a season stands with a year alone. */
export type DateSpan = { start: PartialDate; end?: PartialDate; season?: Season; isCirca?: true };

const SEASON_WORDS: Record<string, Season> = { spring: 1, summer: 2, autumn: 3, fall: 3, winter: 4 };

/** The season of a word in any case; undefined for what is none. */
export function seasonOf(word: string): Season | undefined {
  const key = word.toLowerCase();
  return Object.hasOwn(SEASON_WORDS, key) ? SEASON_WORDS[key] : undefined;
}

/** What a CSL date says; undefined for words and for what is no date. */
export function spanOf(date: CslDate | undefined): DateSpan | undefined {
  const parts = date?.['date-parts'] ?? [];
  const [start, end] = parts.map(partialOf);
  if (!date || !start || (parts.length > 1 && !end)) return undefined;
  const season = seasonIn(date) ?? seasonMonth(Number(parts[0]?.[1]));
  return {
    start,
    ...(end && { end }),
    ...(season && !end && start.month === undefined && { season }),
    ...(isTrue(date.circa) && { isCirca: true as const }),
  };
}

/** The CSL date that says what a span says. */
export function cslDateOf({ start, end, season, isCirca }: DateSpan): CslDate {
  return {
    'date-parts': end ? [partsOf(start), partsOf(end)] : [partsOf(start)],
    ...(season && { season }),
    ...(isCirca && { circa: true }),
  };
}

/** True where a span is a date: its days exist, and it doesn't end before it begins. */
export function isSound({ start, end, season }: DateSpan): boolean {
  if (!isDate(start) || (season && (end || start.month !== undefined))) return false;
  if (!end) return true;
  return isDate(end) && compareDates(start, end) < 0;
}

/** Year, month and day as far as they are known. */
export function partsOf({ year, month, day }: PartialDate): number[] {
  return [year, ...(month === undefined ? [] : [month]), ...(day === undefined ? [] : [day])];
}

/** Negative where `a` is before `b`; of two that begin alike the less exact comes first. */
export function compareDates(a: PartialDate, b: PartialDate): number {
  return a.year - b.year || (a.month ?? 0) - (b.month ?? 0) || (a.day ?? 0) - (b.day ?? 0);
}

function isDate({ year, month, day }: PartialDate): boolean {
  if (month === undefined) return day === undefined;
  return month >= 1 && month <= 12 && (day === undefined || (day >= 1 && day <= daysIn(year, month)));
}

function partialOf(parts: readonly (number | string)[]): PartialDate | undefined {
  const [year, month, day] = parts.map((part) => (part === '' ? Number.NaN : Number(part)));
  if (year === undefined || !Number.isInteger(year) || year === 0) return undefined;
  if (!month || !Number.isInteger(month) || month < 1 || month > 12) return { year };
  return { year, month, ...(day && Number.isInteger(day) && { day }) };
}

function seasonIn({ season }: CslDate): Season | undefined {
  if (typeof season === 'string') {
    const named = seasonOf(season.trim());
    if (named) return named;
  }
  const number = Number(season);
  return number === 1 || number === 2 || number === 3 || number === 4 ? number : undefined;
}

/** Months 13–16 and 21–24 are seasons to CSL processors and EDTF. */
function seasonMonth(month: number): Season | undefined {
  const index = month >= 21 ? month - 20 : month - 12;
  return index === 1 || index === 2 || index === 3 || index === 4 ? index : undefined;
}

function isTrue(circa: CslDate['circa']): boolean {
  return circa !== undefined && circa !== false && circa !== 0 && circa !== '' && circa !== '0' && circa !== 'false';
}
