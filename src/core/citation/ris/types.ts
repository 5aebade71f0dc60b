/**
 * Reference types of RIS (specification of 2011) and the item types of CSL. Where several CSL types share one of RIS, the type of
 * work (`M3`) tells them apart.
 */
import { CSL_TYPES, type CslItem } from '#core/model/source.ts';

type CslType = CslItem['type'];

/** What each CSL type is written as. */
const RIS_TYPES: Record<CslType, string> = {
  article: 'INPR',
  'article-journal': 'JOUR',
  'article-magazine': 'MGZN',
  'article-newspaper': 'NEWS',
  bill: 'BILL',
  book: 'BOOK',
  broadcast: 'VIDEO',
  chapter: 'CHAP',
  classic: 'CLSWK',
  collection: 'SER',
  dataset: 'DATA',
  document: 'GEN',
  entry: 'ENCYC',
  'entry-dictionary': 'DICT',
  'entry-encyclopedia': 'ENCYC',
  event: 'GEN',
  figure: 'FIGURE',
  graphic: 'ART',
  hearing: 'HEAR',
  interview: 'GEN',
  legal_case: 'CASE',
  legislation: 'STAT',
  manuscript: 'MANSCPT',
  map: 'MAP',
  motion_picture: 'MPCT',
  musical_score: 'MUSIC',
  pamphlet: 'PAMP',
  'paper-conference': 'CPAPER',
  patent: 'PAT',
  performance: 'GEN',
  periodical: 'JFULL',
  personal_communication: 'PCOMM',
  post: 'ELEC',
  'post-weblog': 'BLOG',
  regulation: 'LEGAL',
  report: 'RPRT',
  review: 'JOUR',
  'review-book': 'JOUR',
  software: 'COMP',
  song: 'SOUND',
  speech: 'GEN',
  standard: 'STAND',
  thesis: 'THES',
  treaty: 'LEGAL',
  webpage: 'ELEC',
};

/** What each type of RIS is to CSL where `M3` doesn't name one. */
const CSL_TYPE_OF: Record<string, CslType> = {
  ABST: 'article-journal',
  ADVS: 'motion_picture',
  ART: 'graphic',
  BILL: 'bill',
  BLOG: 'post-weblog',
  BOOK: 'book',
  CASE: 'legal_case',
  CHAP: 'chapter',
  CHART: 'figure',
  CLSWK: 'classic',
  COMP: 'software',
  CONF: 'paper-conference',
  CPAPER: 'paper-conference',
  DATA: 'dataset',
  DBASE: 'dataset',
  DICT: 'entry-dictionary',
  EBOOK: 'book',
  ECHAP: 'chapter',
  EDBOOK: 'book',
  EJOUR: 'article-journal',
  ELEC: 'webpage',
  ENCYC: 'entry-encyclopedia',
  FIGURE: 'figure',
  GEN: 'document',
  GOVDOC: 'report',
  HEAR: 'hearing',
  ICOMM: 'personal_communication',
  INPR: 'article',
  JFULL: 'periodical',
  JOUR: 'article-journal',
  LEGAL: 'regulation',
  MANSCPT: 'manuscript',
  MAP: 'map',
  MGZN: 'article-magazine',
  MPCT: 'motion_picture',
  MULTI: 'broadcast',
  MUSIC: 'musical_score',
  NEWS: 'article-newspaper',
  PAMP: 'pamphlet',
  PAT: 'patent',
  PCOMM: 'personal_communication',
  RPRT: 'report',
  SER: 'collection',
  SLIDE: 'speech',
  SOUND: 'song',
  STAND: 'standard',
  STAT: 'legislation',
  THES: 'thesis',
  UNBILL: 'bill',
  UNPB: 'manuscript',
  VIDEO: 'broadcast',
  WEB: 'webpage',
};

/** The CSL type of a reference type; `work` is the type of work. What nobody knows is a document. */
export function cslTypeOf(type: string, work = ''): CslType {
  const known = CSL_TYPE_OF[type.toUpperCase()];
  return CSL_TYPES.find((candidate) => candidate === work) ?? known ?? 'document';
}

/** The reference type and, where that alone would be read as something else, the type of work. */
export function risTypeOf(type: CslType): { risType: string; work?: string } {
  const risType = RIS_TYPES[type];
  return CSL_TYPE_OF[risType] === type ? { risType } : { risType, work: type };
}

/** True for types whose serial number is an ISSN. */
export function isSerial(type: CslType): boolean {
  return type.startsWith('article') || type.startsWith('review') || type === 'periodical';
}
