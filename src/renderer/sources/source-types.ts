/**
 * What the types of sources are called.
 */
import type { CslItem } from '#core/model/source.ts';

type CslType = CslItem['type'];

/** Every type of CSL; those that a desk meets most stand first, the others by name. */
export const TYPE_NAMES: Record<CslType, string> = {
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
  bill: 'Bill',
  classic: 'Classic work',
  collection: 'Collection',
  'paper-conference': 'Conference paper',
  'entry-dictionary': 'Dictionary entry',
  'entry-encyclopedia': 'Encyclopedia entry',
  event: 'Event',
  figure: 'Figure',
  motion_picture: 'Film or video',
  hearing: 'Hearing',
  graphic: 'Image',
  manuscript: 'Manuscript',
  map: 'Map',
  musical_score: 'Musical score',
  pamphlet: 'Pamphlet',
  patent: 'Patent',
  performance: 'Performance',
  periodical: 'Periodical',
  article: 'Preprint or article',
  song: 'Recording',
  entry: 'Reference entry',
  regulation: 'Regulation',
  review: 'Review',
  'review-book': 'Book review',
  software: 'Software',
  standard: 'Standard',
  thesis: 'Thesis',
  treaty: 'Treaty',
};

/** The types as options of a choice, in their order. */
export const TYPE_OPTIONS = (Object.keys(TYPE_NAMES) as CslType[]).map((id) => ({ id, label: TYPE_NAMES[id] }));

export function typeName(type: CslType): string {
  return TYPE_NAMES[type];
}
