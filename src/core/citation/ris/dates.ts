/**
 * Dates in RIS: `YYYY/MM/DD/other`, any part of which but the year may be missing. A range, a season and "about" stand in the last
 * part, in words.
 */
import type { CslDate } from '#core/model/source.ts';
import { cslDateOf, type DateSpan, isSound } from '../date-span.ts';
import { dateSpanOf, dateText, parseDateSpan, spanText } from '../date-text.ts';
import { spanFromEdtf } from '../edtf.ts';

/**
 * The date of what several tags say, the one that counts most first; what is no date stands as it is written. EndNote writes the day
 * and the month in `DA` and the year in `PY` alone, so that words without a year are read with one that stands elsewhere.
 */
export function dateFromRis(values: readonly string[]): CslDate | undefined {
  const [first] = values;
  if (first === undefined) return undefined;
  const read = values.map(spanFromRis);
  // Beside a whole year `03/11` is a day and a month, in whichever order, and no year of antiquity.
  const hasWholeYear = read.some((span) => span && span.start.year >= 1000);
  const dated = read.map((span) => (span && hasWholeYear && span.start.year < 1000 ? undefined : span));
  const found = dated.find((span) => span !== undefined);
  if (!found) return { literal: first };
  const joined = dated[0] ? undefined : parseDateSpan(`${first.trim()}, ${found.start.year}`);
  const same = dated.filter((span) => span !== undefined && span.start.year === found.start.year);
  const exact = same.find((span) => span && !isYearAlone(span));
  return cslDateOf(joined ?? exact ?? found);
}

function isYearAlone({ start, end, season, isOpen, isCirca }: DateSpan): boolean {
  return start.month === undefined && !end && !season && !isOpen && !isCirca;
}

/** What one value says; undefined where it is no date. */
export function spanFromRis(written: string): DateSpan | undefined {
  const value = written
    .trim()
    // 20200311 and 2020/Mar/11, as some databases write them.
    .replace(/^(\d{4})(\d\d)(\d\d)$/, '$1/$2/$3')
    .replace(/^(\d{4})\/(\p{L}{3,})\/(\d{1,2})\/?$/u, '$3 $2 $1');
  if (/^\d{1,2}\/\d{1,2}\/\d{4}$/.test(value)) return parseDateSpan(value);
  const interval = spanFromEdtf(value);
  if (interval?.end || interval?.isOpen) return interval;
  const match = /^(-?\d{1,4})(?:[/-](\d{1,2})?(?:[/-](\d{1,2})?)?)?(?:\/(.*))?$/s.exec(value);
  if (!match) return parseDateSpan(value);
  const [year = 0, month, day] = match.slice(1, 4).map((part) => (part === undefined ? undefined : Number(part)));
  const start = { year, ...(month && { month }), ...(month && day && { day }) };
  if (year === 0) return undefined;
  return withWords(isSound({ start }) ? { start } : { start: { year } }, (match[4] ?? '').trim());
}

/** Writes a date. */
export function risDate(date: CslDate): string {
  const span = dateSpanOf(date);
  if (!span) return dateText(date);
  const { year, month, day } = span.start;
  const parts = [(year < 0 ? '-' : '') + String(Math.abs(year)).padStart(4, '0'), twoDigits(month), twoDigits(day)];
  const words = span.end || span.season || span.isOpen || span.isCirca ? spanText(span) : '';
  return [...parts, words].join('/');
}

function withWords(plain: DateSpan, words: string): DateSpan {
  const whole = parseDateSpan(words);
  if (whole && whole.start.year === plain.start.year) return whole;
  // As other programs write it: `2020///Spring`, `2020/03//Mar-Apr`.
  const { year, month } = plain.start;
  const joined = parseDateSpan(`${words}, ${year}`);
  if (joined?.start.year === year && (month === undefined || month === joined.start.month)) return joined;
  return /^(?:c\.?|ca\.?|circa|about)(?:\s|$)/i.test(words) ? { ...plain, isCirca: true } : plain;
}

function twoDigits(value: number | undefined): string {
  return value === undefined ? '' : String(value).padStart(2, '0');
}
