/**
 * Dates in EDTF, ISO 8601-2, levels 0 and 1 as BibLaTeX writes them: `2019~`, `2020-21` (spring 2020), `2019/2021`.
 */
import { type DateSpan, isSound, type Season } from './date-span.ts';
import type { PartialDate } from './dates.ts';

const DATE = /^(-?\d{4,})(?:-(\d{2})(?:-(\d{2}))?)?(?:T[\d:.Z+-]*)?([~?%])?$/;

/**
 * Reads one date, an interval of two, or one that goes on (`2019/..`, and `2019/` as BibLaTeX has it); "about", "uncertain" and both
 * are all `isCirca`, which is what CSL can say.
 */
export function spanFromEdtf(text: string): DateSpan | undefined {
  const [from = '', to, ...more] = text.split('/');
  const first = partFrom(from);
  const isOpen = to === '' || to === '..';
  const second = to === undefined || isOpen ? undefined : partFrom(to);
  if (!first || more.length > 0 || (to !== undefined && !isOpen && !second)) return undefined;
  const span = {
    ...first,
    ...(second && { end: second.start }),
    ...(second?.season && { endSeason: second.season }),
    ...(second?.isCirca && { isCirca: true as const }),
    ...(isOpen && { isOpen: true as const }),
  };
  return isSound(span) ? span : undefined;
}

/** Writes a span; an interval that is about then says so at both ends. */
export function edtfOf({ start, end, season, endSeason, isOpen, isCirca }: DateSpan): string {
  const date = ({ year, month, day }: PartialDate, season: Season | undefined) => {
    const sign = year < 0 ? '-' : '';
    const parts = [sign + String(Math.abs(year)).padStart(4, '0')];
    if (month !== undefined) parts.push(String(month).padStart(2, '0'));
    if (day !== undefined) parts.push(String(day).padStart(2, '0'));
    return parts.join('-') + (season ? `-${20 + season}` : '') + (isCirca ? '~' : '');
  };
  const from = date(start, season);
  if (isOpen) return `${from}/..`;
  return end ? `${from}/${date(end, endSeason)}` : from;
}

function partFrom(text: string): DateSpan | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const [year, month, day] = match.slice(1, 4).map((part) => (part === undefined ? undefined : Number(part)));
  if (year === undefined || year === 0) return undefined;
  const circa = match[4] ? { isCirca: true as const } : {};
  const season = month === undefined ? undefined : seasonOfMonth(month);
  if (season) return day === undefined ? { start: { year }, season, ...circa } : undefined;
  return { start: { year, ...(month !== undefined && { month }), ...(day !== undefined && { day }) }, ...circa };
}

/** Level 1 seasons are months 21–24. */
function seasonOfMonth(month: number) {
  const season = month - 20;
  return season === 1 || season === 2 || season === 3 || season === 4 ? season : undefined;
}
