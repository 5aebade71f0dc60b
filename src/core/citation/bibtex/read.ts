/**
 * BibTeX and BibLaTeX into CSL items, entry by entry: one that is broken doesn't take the others with it.
 */
import type { CslDate, CslName } from '#core/model/source.ts';
import { addressesIn, partAddresses } from '../addresses.ts';
import { cslDateOf } from '../date-span.ts';
import { cslDateFrom } from '../date-text.ts';
import { spanFromEdtf } from '../edtf.ts';
import { entriesFrom, NOTHING_SAID } from '../import/entry.ts';
import type { ImportedEntry } from '../import/problem.ts';
import { isParagraphed, joinTexts } from '../paragraphs.ts';
import type { NameVariable, TextVariable } from '../variables.ts';
import { parentKeyOf, parentsIn, withParent } from './crossref.ts';
import { decodeLatex, decodeParagraphs } from './decode-latex.ts';
import { cslTypeOf, GENRE_OF } from './entry-types.ts';
import { IDENTIFIER, meaningOf, VERBATIM } from './field-names.ts';
import { languageTag } from './languages.ts';
import { namesFromBib } from './names.ts';
import { type BibEntry, bibEntriesIn } from './syntax.ts';
import { linksIn, plainAddress } from './verbatim.ts';

/** Reads `.bib` text one entry after the other. */
export function* readBibtex(text: string): Generator<ImportedEntry> {
  const parents = parentsIn(text);
  for (const entry of bibEntriesIn(text)) {
    if ('message' in entry) yield { problem: entry };
    else {
      const parentKey = parentKeyOf(entry);
      const parent = parents.get(parentKey);
      if (parentKey && !parent) yield { problem: { line: entry.line, message: withoutParent(entry) } };
      yield* entriesFrom(itemOf(parent ? withParent(entry, parent) : entry), entry.line, NOTHING_SAID);
    }
  }
}

function withoutParent({ fields }: BibEntry): string {
  const key = (fields.get('crossref') ?? '').trim().slice(0, 60);
  return `This entry lacks what it takes over from “${key}” (crossref), which is not in this file.`;
}

function itemOf({ type, key, fields }: BibEntry): Record<string, unknown> {
  const item: Record<string, unknown> = {
    type: cslTypeOf(type, decodeLatex(fields.get('entrysubtype') ?? '')),
    ...(key && { 'citation-key': key }),
  };
  const genre = Object.hasOwn(GENRE_OF, type) ? GENRE_OF[type] : undefined;
  if (genre) item.genre = genre;
  for (const [field, latex] of [...fields].sort(([a], [b]) => Number(isLoose(a)) - Number(isLoose(b)))) {
    const meaning = meaningOf(field, type);
    const known = meaning && item[meaning.variable];
    if (!meaning || latex.trim() === '') continue;
    if (meaning.kind === 'text' && isParagraphed(meaning.variable) && typeof known === 'string') {
      item[meaning.variable] = joinTexts([known, decodeParagraphs(latex)]);
      continue;
    }
    // Of two other fields that say the same the first counts.
    if (known !== undefined && meaning.variable !== 'genre') continue;
    if (meaning.kind === 'names') item[meaning.variable] = namesFromBib(latex);
    else if (meaning.kind === 'date') item[meaning.variable] = dateFrom(latex);
    else item[meaning.variable] = textFrom(meaning.variable, field, latex);
  }
  return withoutEmpty({
    ...item,
    ...titlesIn(item, fields),
    ...moreEditorsIn(item, fields),
    ...languageIn(fields),
    ...addressIn(item, fields),
    issued: issuedIn(item, fields),
  });
}

/** Fields that say who published only where no other one does, and remarks that stand behind the note. */
function isLoose(field: string): boolean {
  return /^(?:organization|institution|holder|addendum|comment|review)$/.test(field);
}

/** What BibLaTeX calls the roles of `editora` to `editorc`; any other contributes. */
const EDITOR_ROLES: Readonly<Record<string, NameVariable>> = {
  compiler: 'compiler',
  director: 'director',
  editor: 'editor',
  illustrator: 'illustrator',
  organizer: 'organizer',
  producer: 'producer',
  translator: 'translator',
};

/** Those who did something else than edit, each with the others of the same role. */
function moreEditorsIn(item: Record<string, unknown>, fields: BibEntry['fields']): Record<string, CslName[]> {
  const roles: Record<string, CslName[]> = {};
  for (const letter of ['a', 'b', 'c']) {
    const names = namesFromBib(fields.get(`editor${letter}`) ?? '');
    if (names.length === 0) continue;
    const type = decodeLatex(fields.get(`editor${letter}type`) ?? '').toLowerCase();
    const role = (Object.hasOwn(EDITOR_ROLES, type) ? EDITOR_ROLES[type] : undefined) ?? 'contributor';
    const known = item[role];
    roles[role] = [...(roles[role] ?? (Array.isArray(known) ? known : [])), ...names];
  }
  return roles;
}

function textFrom(variable: TextVariable, field: string, latex: string): string {
  if (isParagraphed(variable)) return decodeParagraphs(latex);
  const text = VERBATIM.has(field) ? plainAddress(latex).replace(/\s+/g, '') : decodeLatex(latex);
  switch (variable) {
    case 'DOI':
      return text.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '');
    case 'page':
      return text.replace(/\s*–\s*/g, '-');
    // An identifier is written as it is, a place in words in LaTeX.
    case 'archive_location':
      return IDENTIFIER.test(latex.trim()) ? latex.trim() : text;
    case 'genre':
      return GENRE_OF[text] ?? (text === 'mathesis' ? "Master's thesis" : text);
    default:
      return text;
  }
}

/** Title and subtitle are one to CSL. */
function titlesIn(item: Record<string, unknown>, fields: BibEntry['fields']): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [variable, subtitle] of [
    ['title', fields.get('subtitle')],
    ['container-title', fields.get('booksubtitle') ?? fields.get('journalsubtitle')],
  ] as const) {
    const title = item[variable];
    if (subtitle && typeof title === 'string') joined[variable] = `${title}: ${decodeLatex(subtitle)}`;
  }
  return joined;
}

/**
 * Its address and what else is said beside it. Before there were fields for it, an address stood in how something was published, or
 * in a note. Of several the others stay in the note.
 */
function addressIn(item: Record<string, unknown>, fields: BibEntry['fields']): Record<string, unknown> {
  const written = fields.get('url') ?? '';
  const { address, others } = partAddresses(addressesIn(plainAddress(written.replace(/\\url\s*(?=\{)/g, ' '))));
  const note = typeof item.note === 'string' ? item.note : '';
  if (address) return { URL: address, note: joinTexts([note, ...others]) };
  const published = fields.get('howpublished') ?? '';
  const [link] = linksIn(published);
  if (link) {
    const medium = decodeLatex(published).replace(link, '').trim();
    return { URL: link, medium: LEADS_TO.test(medium) ? undefined : medium };
  }
  const [noted] = linksIn(fields.get('note') ?? '');
  return noted ? { URL: noted, note: LEADS_TO.test(note.replace(noted, '').trim()) ? undefined : note } : {};
}

/** Words that only lead to an address. */
const LEADS_TO = /^(?:(?:available|online|accessible|retrieved|see|at|from|on|url|website|web)\b[\s:.,]*)*$/i;

function languageIn(fields: BibEntry['fields']): { language?: string } {
  const written = fields.get('language') ?? fields.get('langid') ?? fields.get('hyphenation');
  return written ? { language: languageTag(decodeLatex(written)) } : {};
}

function dateFrom(latex: string): CslDate {
  // The tilde of EDTF is none of LaTeX.
  const span = spanFromEdtf(latex.trim());
  const text = decodeLatex(latex);
  return (span && cslDateOf(span)) ?? cslDateFrom(text) ?? { literal: text };
}

/** BibLaTeX's `date`, or BibTeX's year with its month, which may be a macro, a number, or words with a day. */
function issuedIn(item: Record<string, unknown>, fields: BibEntry['fields']): unknown {
  const year = decodeLatex(fields.get('year') ?? '');
  if (item.issued !== undefined || !year) return item.issued;
  const month = decodeLatex(fields.get('month') ?? '').replace(/\u00a0/g, ' ');
  const day = decodeLatex(fields.get('day') ?? '');
  const number = /^\d{1,2}$/.test(month) ? month.padStart(2, '0') : undefined;
  const written = number
    ? [year, number, ...(day ? [day.padStart(2, '0')] : [])].join('-')
    : [day, month, year].filter(Boolean).join(' ');
  return cslDateFrom(written) ?? { literal: written };
}

function withoutEmpty(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined && value !== '' && !isEmptyList(value)),
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
