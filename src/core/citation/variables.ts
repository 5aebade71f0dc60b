/**
 * The variables of CSL 1.0.2 (appendix IV) by kind, with what an editor calls them, and how to read them from an item that may
 * hold anything under a name that isn't ours.
 */
import { type CslDate, type CslItem, type CslName, cslDateSchema, cslNameSchema } from '#core/model/source.ts';

/** Standard and number variables: what is written as text. What only a citation has (locator, citation-number) is not among them. */
export const TEXT_VARIABLES = {
  title: 'Title',
  'title-short': 'Short title',
  'container-title': 'Published in',
  'container-title-short': 'Published in, abbreviated',
  'collection-title': 'Series',
  'collection-number': 'Number in the series',
  'part-title': 'Title of the part',
  'part-number': 'Part',
  'volume-title': 'Title of the volume',
  volume: 'Volume',
  'number-of-volumes': 'Number of volumes',
  issue: 'Issue',
  'supplement-number': 'Supplement',
  page: 'Pages',
  'page-first': 'First page',
  'number-of-pages': 'Number of pages',
  'chapter-number': 'Chapter',
  section: 'Section',
  number: 'Number',
  edition: 'Edition',
  version: 'Version',
  'printing-number': 'Printing',
  publisher: 'Publisher',
  'publisher-place': 'Place of publication',
  authority: 'Authority',
  jurisdiction: 'Jurisdiction',
  division: 'Division',
  event: 'Event (older name)',
  'event-title': 'Event',
  'event-place': 'Place of the event',
  genre: 'Kind',
  medium: 'Medium',
  dimensions: 'Length or size',
  scale: 'Scale',
  status: 'Status',
  language: 'Language',
  URL: 'URL',
  DOI: 'DOI',
  ISBN: 'ISBN',
  ISSN: 'ISSN',
  PMID: 'PMID',
  PMCID: 'PMCID',
  archive: 'Archive',
  archive_collection: 'Collection of the archive',
  archive_location: 'Place in the archive',
  'archive-place': 'Place of the archive',
  'call-number': 'Call number',
  source: 'Found through',
  license: 'Licence',
  'original-title': 'Original title',
  'original-publisher': 'Original publisher',
  'original-publisher-place': 'Place of the original publisher',
  'reviewed-title': 'Title of what is reviewed',
  'reviewed-genre': 'Kind of what is reviewed',
  references: 'References',
  keyword: 'Keywords',
  abstract: 'Abstract',
  annote: 'Annotation',
  note: 'Note for the reader',
  'citation-key': 'Citation key',
  'citation-label': 'Citation label',
  'year-suffix': 'Year suffix',
} as const;
export type TextVariable = keyof typeof TEXT_VARIABLES;

export const NAME_VARIABLES = {
  author: 'Authors',
  editor: 'Editors',
  translator: 'Translators',
  interviewer: 'Interviewers',
  recipient: 'Recipients',
  'container-author': 'Authors of the whole',
  'collection-editor': 'Editors of the series',
  'editorial-director': 'Managing editors',
  'editor-translator': 'Editors and translators',
  chair: 'Chairs',
  compiler: 'Compilers',
  composer: 'Composers',
  contributor: 'Contributors',
  curator: 'Curators',
  director: 'Directors',
  'executive-producer': 'Executive producers',
  guest: 'Guests',
  host: 'Hosts',
  illustrator: 'Illustrators',
  narrator: 'Narrators',
  organizer: 'Organisers',
  'original-author': 'Original authors',
  performer: 'Performers',
  producer: 'Producers',
  'reviewed-author': 'Authors of what is reviewed',
  'script-writer': 'Writers',
  'series-creator': 'Creators of the series',
} as const;
export type NameVariable = keyof typeof NAME_VARIABLES;

export const DATE_VARIABLES = {
  issued: 'Date',
  accessed: 'Accessed',
  'event-date': 'Date of the event',
  'original-date': 'Original date',
  'available-date': 'Available from',
  submitted: 'Submitted',
} as const;
export type DateVariable = keyof typeof DATE_VARIABLES;

export type Variable = TextVariable | NameVariable | DateVariable;

export const isTextVariable = (name: string): name is TextVariable => Object.hasOwn(TEXT_VARIABLES, name);
export const isNameVariable = (name: string): name is NameVariable => Object.hasOwn(NAME_VARIABLES, name);
export const isDateVariable = (name: string): name is DateVariable => Object.hasOwn(DATE_VARIABLES, name);

/** A text or number of an item; empty where there is none. */
export function textIn(csl: CslItem, variable: TextVariable): string {
  const value: unknown = csl[variable];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The names of an item in a role; what is no name is left out. */
export function namesIn(csl: CslItem, variable: NameVariable): CslName[] {
  const value: unknown = csl[variable];
  if (!Array.isArray(value)) return [];
  return value.map((name) => cslNameSchema.safeParse(name).data).filter((name) => name !== undefined);
}

/** A date of an item. */
export function dateIn(csl: CslItem, variable: DateVariable): CslDate | undefined {
  return cslDateSchema.safeParse(csl[variable]).data;
}

/** A name as one reads it: `Jan van der Berg, Jr.`, or the organisation's. */
export function nameText(name: CslName): string {
  if (name.literal) return name.literal;
  const particle = partOf(name, 'non-dropping-particle');
  const suffix = partOf(name, 'suffix');
  const words = [name.given, partOf(name, 'dropping-particle'), particle, name.family].filter(Boolean).join(' ');
  return suffix ? `${words}, ${suffix}` : words;
}

/** A part of a name that the model doesn't spell out. */
export function partOf(name: CslName, part: 'non-dropping-particle' | 'dropping-particle' | 'suffix'): string {
  const value = name[part];
  return typeof value === 'string' ? value : '';
}
