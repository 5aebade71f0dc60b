/**
 * RIS into CSL items, with any line ends, with or without a byte order mark.
 */
import type { CslItem, CslName } from '#core/model/source.ts';
import { addressesIn, partAddresses } from '../addresses.ts';
import { entriesFrom, NOTHING_SAID } from '../import/entry.ts';
import type { ImportedEntry } from '../import/problem.ts';
import { isParagraphed, joinTexts, textOfRows } from '../paragraphs.ts';
import { dateFromRis, spanFromRis } from './dates.ts';
import { isCountedInPages, nameTagsOf, PARAGRAPHED_TAGS, TAG_LINE, textTagsOf } from './tags.ts';
import { cslTypeOf, isSerial } from './types.ts';

const UNENDED = 'This entry does not end (no ER line).';

type Fields = readonly [tag: string, value: string][];

/** Reads RIS text one entry after the other. A value goes on in the lines after it that have no tag. */
export function* readRis(text: string): Generator<ImportedEntry> {
  let entry: { line: number; fields: [tag: string, lines: string[]][] } | undefined;
  for (const [index, row] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const [, tag, value = ''] = TAG_LINE.exec(row.trimEnd()) ?? [];
    if (tag === 'TY') {
      if (entry) yield { problem: { line: entry.line, message: UNENDED } };
      entry = { line: index + 1, fields: [['TY', [value]]] };
    } else if (tag === 'ER') {
      if (entry) yield* entriesFrom(itemOf(entry.fields.map(joined)), entry.line, NOTHING_SAID);
      entry = undefined;
    } else if (tag && entry) entry.fields.push([tag, [value]]);
    else if (tag) yield { problem: { line: index + 1, message: 'This line stands outside of an entry.' } };
    else if (entry) entry.fields.at(-1)?.[1].push(row);
  }
  if (entry) yield { problem: { line: entry.line, message: UNENDED } };
}

/** Tags of which EndNote writes several values, one a line. */
const LISTED = new Set(['KW', 'SN', 'UR']);

function joined([tag, lines]: readonly [tag: string, lines: readonly string[]]): Fields[number] {
  if (PARAGRAPHED_TAGS.has(tag)) return [tag, textOfRows(lines)];
  const parts = lines.map((line) => line.trim());
  return [tag, parts.filter(Boolean).join(LISTED.has(tag) ? '\n' : ' ')];
}

function itemOf(fields: Fields): Record<string, unknown> {
  const values = Map.groupBy(
    fields.filter(([, value]) => value),
    ([tag]) => tag,
  );
  const all = (tags: readonly string[]) => tags.flatMap((tag) => values.get(tag)?.map(([, value]) => value) ?? []);
  const first = (...tags: readonly string[]) => {
    const found = tags.find((tag) => values.has(tag));
    return found === undefined ? undefined : values.get(found)?.[0]?.[1];
  };
  const work = first('M3') ?? '';
  const type = cslTypeOf(first('TY') ?? '', work);
  const item: Record<string, unknown> = { type, 'citation-key': first('ID') };
  for (const { variable, tags } of textTagsOf(type))
    item[variable] = isParagraphed(variable) ? joinTexts(all(tags)) : first(...tags);
  for (const { variable, tags } of nameTagsOf(type)) item[variable] = all(tags).map(nameOf);
  Object.assign(item, outletIn(first));
  // A paper names its conference and the proceedings, a talk where it was given.
  const [event, proceedings] = [first('T2'), first('C3')];
  if (type === 'paper-conference' && proceedings) {
    item['container-title'] = proceedings;
    if (event !== proceedings) item['event-title'] = event;
  } else if (first('TY') === 'SLIDE') {
    item['container-title'] = undefined;
    item['event-title'] = event;
  }
  // A book whose own title is given as that of the whole.
  if (item.title === undefined && item['container-title'] === first('BT')) {
    item.title = item['container-title'];
    item['container-title'] = undefined;
  }
  const accessed = first('Y2');
  const { address, others } = partAddresses(all(['UR']).flatMap(addressesIn));
  const serials = serialNumbersIn(all(['SN']), type);
  const DOI = first('DO')?.replace(DOI_ADDRESS, '');
  return {
    ...item,
    ...pagesIn(first('SP'), first('EP'), type),
    ...originalIn(all(['OP'])),
    genre: work === type ? undefined : work,
    issued: dateFromRis(all(['DA', 'PY', 'Y1'])),
    accessed: accessed && dateFromRis([accessed]),
    ...serials,
    number: item.number ?? serials.number,
    ...(address && { URL: address }),
    note: joinTexts([...all(['N1', 'M2']), ...others.filter((other) => other.replace(DOI_ADDRESS, '') !== DOI)]),
    DOI,
    keyword: all(['KW'])
      .flatMap((words) => words.split('\n'))
      .join(', '),
  };
}

const DOI_ADDRESS = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i;

/** Where it appeared: PubMed and others give the full name in `JF` and a short one in `JO` or `JA`, some the short one alone. */
function outletIn(first: (...tags: readonly string[]) => string | undefined): Record<string, string | undefined> {
  const name = first('T2', 'JF', 'JO', 'JA', 'BT');
  const short = first('JA', 'J1', 'JO');
  return { 'container-title': name, 'container-title-short': first('J2') ?? (short === name ? undefined : short) };
}

/** The pages of a part, or how many there are: of a book the first alone is their number. */
function pagesIn(first: string | undefined, last: string | undefined, type: CslItem['type']): Record<string, string> {
  const [, count] = /^(\d+)(?:\s*(?:p|pp|pages|S|Seiten)\.?)?$/i.exec(first ?? '') ?? [];
  if (count && !last && isCountedInPages(type)) return { 'number-of-pages': count };
  const page = first === last ? first : [first, last].filter(Boolean).join('-');
  return page ? { page } : {};
}

/** What was first published, by its date or its title. */
function originalIn(values: readonly string[]): Record<string, unknown> {
  const dates = values.filter((value) => spanFromRis(value));
  return {
    'original-date': dateFromRis(dates),
    'original-title': values.find((value) => !dates.includes(value)),
  };
}

/** ISSNs and ISBNs, of which there may be several with words: `0140-6736 (Print)`. A report or patent may have its number here. */
function serialNumbersIn(values: readonly string[], type: CslItem['type']): Record<string, string> {
  const numbers = { ISSN: new Set<string>(), ISBN: new Set<string>(), number: new Set<string>() };
  for (const written of values.flatMap((value) => value.split(/[\n,;]/))) {
    const value = written.trim();
    const serials = value.match(/^\d{7}[\dX]$|(?<![\d-])\d{4}-\d{3}[\dX](?![\d-])/gi);
    for (const serial of serials ?? []) numbers.ISSN.add(serial);
    if (serials || !value) continue;
    const isBook = /\d(?:[ -]?\d){8}[ -]?[\dX]/i.test(value);
    numbers[isBook ? 'ISBN' : isSerial(type) ? 'ISSN' : /^(?:report|patent)$/.test(type) ? 'number' : 'ISBN'].add(
      value,
    );
  }
  return Object.fromEntries(
    Object.entries(numbers).flatMap(([name, found]) => (found.size > 0 ? [[name, [...found].join(', ')]] : [])),
  );
}

/** `Family, Given, Suffix` is a person, anything else an organisation; one with a comma in its name has another at its end. */
function nameOf(value: string): CslName {
  if (value.endsWith(',')) return { literal: value.slice(0, -1) };
  const [family = '', given, suffix] = value.split(/,\s*/);
  if (given === undefined) return { literal: value };
  const [, particle, rest] = /^((?:\p{Ll}[\p{L}’']*\s+)+)(\S.*)$/u.exec(family) ?? [];
  return {
    family: rest ?? family,
    given,
    ...(particle && { 'non-dropping-particle': particle.trim() }),
    ...(suffix && { suffix }),
  };
}
