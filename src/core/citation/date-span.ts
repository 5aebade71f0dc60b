/**
 * The date of a source as an editor thinks of it: a day, a month, a year or a season, alone or as a range, and whether it is
 * only about then. CSL-JSON says the same in several ways; this is the one that we work with.
 */
import type { CslDate } from '#core/model/source.ts';
import { daysIn, type PartialDate } from './dates.ts';

/** 1 spring, 2 summer, 3 autumn, 4 winter (CSL 1.0.2, `season-01` to `season-04`). */
export type Season = 1 | 2 | 3 | 4;

/**
 * `end` is there for a range only; `isOpen` is one that goes on. A season stands with a year alone: `season` with that of `start`,
 * `endSeason` with that of `end`.
 */
export type DateSpan = {
  start: PartialDate;
  end?: PartialDate;
  season?: Season;
  endSeason?: Season;
  isOpen?: true;
  isCirca?: true;
};

const SEASON_WORDS: Record<string, Season> = { spring: 1, summer: 2, autumn: 3, fall: 3, winter: 4 };

/** The season of a word in any case; undefined for what is none. */
export function seasonOf(word: string): Season | undefined {
  const key = word.toLowerCase();
  return Object.hasOwn(SEASON_WORDS, key) ? SEASON_WORDS[key] : undefined;
}

/** What a CSL date says; undefined for words and for what is no date. */
export function spanOf(date: CslDate | undefined): DateSpan | undefined {
  const [first, last] = date?.['date-parts'] ?? [];
  const start = first && partialOf(first);
  if (!date || !start) return undefined;
  const end = last && partialOf(last);
  const isOpen = last !== undefined && isNothing(last);
  if (last && !end && !isOpen) return undefined;
  const season = (last ? undefined : seasonIn(date)) ?? seasonMonth(Number(first[1]));
  const endSeason = last && seasonMonth(Number(last[1]));
  return {
    start,
    ...(end && { end }),
    ...(season && start.month === undefined && { season }),
    ...(endSeason && end?.month === undefined && { endSeason }),
    ...(isOpen && { isOpen: true as const }),
    ...(isTrue(date.circa) && { isCirca: true as const }),
  };
}

/** The CSL date that says what a span says. Of a range the seasons stand as months; one that goes on ends in the year 0, as citeproc has it. */
export function cslDateOf({ start, end, season, endSeason, isOpen, isCirca }: DateSpan): CslDate {
  const from = season && end ? [start.year, 20 + season] : partsOf(start);
  const to = isOpen ? from.map(() => 0) : end && (endSeason ? [end.year, 20 + endSeason] : partsOf(end));
  return {
    'date-parts': to ? [from, to] : [from],
    ...(season && !end && { season }),
    ...(isCirca && { circa: true }),
  };
}

/** True where a span is a date: its days exist, and it doesn't end before it begins. */
export function isSound({ start, end, season, endSeason, isOpen }: DateSpan): boolean {
  if (!isDate(start) || (season && start.month !== undefined)) return false;
  if (!end) return !endSeason && !(isOpen && season);
  if (!isDate(end) || isOpen || (endSeason && end.month !== undefined)) return false;
  // The winter of a year may be at its beginning.
  if (season && endSeason && start.year === end.year) return season !== endSeason;
  return compareDates(monthed(start, season), monthed(end, endSeason)) < 0;
}

/** A date with the last month of its season. */
function monthed(date: PartialDate, season: Season | undefined): PartialDate {
  return season ? { ...date, month: season * 3 } : date;
}

function isNothing(parts: readonly (number | string)[]): boolean {
  return parts.length > 0 && parts.every((part) => Number(part) === 0);
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
