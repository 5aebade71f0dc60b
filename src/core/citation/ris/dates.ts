/**
 * Dates in RIS: `YYYY/MM/DD/other`, any part of which but the year may be missing. A range, a season and "about" stand in the last
 * part, in words.
 */
import type { CslDate } from '#core/model/source.ts';
import { cslDateOf, type DateSpan, seasonOf, spanOf } from '../date-span.ts';
import { cslDateFrom, dateText, parseDateSpan, spanText } from '../date-text.ts';

/** Reads a date; what is none stands as it is written. */
export function dateFromRis(value: string): CslDate {
  const match = /^(\d{1,4})(?:[/-](\d{1,2})?(?:[/-](\d{1,2})?)?)?(?:\/(.*))?$/s.exec(value.trim());
  if (!match) return cslDateFrom(value) ?? { literal: value };
  const [year, month, day] = match.slice(1, 4).map((part) => (part === undefined ? undefined : Number(part)));
  const start = { year: year ?? 0, ...(month && { month }), ...(month && day && { day }) };
  return cslDateOf(withWords({ start }, (match[4] ?? '').trim()));
}

/** Writes a date. */
export function risDate(date: CslDate): string {
  const span = spanOf(date);
  if (!span) return dateText(date);
  const { year, month, day } = span.start;
  const parts = [String(year).padStart(4, '0'), twoDigits(month), twoDigits(day)];
  const words = span.end || span.season || span.isCirca ? spanText(span) : '';
  return [...parts, words].join('/');
}

function withWords(plain: DateSpan, words: string): DateSpan {
  const whole = parseDateSpan(words);
  if (whole && whole.start.year === plain.start.year) return whole;
  // As other programs write it: `2020///Spring`.
  const season = seasonOf(words);
  if (season && plain.start.month === undefined) return { ...plain, season };
  return /^(?:c\.?|ca\.?|circa|about)$/i.test(words) ? { ...plain, isCirca: true } : plain;
}

function twoDigits(value: number | undefined): string {
  return value === undefined ? '' : String(value).padStart(2, '0');
}
