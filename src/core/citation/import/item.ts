/**
 * An item of CSL out of what another program calls one: what is as clear in another shape is put into CSL’s.
 */
import { type CslItem, cslItemSchema } from '#core/model/source.ts';
import { cslDateOf } from '../date-span.ts';
import { spanFromEdtf } from '../edtf.ts';
import { isDateVariable, isNameVariable, isTextVariable } from '../variables.ts';

/** What Crossref’s types are to CSL; its CSL-JSON has both. */
const CROSSREF_TYPES: Readonly<Record<string, CslItem['type']>> = {
  'journal-article': 'article-journal',
  'journal-issue': 'periodical',
  'journal-volume': 'periodical',
  journal: 'periodical',
  'proceedings-article': 'paper-conference',
  proceedings: 'book',
  'proceedings-series': 'collection',
  monograph: 'book',
  'edited-book': 'book',
  'reference-book': 'book',
  'book-set': 'collection',
  'book-series': 'collection',
  'book-chapter': 'chapter',
  'book-section': 'chapter',
  'book-part': 'chapter',
  'book-track': 'chapter',
  'reference-entry': 'entry-encyclopedia',
  'report-component': 'chapter',
  'report-series': 'collection',
  dissertation: 'thesis',
  'posted-content': 'article',
  'peer-review': 'review',
  database: 'dataset',
};

/** Validates one item of whatever origin; undefined where it is none, or says nothing. */
export function toItem(entry: unknown): CslItem | undefined {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return undefined;
  const { id, ...rest } = Object.fromEntries(Object.entries(entry).flatMap(repaired));
  const parsed = cslItemSchema.safeParse({
    ...(isText(id) && { 'citation-key': String(id) }),
    ...rest,
  });
  if (!parsed.success) return undefined;
  const { title, author, publisher, URL } = parsed.data;
  return title || author || publisher || URL || parsed.data['container-title'] ? parsed.data : undefined;
}

/** A variable in the shape that CSL gives it, where another program has given it one that is as clear; none for what is empty. */
function repaired([name, value]: [string, unknown]): [string, unknown][] {
  if (value === null || value === undefined || value === '') return [];
  if (name === 'type' && typeof value === 'string' && Object.hasOwn(CROSSREF_TYPES, value))
    return [[name, CROSSREF_TYPES[value]]];
  // A number of pages may be a number, a title may not.
  if (isTextVariable(name))
    return isText(value) ? [[name, String(value)]] : Array.isArray(value) ? textsIn(name, value) : [];
  if (isNameVariable(name)) {
    const names = (Array.isArray(value) ? value : [value]).flatMap(nameFrom);
    return names.length > 0 ? [[name, names]] : [];
  }
  if (isDateVariable(name)) {
    if (isText(value)) return [[name, { raw: String(value) }]];
    const date = typeof value === 'object' && !Array.isArray(value) ? dateFrom(value) : undefined;
    return date ? [[name, date]] : [];
  }
  return [[name, value]];
}

function textsIn(name: string, values: readonly unknown[]): [string, unknown][] {
  const texts = values.filter(isText).join(', ');
  return texts ? [[name, texts]] : [];
}

function nameFrom(name: unknown): unknown[] {
  if (isText(name)) return [{ literal: String(name) }];
  if (typeof name !== 'object' || name === null || Array.isArray(name)) return [];
  const parts = Object.entries(name).flatMap(([part, value]) => {
    if (value === null || value === '') return [];
    return NAME_TEXTS.has(part) ? (isText(value) ? [[part, String(value)]] : []) : [[part, value]];
  });
  return parts.length > 0 ? [Object.fromEntries(parts)] : [];
}

const NAME_TEXTS = new Set(['family', 'given', 'literal', 'suffix', 'dropping-particle', 'non-dropping-particle']);

/**
 * A date without what is none in it: Crossref gives `[[null]]` where it knows none. One array of parts is taken for an array of those,
 * and EDTF (CSL 1.0.2), which no processor prints, is read.
 */
function dateFrom(date: object): object | undefined {
  const { 'date-parts': written, ...rest } = Object.fromEntries(
    Object.entries(date).filter(([name, value]) => value !== null && (!DATE_TEXTS.has(name) || isText(value))),
  );
  const given: unknown[] = Array.isArray(written) ? (written.every(isText) ? [written] : written) : [];
  const [first = [], ...last] = given.slice(0, 2).map(datePartsFrom);
  const parts = [first, ...last.filter((each) => each.length > 0)];
  if (first.length > 0) return { ...rest, 'date-parts': parts };
  const span = spanFromEdtf(String(rest.edtf ?? '').trim());
  if (span) return { ...rest, ...cslDateOf(span) };
  if (rest.edtf && !rest.literal && !rest.raw) return { ...rest, literal: String(rest.edtf) };
  return Object.values(rest).some((value) => value !== '') ? rest : undefined;
}

const DATE_TEXTS = new Set(['season', 'literal', 'raw', 'edtf']);

/** Year, month and day up to the first that isn't there. */
function datePartsFrom(parts: unknown): (string | number)[] {
  const known = Array.isArray(parts) ? parts.slice(0, 3) : [];
  const missing = known.findIndex((part) => !isText(part) || part === '');
  return (missing < 0 ? known : known.slice(0, missing)).filter(isText);
}

function isText(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
