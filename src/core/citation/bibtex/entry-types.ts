/**
 * Entry types of BibTeX and BibLaTeX and the item types of CSL. What CSL tells apart and BibLaTeX doesn't is written as
 * `entrysubtype`, as BibLaTeX itself does for magazines and newspapers.
 */
import { CSL_TYPES, type CslItem } from '#core/model/source.ts';

type CslType = CslItem['type'];

/** What each CSL type is written as, and whether the entry type alone says it. */
const ENTRY_TYPES: Record<CslType, string> = {
  article: 'misc',
  'article-journal': 'article',
  'article-magazine': 'article',
  'article-newspaper': 'article',
  bill: 'legislation',
  book: 'book',
  broadcast: 'video',
  chapter: 'incollection',
  classic: 'book',
  collection: 'collection',
  dataset: 'dataset',
  document: 'misc',
  entry: 'inreference',
  'entry-dictionary': 'inreference',
  'entry-encyclopedia': 'inreference',
  event: 'misc',
  figure: 'image',
  graphic: 'image',
  hearing: 'legal',
  interview: 'misc',
  legal_case: 'jurisdiction',
  legislation: 'legislation',
  manuscript: 'unpublished',
  map: 'misc',
  motion_picture: 'movie',
  musical_score: 'music',
  pamphlet: 'booklet',
  'paper-conference': 'inproceedings',
  patent: 'patent',
  performance: 'performance',
  periodical: 'periodical',
  personal_communication: 'letter',
  post: 'online',
  'post-weblog': 'online',
  regulation: 'legislation',
  report: 'report',
  review: 'review',
  'review-book': 'review',
  software: 'software',
  song: 'audio',
  speech: 'unpublished',
  standard: 'standard',
  thesis: 'thesis',
  treaty: 'legal',
  webpage: 'online',
};

/** What each entry type is without an `entrysubtype`. */
const CSL_TYPE_OF: Record<string, CslType> = {
  article: 'article-journal',
  artwork: 'graphic',
  audio: 'song',
  book: 'book',
  bookinbook: 'chapter',
  booklet: 'pamphlet',
  collection: 'collection',
  commentary: 'book',
  conference: 'paper-conference',
  dataset: 'dataset',
  electronic: 'webpage',
  image: 'figure',
  inbook: 'chapter',
  incollection: 'chapter',
  inproceedings: 'paper-conference',
  inreference: 'entry-encyclopedia',
  jurisdiction: 'legal_case',
  legal: 'treaty',
  legislation: 'legislation',
  letter: 'personal_communication',
  manual: 'report',
  mastersthesis: 'thesis',
  misc: 'document',
  movie: 'motion_picture',
  music: 'musical_score',
  mvbook: 'book',
  mvcollection: 'collection',
  mvproceedings: 'book',
  mvreference: 'book',
  newspaper: 'article-newspaper',
  online: 'webpage',
  patent: 'patent',
  performance: 'performance',
  periodical: 'periodical',
  phdthesis: 'thesis',
  proceedings: 'book',
  reference: 'book',
  report: 'report',
  review: 'review',
  software: 'software',
  standard: 'standard',
  suppbook: 'chapter',
  suppcollection: 'chapter',
  suppperiodical: 'article-journal',
  techreport: 'report',
  thesis: 'thesis',
  unpublished: 'manuscript',
  video: 'broadcast',
  webpage: 'webpage',
  www: 'webpage',
};

/** Words that other programs write as `entrysubtype`. */
const SUBTYPES: Record<string, CslType> = {
  magazine: 'article-magazine',
  newspaper: 'article-newspaper',
  blog: 'post-weblog',
  encyclopedia: 'entry-encyclopedia',
  dictionary: 'entry-dictionary',
};
const WORD_OF: Partial<Record<CslType, string>> = { 'article-magazine': 'magazine', 'article-newspaper': 'newspaper' };

/** The CSL type of an entry; an entry type that nobody knows is a document. */
export function cslTypeOf(entryType: string, subtype = ''): CslType {
  const word = subtype.trim().toLowerCase();
  const named = CSL_TYPES.find((type) => type === word) ?? (Object.hasOwn(SUBTYPES, word) ? SUBTYPES[word] : undefined);
  if (named) return named;
  return (Object.hasOwn(CSL_TYPE_OF, entryType) ? CSL_TYPE_OF[entryType] : undefined) ?? 'document';
}

/** The entry type and, where that alone would be read as something else, the subtype of a CSL type. */
export function entryTypeOf(type: CslType): { entryType: string; subtype?: string } {
  const entryType = ENTRY_TYPES[type];
  return CSL_TYPE_OF[entryType] === type ? { entryType } : { entryType, subtype: WORD_OF[type] ?? type };
}

/** What kind of thesis or report an old entry type names, as CSL's genre. */
export const GENRE_OF: Readonly<Record<string, string>> = { phdthesis: 'PhD thesis', mastersthesis: "Master's thesis" };

/** Entry types that are part of a whole with a title of its own, `booktitle`. */
export function isPart(entryType: string): boolean {
  return /^(?:in|supp|bookin|conference)/.test(entryType);
}

/** Entry types on the web, where the whole is the `organization`. */
export function isOnline(entryType: string): boolean {
  return entryType === 'online' || entryType === 'electronic' || entryType === 'www' || entryType === 'webpage';
}
