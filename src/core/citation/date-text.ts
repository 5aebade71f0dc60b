/**
 * The date of a source in words and back: `4–6 March 2026`, `28 December 2025 – 3 January 2026`, `March–April 2026`,
 * `Spring 2026`, `Autumn 2025 – Spring 2026`, `c. 2019`, `2019–2021`, `1999–`, `44 BC`.
 */
import type { CslDate } from '#core/model/source.ts';
import { cslDateOf, type DateSpan, isSound, partsOf, type Season, seasonOf, spanOf } from './date-span.ts';
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

/** What a CSL date says, from its parts, in EDTF (CSL 1.0.2), or else from its words; undefined where it can't be read. */
export function dateSpanOf(date: CslDate | undefined): DateSpan | undefined {
  const edtf: unknown = date?.edtf;
  return (
    spanOf(date) ?? (typeof edtf === 'string' ? spanFromEdtf(edtf.trim()) : undefined) ?? parseDateSpan(wordsOf(date))
  );
}

/** The CSL date of typed text; undefined where it is not a date. */
export function cslDateFrom(text: string): CslDate | undefined {
  const span = parseDateSpan(text);
  return span && cslDateOf(span);
}

/**
 * Text into a span: what `spanText` writes, the American order, the year first, month names in short, `11-Mar-2020`, `5.3.2020` with
 * the day first, and ISO dates. What could be read in two ways, `5/3/2020`, is no date.
 */
export function parseDateSpan(text: string): DateSpan | undefined {
  const iso = spanFromEdtf(text.trim());
  // `2020-21` is spring to EDTF, but two years to who writes it in a form.
  if (iso && (!iso.season || iso.end)) return iso;
  const [, circa, rest = ''] = /^((?:c\.|ca\.?|c(?=\d)|circa|about)\s*)?(.*)$/is.exec(text.trim()) ?? [];
  const span = rangeFrom(spelledOut(rest));
  if (!span || !isSound(span)) return undefined;
  return circa ? { ...span, isCirca: true } : span;
}

/** A date of three parts with other signs between them, as words. */
function spelledOut(text: string): string {
  const [, day, month, year] = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$/.exec(text) ?? [];
  if (day && month && year) return `${day} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
  return text.replace(/^(\d{1,2}|\d{4})([-/.])([a-z]{3,9})\2(\d{1,2}|\d{4})$/i, '$1 $3 $4');
}

/** A span as text. */
export function spanText(span: DateSpan, months: MonthForm = 'long'): string {
  return (span.isCirca ? 'c. ' : '') + rangeText(span, months);
}

function rangeText({ start, end, season, endSeason, isOpen }: DateSpan, months: MonthForm): string {
  const from = namedPartsOf(start, season, months);
  if (!end) {
    const isYear = from.name === undefined;
    return from.all + (isOpen ? (isYear ? '–' : ' –') : '');
  }
  const to = namedPartsOf(end, endSeason, months);
  if (start.year !== end.year || from.size !== to.size)
    return `${from.all}${from.name === undefined && to.name === undefined ? '–' : ' – '}${to.all}`;
  if (start.day === undefined) return `${from.withoutYear}–${to.all}`;
  if (start.month !== end.month) return `${from.withoutYear} – ${to.all}`;
  return `${start.day}–${to.all}`;
}

/** A date in words: the month or season, how many parts it has, all of them, and all but the year. */
function namedPartsOf({ year, month, day }: PartialDate, season: Season | undefined, months: MonthForm) {
  const name = season
    ? SEASONS[season - 1]
    : month && (MONTHS[month - 1] ?? '').slice(0, months === 'short' ? 3 : undefined);
  const withoutYear = [day, name].filter((part) => part !== undefined);
  const era = year < 0 ? `${-year} BC` : String(year);
  return { name, size: withoutYear.length, withoutYear: withoutYear.join(' '), all: [...withoutYear, era].join(' ') };
}

function wordsOf(date: CslDate | undefined): string {
  return date?.literal ?? date?.raw ?? '';
}

/** What one side of a range names; the other side may name the rest, but for the year where that is said first. */
type Side = {
  year?: number | undefined;
  month?: number | undefined;
  day?: number | undefined;
  season?: Season | undefined;
  isYearFirst?: boolean;
};

function rangeFrom(text: string): DateSpan | undefined {
  const [, since] = /^(\S.*?)\s*(?:[–—-]|\bto\b)\s*(?:present|now|today)?$/i.exec(text) ?? [];
  if (since !== undefined) {
    const start = sideFrom(since);
    const span = start && spanFrom(start);
    return span && { ...span, isOpen: true };
  }
  const sides = text.split(/\s*[–—/-]\s*|\s+to\s+/).map(sideFrom);
  const [first, second] = sides;
  if (!first || sides.length > 2 || sides.some((side) => side === undefined)) return undefined;
  if (!second) return spanFrom(first);
  const end = { ...second };
  // `2019–21`; `March 4–6, 2026` names the month on the left only.
  if (end.year === undefined && isDayOnly(end) && isYearOnly(first)) {
    end.year = Math.trunc((first.year ?? 0) / 100) * 100 + (end.day ?? 0);
    delete end.day;
  }
  if (end.day !== undefined) end.month ??= first.month;
  if (first.isYearFirst) end.year ??= first.year;
  const start = { ...first };
  if (start.day !== undefined) start.month ??= end.month;
  start.year ??= end.year;
  // `431–404 BC`.
  if (start.year !== undefined && start.year > 0 && end.year !== undefined && end.year < 0) start.year *= -1;
  return spanFrom(start, end);
}

function isYearOnly({ year, month, day, season }: Side): boolean {
  return year !== undefined && month === undefined && day === undefined && season === undefined;
}

function isDayOnly({ month, day, season }: Side): boolean {
  return day !== undefined && month === undefined && season === undefined;
}

function spanFrom(start: Side, end?: Side): DateSpan | undefined {
  const [first, last] = [start, end].map((side) => (side?.year === undefined ? undefined : dateOf(side, side.year)));
  if (!first || (end && !last)) return undefined;
  return {
    start: first,
    ...(last && { end: last }),
    ...(start.season && { season: start.season }),
    ...(end?.season && { endSeason: end.season }),
  };
}

function dateOf({ month, day }: Side, year: number): PartialDate | undefined {
  if (day !== undefined && month === undefined) return undefined;
  return { year, ...(month !== undefined && { month }), ...(day !== undefined && { day }) };
}

const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const MONTH = '(?<month>[a-z]{3,9})\\.?';
const YEAR = '(?:(?<bc>\\d{1,4})\\s*(?:BCE?|B\\.\\s?C\\.(?:\\s?E\\.)?)|(?<year>\\d{3,4}))';
const YEAR_FIRST = new RegExp(`^${YEAR},?\\s+${MONTH}(?:\\s+${DAY})?$`, 'i');
const SIDES = [
  `${DAY}\\s+${MONTH}(?:,?\\s+${YEAR})?`,
  `${MONTH}\\s+${DAY}(?:,?\\s+${YEAR})?`,
  `${MONTH}(?:,?\\s+${YEAR})?`,
  `${DAY}(?:,\\s*${YEAR})?`,
  YEAR,
]
  .map((pattern) => new RegExp(`^${pattern}$`, 'i'))
  .concat(YEAR_FIRST);

function sideFrom(text: string): Side | undefined {
  for (const pattern of SIDES) {
    const { day, month, year, bc } = pattern.exec(text)?.groups ?? {};
    if (!day && !month && !year && !bc) continue;
    const season = month === undefined ? undefined : seasonOf(month);
    const number = month === undefined || season ? undefined : monthOf(month);
    // `5 BCE` is no day of a month.
    if (number === 0 || (season && day !== undefined)) continue;
    return {
      ...(year !== undefined && { year: Number(year) }),
      ...(bc !== undefined && { year: -Number(bc) }),
      ...(number !== undefined && { month: number }),
      ...(day !== undefined && { day: Number(day) }),
      ...(season && { season }),
      isYearFirst: pattern === YEAR_FIRST,
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
  const key = (partial: PartialDate, season: Season | undefined) =>
    [...partsOf(partial), ...(season ? [season * 3] : [])]
      .map((part, index) => String(index === 0 ? part + 10_000 : part).padStart(index === 0 ? 5 : 2, '0'))
      .join('-');
  return key(span.start, span.season) + (span.end ? `/${key(span.end, span.endSeason)}` : '');
}
