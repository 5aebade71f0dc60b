/**
 * The form of a source: what its types are called, and which fields each shows.
 */
import type { CslItem } from '#core/model/source.ts';

export const TYPE_NAMES = {
  'article-newspaper': 'Newspaper article',
  'article-magazine': 'Magazine article',
  'article-journal': 'Journal article',
  webpage: 'Web page',
  'post-weblog': 'Blog post',
  post: 'Post',
  report: 'Report',
  book: 'Book',
  chapter: 'Chapter',
  interview: 'Interview',
  broadcast: 'Broadcast',
  dataset: 'Dataset',
  legislation: 'Legislation',
  legal_case: 'Court case',
  personal_communication: 'Personal communication',
  speech: 'Speech',
  document: 'Document',
} as const satisfies Partial<Record<CslItem['type'], string>>;

/** The plain-text fields that the form knows, in its order. */
export type TextField =
  | 'title'
  | 'container-title'
  | 'publisher'
  | 'volume'
  | 'issue'
  | 'number'
  | 'page'
  | 'URL'
  | 'DOI'
  | 'language';

export const FIELD_NAMES: Record<TextField, string> = {
  title: 'Title',
  'container-title': 'Outlet',
  publisher: 'Publisher',
  volume: 'Volume',
  issue: 'Issue',
  number: 'Number',
  page: 'Pages',
  URL: 'URL',
  DOI: 'DOI',
  language: 'Language',
};

const ARTICLE: TextField[] = ['title', 'container-title', 'page', 'URL', 'language'];
const FIELDS: Partial<Record<CslItem['type'], TextField[]>> = {
  'article-journal': ['title', 'container-title', 'volume', 'issue', 'page', 'DOI', 'URL', 'language'],
  report: ['title', 'publisher', 'number', 'page', 'DOI', 'URL', 'language'],
  book: ['title', 'publisher', 'volume', 'page', 'DOI', 'URL', 'language'],
  chapter: ['title', 'container-title', 'publisher', 'page', 'DOI', 'URL', 'language'],
  dataset: ['title', 'publisher', 'DOI', 'URL', 'language'],
  legislation: ['title', 'container-title', 'number', 'URL', 'language'],
  legal_case: ['title', 'container-title', 'number', 'URL', 'language'],
  broadcast: ['title', 'container-title', 'publisher', 'URL', 'language'],
};

/** The fields of a type, and whatever else the source has filled in: nothing that is there is hidden. */
export function fieldsOf(csl: CslItem): TextField[] {
  const shown = FIELDS[csl.type] ?? ARTICLE;
  const filled = (Object.keys(FIELD_NAMES) as TextField[]).filter(
    (field) => csl[field] !== undefined && csl[field] !== '',
  );
  return (Object.keys(FIELD_NAMES) as TextField[]).filter((field) => shown.includes(field) || filled.includes(field));
}

/** What a type is called, also one that the form does not offer. */
export function typeName(type: CslItem['type']): string {
  const names: Partial<Record<CslItem['type'], string>> = TYPE_NAMES;
  return names[type] ?? type.replace(/[-_]/g, ' ').replace(/^./, (letter) => letter.toUpperCase());
}

/** Reliability on the Admiralty code (NATO AJP-2.1). */
export const GRADE_NAMES = {
  A: 'Completely reliable',
  B: 'Usually reliable',
  C: 'Fairly reliable',
  D: 'Not usually reliable',
  E: 'Unreliable',
  F: 'Reliability cannot be judged',
} as const;
