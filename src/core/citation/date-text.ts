/**
 * The date of a source in words and back: `4–6 March 2026`, `28 December 2025 – 3 January 2026`, `March–April 2026`,
 * `Spring 2026`, `c. 2019`, `2019–2021`.
 */
import type { CslDate } from '#core/model/source.ts';
import { cslDateOf, type DateSpan, isSound, partsOf, seasonOf, spanOf } from './date-span.ts';
import type { PartialDate } from './dates.ts';
import { spanFromEdtf } from './edtf.ts';

/** The months' names, January first. */
export const MONTHS = [
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
const SEASONS = ['Spring', 'Summer', 'Autumn', 'Winter'];

/** How long months are written: `March` or `Mar`. */
type MonthForm = 'long' | 'short';

/** A CSL date as text; what is no date that we can read stands as it was written. */
export function dateText(date: CslDate | undefined, months: MonthForm = 'long'): string {
  const span = dateSpanOf(date);
  return span ? spanText(span, months) : wordsOf(date);
}

/** What a CSL date says, from its parts or else from its words; undefined where it can't be read. */
export function dateSpanOf(date: CslDate | undefined): DateSpan | undefined {
  return spanOf(date) ?? parseDateSpan(wordsOf(date));
}

/** The CSL date of typed text; undefined where it is not a date. */
export function cslDateFrom(text: string): CslDate | undefined {
  const span = parseDateSpan(text);
  return span && cslDateOf(span);
}

/** Text into a span: what `spanText` writes, the American order, month names in short, and ISO dates. */
export function parseDateSpan(text: string): DateSpan | undefined {
  const iso = spanFromEdtf(text.trim());
  // `2020-21` is spring to EDTF, but two years to who writes it in a form.
  if (iso && !iso.season) return iso;
  const [, circa, rest = ''] = /^((?:c\.|ca\.?|c(?=\d)|circa|about)\s*)?(.*)$/is.exec(text.trim()) ?? [];
  const span = seasonFrom(rest) ?? rangeFrom(rest);
  if (!span || !isSound(span)) return undefined;
  return circa ? { ...span, isCirca: true } : span;
}

/** A span as text. */
export function spanText({ start, end, season, isCirca }: DateSpan, months: MonthForm = 'long'): string {
  return (isCirca ? 'c. ' : '') + (season ? `${SEASONS[season - 1]} ${start.year}` : rangeText(start, end, months));
}

function rangeText(start: PartialDate, end: PartialDate | undefined, months: MonthForm): string {
  const month = ({ month: number }: PartialDate) =>
    number === undefined ? undefined : (MONTHS[number - 1] ?? '').slice(0, months === 'short' ? 3 : undefined);
  const text = (date: PartialDate, from: 'day' | 'month' | 'year' = 'year') =>
    [date.day, from === 'day' ? undefined : month(date), from === 'year' ? date.year : undefined]
      .filter((part) => part !== undefined)
      .join(' ');
  if (!end) return text(start);
  if (start.year !== end.year || partsOf(start).length !== partsOf(end).length)
    return `${text(start)}${start.month === undefined && end.month === undefined ? '–' : ' – '}${text(end)}`;
  if (start.day === undefined) return `${text(start, 'month')}–${text(end)}`;
  if (start.month !== end.month) return `${text(start, 'month')} – ${text(end)}`;
  return `${text(start, 'day')}–${text(end)}`;
}

function wordsOf(date: CslDate | undefined): string {
  return date?.literal ?? date?.raw ?? '';
}

function seasonFrom(text: string): DateSpan | undefined {
  const [, word = '', year] = /^([a-z]+),?\s+(\d{3,4})$/i.exec(text) ?? [];
  const season = seasonOf(word);
  return season && { start: { year: Number(year) }, season };
}

/** What one side of a range names; the other side may name the rest. */
type Side = { year?: number | undefined; month?: number | undefined; day?: number | undefined };

function rangeFrom(text: string): DateSpan | undefined {
  const sides = text.split(/\s*[–—-]\s*|\s+to\s+/).map(sideFrom);
  const [first, second] = sides;
  if (!first || sides.length > 2 || sides.some((side) => side === undefined)) return undefined;
  if (!second) return spanFrom(first);
  const end = { ...second };
  // `2019–21`; `March 4–6, 2026` names the month on the left only.
  if (end.year === undefined && end.month === undefined && end.day !== undefined && isYearOnly(first)) {
    end.year = Math.trunc((first.year ?? 0) / 100) * 100 + end.day;
    delete end.day;
  }
  if (end.day !== undefined) end.month ??= first.month;
  const start = { ...first };
  if (start.day !== undefined) start.month ??= end.month;
  start.year ??= end.year;
  return spanFrom(start, end);
}

function isYearOnly({ year, month, day }: Side): boolean {
  return year !== undefined && month === undefined && day === undefined;
}

function spanFrom(start: Side, end?: Side): DateSpan | undefined {
  const [first, last] = [start, end].map((side) => (side?.year === undefined ? undefined : dateOf(side, side.year)));
  if (!first || (end && !last)) return undefined;
  return { start: first, ...(last && { end: last }) };
}

function dateOf({ month, day }: Side, year: number): PartialDate | undefined {
  if (day !== undefined && month === undefined) return undefined;
  return { year, ...(month !== undefined && { month }), ...(day !== undefined && { day }) };
}

const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const MONTH = '(?<month>[a-z]{3,9})\\.?';
const YEAR = '(?<year>\\d{3,4})';
const SIDES = [
  `${DAY}\\s+${MONTH}(?:,?\\s+${YEAR})?`,
  `${MONTH}\\s+${DAY}(?:,?\\s+${YEAR})?`,
  `${MONTH}(?:,?\\s+${YEAR})?`,
  `${DAY}(?:,\\s*${YEAR})?`,
  YEAR,
].map((pattern) => new RegExp(`^${pattern}$`, 'i'));

function sideFrom(text: string): Side | undefined {
  for (const pattern of SIDES) {
    const { day, month, year } = pattern.exec(text)?.groups ?? {};
    if (!day && !month && !year) continue;
    const number = month === undefined ? undefined : monthOf(month);
    if (number === 0) return undefined;
    return {
      ...(year !== undefined && { year: Number(year) }),
      ...(number !== undefined && { month: number }),
      ...(day !== undefined && { day: Number(day) }),
    };
  }
  return undefined;
}

/** 1–12, or 0 for a word that names no month. */
function monthOf(word: string): number {
  const start = word.toLowerCase();
  return (
    MONTHS.findIndex((name) => name.toLowerCase().startsWith(start) || (start === 'sept' && name === 'September')) + 1
  );
}

/** A key by which dates sort: the start, then the end; empty where there is no date. */
export function dateSortKey(date: CslDate | undefined): string {
  const span = dateSpanOf(date);
  if (!span) return '';
  const key = (partial: PartialDate) =>
    partsOf(partial)
      .map((part, index) => String(index === 0 ? part + 10_000 : part).padStart(index === 0 ? 5 : 2, '0'))
      .join('-');
  const seasonMonth = span.season && `-${String(span.season * 3).padStart(2, '0')}`;
  return key(span.start) + (seasonMonth ?? '') + (span.end ? `/${key(span.end)}` : '');
}
