/**
 * Finds citations in running text: `(Harbour Gazette, March 2026)`, several in one pair of parentheses, with days, page
 * locators, or only a year.
 */
import type { LocatorLabel } from '#core/model/citation.ts';
import { DATE_PATTERN, type PartialDate, parseDate } from './dates.ts';

/** One source within a recognised citation. */
export type RecognisedItem = {
  /** `see `, with the space that follows it. */
  prefix?: string;
  outlet: string;
  date: PartialDate;
  /** The date as written. */
  dateText: string;
  locator?: string;
  label?: LocatorLabel;
  /** The locator as written, `p. 4`. */
  locatorText?: string;
};

/** A recognised citation; `start` and `end` are UTF-16 offsets that include the parentheses. */
export type RecognisedCitation = { start: number; end: number; items: RecognisedItem[] };

/** Longer parentheses are remarks. */
const MAX_LENGTH = 600;
const MAX_OUTLET_LENGTH = 90;

const PREFIX = /^(?:see also|see|cf\.|via|quoted in|citing|e\.g\.,?|according to) /i;
const AFTER_OUTLET = new RegExp(`^, ?(${DATE_PATTERN})(?:, ?(.+))?$`, 'i');
const LOCATORS: [RegExp, LocatorLabel][] = [
  [/^(?:pp?\.|pages?) ?(\S.{0,40})$/i, 'page'],
  [/^(?:paras?\.?|paragraphs?|¶¶?) ?(\S.{0,40})$/i, 'paragraph'],
  [/^(?:§§?|secs?\.|sections?) ?(\S.{0,40})$/i, 'section'],
  [/^(?:chaps?\.|ch\.|chapters?) ?(\S.{0,40})$/i, 'chapter'],
  [/^(?:figs?\.|figures?) ?(\S.{0,40})$/i, 'figure'],
  [/^(?:tables?|tbl\.) ?(\S.{0,40})$/i, 'table'],
  [/^(?:at )?(\d{1,2}:\d{2}(?::\d{2})?)$/i, 'timestamp'],
];

/**
 * Returns the citations of a text in order, in time linear in its length.
 *
 * A pair of parentheses is a citation only if every part between semicolons is an outlet and a date, with at most a
 * locator after it. An outlet is written as a name: its words begin with a capital or a digit, but for small words such
 * as "of" and "de". So `(the border rules, 2023)`, `(March 2026)`, `(Q3, 2025)` and `(2025)` stay text.
 */
export function recogniseCitations(text: string): RecognisedCitation[] {
  const found: RecognisedCitation[] = [];
  let start = text.indexOf('(');
  while (start >= 0) {
    const end = closingOf(text, start);
    const items = end === undefined ? undefined : itemsIn(text.slice(start + 1, end - 1));
    if (end !== undefined && items) found.push({ start, end, items });
    start = text.indexOf('(', items && end !== undefined ? end : start + 1);
  }
  return found;
}

/** One past the parenthesis that closes the one at `start`; undefined where none does on this line and within reach. */
function closingOf(text: string, start: number): number | undefined {
  let depth = 0;
  const limit = Math.min(text.length, start + MAX_LENGTH);
  for (let index = start; index < limit; index += 1) {
    const character = text[index];
    if (character === '(') depth += 1;
    else if (character === ')') {
      depth -= 1;
      if (depth === 0) return index + 1;
    } else if (character === '\n') return undefined;
    // More than an outlet with its country is no citation, and keeps hostile text linear.
    if (depth > 3) return undefined;
  }
  return undefined;
}

function itemsIn(inside: string): RecognisedItem[] | undefined {
  const parts = inside.split('; ');
  const items: RecognisedItem[] = [];
  for (const part of parts) {
    const item = itemOf(part);
    if (!item) return undefined;
    items.push(item);
  }
  return items;
}

/** Reads `see Outlet, Month Year, p. 4`. */
export function itemOf(part: string): RecognisedItem | undefined {
  const prefix = PREFIX.exec(part)?.[0] ?? '';
  const body = part.slice(prefix.length);
  for (let comma = body.indexOf(','); comma > 0; comma = body.indexOf(',', comma + 1)) {
    if (comma > MAX_OUTLET_LENGTH) return undefined;
    const match = AFTER_OUTLET.exec(body.slice(comma));
    const dateText = match?.[1];
    const date = dateText === undefined ? undefined : parseDate(dateText);
    if (!match || !dateText || !date) continue;
    const outlet = body.slice(0, comma);
    if (!isOutlet(outlet)) return undefined;
    const locator = match[2] === undefined ? {} : locatorOf(match[2]);
    if (!locator) return undefined;
    return { ...(prefix && { prefix }), outlet, date, dateText, ...locator };
  }
  return undefined;
}

function locatorOf(text: string): Pick<RecognisedItem, 'locator' | 'label' | 'locatorText'> | undefined {
  for (const [pattern, label] of LOCATORS) {
    const locator = pattern.exec(text)?.[1];
    if (locator !== undefined) return { locator, label, locatorText: text };
  }
  return undefined;
}

const SMALL_WORDS = new Set(
  'a al and at by d da das de dei del der des di do dos du e el en et for from für i il in la las le les los of on or the to u und van vom von y zu zum'.split(
    ' ',
  ),
);
/** What stands before a year without being an outlet: months, quarters, seasons, numbered things. */
const NO_OUTLET =
  /^(?:Q[1-4]|H[12]|FY ?\d*|(?:early|mid|late)\b.*|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|(?:figure|fig\.|table|chapter|section|page|vol\.?|volume|no\.?|article|annex|appendix) .*)$/i;

function isOutlet(text: string): boolean {
  if (text.trim() !== text || text.length > MAX_OUTLET_LENGTH || NO_OUTLET.test(text)) return false;
  if (!isBalanced(text) || !/\p{L}/u.test(text) || new RegExp(`^${DATE_PATTERN}$`, 'i').test(text)) return false;
  const words = text.split(/[\s/–—-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const named = words.filter((word) => !SMALL_WORDS.has(word.toLowerCase().replace(/[^\p{L}]/gu, '')));
  return (
    named.length > 0 &&
    named.length <= 12 &&
    named.every((word) => /^[^\p{L}\p{N}]*(?:[\p{Lu}\p{Lt}\p{Lo}\p{N}]|\p{Ll}+[\p{Lu}\p{N}])/u.test(word))
  );
}

/** A name with half a pair of parentheses is a remark with a citation inside, or two citations. */
function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
