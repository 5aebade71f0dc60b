/**
 * What the fields of BibTeX and BibLaTeX and the variables of CSL call each other. A variable without a field of its own is written
 * under its own name, which other programs pass over.
 */
import {
  DATE_VARIABLES,
  type DateVariable,
  NAME_VARIABLES,
  type NameVariable,
  TEXT_VARIABLES,
  type TextVariable,
} from '../variables.ts';
import { isOnline, isPart } from './entry-types.ts';

/** Variables that every entry type calls alike. */
const SAME_EVERYWHERE: Partial<Record<TextVariable | NameVariable | DateVariable, string>> = {
  'title-short': 'shorttitle',
  'container-title-short': 'shortjournal',
  'collection-title': 'series',
  'part-number': 'part',
  'number-of-volumes': 'volumes',
  page: 'pages',
  'number-of-pages': 'pagetotal',
  'chapter-number': 'chapter',
  'publisher-place': 'location',
  'event-title': 'eventtitle',
  'event-place': 'venue',
  genre: 'type',
  medium: 'howpublished',
  status: 'pubstate',
  archive: 'eprinttype',
  archive_location: 'eprint',
  'call-number': 'library',
  'original-title': 'origtitle',
  'original-publisher': 'origpublisher',
  'original-publisher-place': 'origlocation',
  keyword: 'keywords',
  annote: 'annotation',
  'container-author': 'bookauthor',
  issued: 'date',
  accessed: 'urldate',
  'event-date': 'eventdate',
  'original-date': 'origdate',
};

/** Older and other names of a field. */
const ALIASES: Record<string, string> = {
  addendum: 'note',
  address: 'location',
  annote: 'annotation',
  archiveprefix: 'eprinttype',
  // What somebody says of an entry to himself, in JabRef.
  comment: 'annotation',
  journaltitle: 'journal',
  issuetitle: 'volume-title',
  keyword: 'keywords',
  review: 'annotation',
  school: 'institution',
};

/** Fields whose text is not LaTeX. */
export const VERBATIM = new Set(['url', 'doi']);

/** What names something in an archive without a sign that means anything to LaTeX but `_`. */
export const IDENTIFIER = /^(?!.*--)[\w./:-]*$/;

const ARTICLE = /^(?:article|review|newspaper|suppperiodical)$/;
const REPORT = /^(?:report|techreport|thesis|phdthesis|mastersthesis|manual)$/;
const VOLUME = /(?:book|collection|proceedings|reference|conference)$/;

/** The field in which an entry type says a variable. */
export function fieldOf(variable: TextVariable | NameVariable | DateVariable, entryType: string): string {
  const isArticle = ARTICLE.test(entryType);
  switch (variable) {
    case 'container-title':
      return isPart(entryType) ? 'booktitle' : isOnline(entryType) ? 'organization' : 'journal';
    case 'publisher':
      return REPORT.test(entryType) ? 'institution' : 'publisher';
    // A journal numbers its issues, a book its place in a series; what else they number has another name.
    case 'issue':
      return isArticle ? 'number' : 'issue';
    case 'collection-number':
      return VOLUME.test(entryType) ? 'number' : 'collection-number';
    case 'number':
      return isArticle ? 'eid' : VOLUME.test(entryType) ? 'csl-number' : 'number';
    default:
      return SAME_EVERYWHERE[variable] ?? variable.toLowerCase();
  }
}

export type FieldMeaning =
  | { kind: 'text'; variable: TextVariable }
  | { kind: 'names'; variable: NameVariable }
  | { kind: 'date'; variable: DateVariable };

const meanings = new Map<string, ReadonlyMap<string, FieldMeaning>>();

/** What a field of an entry type says, by its name in lower case; undefined for what CSL has no place for. */
export function meaningOf(field: string, entryType: string): FieldMeaning | undefined {
  let known = meanings.get(entryType);
  if (!known) {
    known = meaningsIn(entryType);
    meanings.set(entryType, known);
  }
  const name = Object.hasOwn(ALIASES, field) ? (ALIASES[field] ?? field) : field;
  const own = known.get(name);
  if (own) return own;
  // What no other variable of the entry type claims.
  if (/^(?:organization|institution|publisher|holder)$/.test(name)) return text('publisher');
  if (name === 'journal' || name === 'booktitle') return text('container-title');
  return undefined;
}

function meaningsIn(entryType: string): Map<string, FieldMeaning> {
  const known = new Map<string, FieldMeaning>();
  const add = (meaning: FieldMeaning) => known.set(fieldOf(meaning.variable, entryType), meaning);
  for (const variable of variablesIn(NAME_VARIABLES)) add({ kind: 'names', variable });
  for (const variable of variablesIn(DATE_VARIABLES)) add({ kind: 'date', variable });
  for (const variable of variablesIn(TEXT_VARIABLES)) add(text(variable));
  return known;
}

function text(variable: TextVariable): FieldMeaning {
  return { kind: 'text', variable };
}

/** The variables of one kind, in their order. */
export function variablesIn<V extends string>(names: Readonly<Record<V, string>>): V[] {
  return Object.keys(names) as V[];
}
