/**
 * Dates as pages write them in English: with months by name or number, to the day, the month or the year.
 */

/** A date known to the year, the month (1–12) or the day (1–31). */
export type PartialDate = { year: number; month?: number; day?: number };

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const MONTH =
  '(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?\\.?|July?\\.?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)';
const YEAR = '(?:1[5-9]|20)\\d{2}';
const DAY = '(?:[12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th)?';

/** The source of a pattern that matches one date, without groups. */
export const DATE_PATTERN = `(?:${MONTH} ${DAY},? ${YEAR}|${DAY} ${MONTH},? ${YEAR}|${MONTH},? ${YEAR}|${YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\\d|3[01]))?|${YEAR})`;

const WHOLE = new RegExp(`^${DATE_PATTERN}$`, 'i');

/** Reads a date; undefined where the text is not one, or names a day that its month hasn't. */
export function parseDate(text: string): PartialDate | undefined {
  const trimmed = text.trim();
  if (!WHOLE.test(trimmed)) return undefined;
  const iso = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(trimmed);
  if (iso) return checked(Number(iso[1]), Number(iso[2]), iso[3] === undefined ? undefined : Number(iso[3]));
  const year = Number(/\d{4}$/.exec(trimmed)?.[0]);
  const word = /[a-z]{3,}/i.exec(trimmed)?.[0].toLowerCase();
  const month = word ? MONTHS.findIndex((name) => name.startsWith(word.slice(0, 3))) + 1 : undefined;
  const day = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)/i.exec(trimmed.slice(0, -4))?.[1];
  return checked(year, month, day === undefined ? undefined : Number(day));
}

function checked(year: number, month?: number, day?: number): PartialDate | undefined {
  if (month === undefined) return { year };
  if (day === undefined) return { year, month };
  return day <= daysIn(year, month) ? { year, month, day } : undefined;
}

/** How many days a month (1–12) has. */
export function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

/** `2026-03-04`, `2026-03` or `2026`: comparable and good as a key. */
export function dateKeyOf({ year, month, day }: PartialDate): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return [String(year), ...(month === undefined ? [] : [pad(month)]), ...(day === undefined ? [] : [pad(day)])].join(
    '-',
  );
}
