/**
 * The tags of RIS and the variables of CSL that they say. The first tag of each is the one that we write; all are read. Several tags
 * mean something else for each type: what stands there for one is as EndNote and Zotero have it.
 */
import type { CslItem } from '#core/model/source.ts';
import { isParagraphed } from '../paragraphs.ts';
import type { NameVariable, TextVariable } from '../variables.ts';

/** A line that begins a value: its tag, and what of the value stands on it. */
export const TAG_LINE = /^([A-Z][A-Z0-9]) {1,2}- ?(.*)$/;

type CslType = CslItem['type'];
type Tagged<V> = { variable: V; tags: readonly string[] };

/** Text, in the order in which it is written. */
const TEXT_TAGS: readonly Tagged<TextVariable>[] = [
  { variable: 'title', tags: ['TI', 'T1', 'CT'] },
  { variable: 'title-short', tags: ['ST'] },
  { variable: 'container-title', tags: ['T2', 'JO', 'JF', 'BT'] },
  { variable: 'container-title-short', tags: ['J2', 'JA'] },
  { variable: 'collection-title', tags: ['T3'] },
  { variable: 'collection-number', tags: ['SV'] },
  { variable: 'publisher', tags: ['PB'] },
  { variable: 'publisher-place', tags: ['CY', 'PP'] },
  { variable: 'volume', tags: ['VL'] },
  { variable: 'issue', tags: ['IS'] },
  { variable: 'number', tags: ['M1', 'C7'] },
  { variable: 'number-of-volumes', tags: ['NV'] },
  { variable: 'section', tags: ['SE'] },
  { variable: 'edition', tags: ['ET'] },
  { variable: 'abstract', tags: ['AB', 'N2'] },
  { variable: 'language', tags: ['LA'] },
  { variable: 'DOI', tags: ['DO'] },
  { variable: 'URL', tags: ['UR', 'L2'] },
  { variable: 'call-number', tags: ['CN'] },
  { variable: 'source', tags: ['DP'] },
  { variable: 'archive', tags: ['DB'] },
  { variable: 'archive_location', tags: ['AN'] },
  { variable: 'reviewed-title', tags: ['RI'] },
  { variable: 'note', tags: ['N1', 'M2'] },
  { variable: 'annote', tags: ['RN'] },
];

const NAME_TAGS: readonly Tagged<NameVariable>[] = [
  { variable: 'author', tags: ['AU', 'A1'] },
  { variable: 'editor', tags: ['ED', 'A2'] },
  { variable: 'collection-editor', tags: ['A3'] },
  { variable: 'translator', tags: ['A4', 'TA'] },
];

const BOOK_NAMES: readonly Tagged<NameVariable>[] = [
  { variable: 'editor', tags: ['ED', 'A3'] },
  { variable: 'collection-editor', tags: ['A2'] },
];
const DIRECTED: readonly Tagged<NameVariable>[] = [{ variable: 'director', tags: ['A2'] }];
const PERFORMED: readonly Tagged<NameVariable>[] = [{ variable: 'performer', tags: ['A2'] }];
const NAME_TAGS_OF: Partial<Record<CslType, readonly Tagged<NameVariable>[]>> = {
  book: BOOK_NAMES,
  classic: BOOK_NAMES,
  broadcast: DIRECTED,
  chapter: [{ variable: 'container-author', tags: ['C2'] }],
  interview: [{ variable: 'interviewer', tags: ['A2'] }],
  motion_picture: DIRECTED,
  musical_score: PERFORMED,
  personal_communication: [{ variable: 'recipient', tags: ['A2'] }],
  song: PERFORMED,
};

const ON_A_MEDIUM: readonly Tagged<TextVariable>[] = [{ variable: 'medium', tags: ['C5'] }];
const TEXT_TAGS_OF: Partial<Record<CslType, readonly Tagged<TextVariable>[]>> = {
  'article-journal': [{ variable: 'PMCID', tags: ['C2'] }],
  broadcast: ON_A_MEDIUM,
  dataset: [{ variable: 'version', tags: ['ET'] }],
  graphic: [{ variable: 'dimensions', tags: ['C3'] }],
  map: [{ variable: 'scale', tags: ['C1'] }],
  motion_picture: ON_A_MEDIUM,
  patent: [
    { variable: 'jurisdiction', tags: ['C3'] },
    { variable: 'references', tags: ['C5'] },
    { variable: 'status', tags: ['C6'] },
  ],
  software: [
    { variable: 'version', tags: ['ET'] },
    { variable: 'medium', tags: ['C1'] },
  ],
  song: ON_A_MEDIUM,
};

/** The tags of the texts that an item of a type may have, in the order in which they are written. */
export function textTagsOf(type: CslType): readonly Tagged<TextVariable>[] {
  return withOwn(TEXT_TAGS, TEXT_TAGS_OF[type]);
}

/** The same of its names. */
export function nameTagsOf(type: CslType): readonly Tagged<NameVariable>[] {
  return withOwn(NAME_TAGS, NAME_TAGS_OF[type]);
}

/** What a type has in common with the others, but for the tags that mean something of its own. */
function withOwn<V>(common: readonly Tagged<V>[], own: readonly Tagged<V>[] = []): readonly Tagged<V>[] {
  if (own.length === 0) return common;
  const taken = new Set(own.flatMap(({ tags }) => tags));
  const variables = new Set(own.map(({ variable }) => variable));
  const others = common
    .filter(({ variable }) => !variables.has(variable))
    .map(({ variable, tags }) => ({ variable, tags: tags.filter((tag) => !taken.has(tag)) }));
  return [...others.filter(({ tags }) => tags.length > 0), ...own];
}

/** Tags whose text has lines and paragraphs. */
export const PARAGRAPHED_TAGS: ReadonlySet<string> = new Set(
  TEXT_TAGS.filter(({ variable }) => isParagraphed(variable)).flatMap(({ tags }) => tags),
);

/** True for types whose first page alone is how many pages there are. */
export function isCountedInPages(type: CslType): boolean {
  return type === 'book' || type === 'classic' || type === 'thesis' || type === 'manuscript';
}
