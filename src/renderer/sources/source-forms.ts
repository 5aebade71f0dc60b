/**
 * The form of each type of source: which variables of CSL it shows, in which order, and what they are called there.
 */
import {
  DATE_VARIABLES,
  isDateVariable,
  isNameVariable,
  isTextVariable,
  NAME_VARIABLES,
  TEXT_VARIABLES,
  type Variable,
} from '#core/citation/variables.ts';
import type { CslItem } from '#core/model/source.ts';

/** A field of a form; two that are short stand side by side. */
export type FormField = { variable: Variable; label: string; isShort: boolean };

type CslType = CslItem['type'];

/** `variable`, `variable: Label`, and `½` at the end for a short one. */
type Written = string;

const WEB: Written[] = ['accessed ½', 'language ½', 'URL'];
const ARTICLE = (outlet: string, ...more: Written[]): Written[] => [
  'title',
  `container-title: ${outlet} ½`,
  'issued ½',
  'author',
  ...more,
];
const BOOK: Written[] = [
  'title',
  'author',
  'editor',
  'publisher ½',
  'issued ½',
  'edition ½',
  'volume ½',
  'publisher-place: Place ½',
  'ISBN ½',
  ...WEB,
];
const PART = (whole: string, ...more: Written[]): Written[] => [
  'title',
  'author',
  `container-title: ${whole}`,
  'editor: Editors of the whole',
  'publisher ½',
  'issued ½',
  ...more,
  'page ½',
  'edition ½',
  'DOI ½',
  'ISBN ½',
  ...WEB,
];
const LAW = (number: string, authority: string): Written[] => [
  'title',
  'jurisdiction ½',
  'issued ½',
  `number: ${number} ½`,
  'section ½',
  `authority: ${authority}`,
  'container-title: Published in ½',
  'page ½',
  ...WEB,
];
const WORK = (maker: Written, ...more: Written[]): Written[] => [
  'title',
  maker,
  'publisher ½',
  'issued ½',
  'medium ½',
  'dimensions ½',
  ...more,
  ...WEB,
];

const FORMS: Record<CslType, Written[]> = {
  'article-newspaper': ARTICLE('Outlet', 'page ½', 'accessed ½', 'URL', 'section ½', 'language ½'),
  'article-magazine': ARTICLE('Magazine', 'volume ½', 'issue ½', 'page ½', 'accessed ½', 'URL', 'language ½'),
  'article-journal': ARTICLE('Journal', 'volume ½', 'issue ½', 'page ½', 'DOI ½', ...WEB),
  article: ['title', 'author', 'publisher: Repository ½', 'issued ½', 'number ½', 'DOI ½', ...WEB],
  webpage: ARTICLE('Website', ...WEB),
  'post-weblog': ARTICLE('Blog', ...WEB),
  post: ARTICLE('Platform', 'genre: Kind of post ½', 'accessed ½', 'URL', 'language ½'),
  report: [
    'title',
    'publisher: Institution ½',
    'issued ½',
    'author',
    'genre: Kind of report ½',
    'number ½',
    'collection-title: Series ½',
    'publisher-place: Place ½',
    'page ½',
    'DOI ½',
    ...WEB,
  ],
  book: BOOK,
  classic: BOOK,
  collection: ['title', 'editor', 'publisher ½', 'issued ½', 'volume ½', 'ISBN ½', ...WEB],
  chapter: PART('Book'),
  'paper-conference': PART('Proceedings', 'event-title: Conference ½', 'event-place: Place ½'),
  'entry-encyclopedia': PART('Encyclopedia'),
  'entry-dictionary': PART('Dictionary'),
  entry: PART('Reference work'),
  interview: [
    'title',
    'author: Interviewed',
    'interviewer: Interviewers',
    'issued ½',
    'medium: How ½',
    'container-title: Outlet or programme ½',
    'event-place: Place ½',
    ...WEB,
  ],
  broadcast: [
    'title',
    'container-title: Programme ½',
    'issued ½',
    'publisher: Broadcaster ½',
    'medium ½',
    'number: Episode ½',
    'dimensions: Length ½',
    'author: Reporters',
    'guest',
    ...WEB,
  ],
  dataset: [
    'title',
    'author',
    'publisher: Repository ½',
    'issued ½',
    'version ½',
    'genre: Kind of data ½',
    'DOI',
    ...WEB,
  ],
  legislation: LAW('Number', 'Enacted by'),
  regulation: LAW('Number', 'Authority'),
  bill: LAW('Number of the bill', 'Legislative body'),
  treaty: [
    'title',
    'author: Parties',
    'issued: Signed ½',
    'event-place: Place ½',
    'container-title: Treaty series ½',
    'volume ½',
    'number: Registration ½',
    'page ½',
    ...WEB,
  ],
  legal_case: [
    'title: Name of the case',
    'authority: Court ½',
    'issued: Decided ½',
    'number: Docket number ½',
    'jurisdiction ½',
    'container-title: Reporter ½',
    'volume ½',
    'page ½',
    'section ½',
    ...WEB,
  ],
  hearing: [
    'title',
    'authority: Held before',
    'event-place: Place ½',
    'issued ½',
    'jurisdiction ½',
    'number ½',
    'publisher ½',
    'page ½',
    ...WEB,
  ],
  personal_communication: [
    'title: Subject',
    'author: From',
    'recipient: To',
    'issued ½',
    'genre: Letter, e-mail, call ½',
    'language ½',
  ],
  speech: [
    'title',
    'author: Speakers',
    'event-title: Occasion',
    'event-place: Place ½',
    'issued ½',
    'genre: Kind of speech ½',
    ...WEB,
  ],
  thesis: [
    'title',
    'author',
    'publisher: University ½',
    'issued ½',
    'genre: Degree ½',
    'publisher-place: Place ½',
    'number-of-pages ½',
    'DOI ½',
    ...WEB,
  ],
  document: ['title', 'author', 'publisher: Issued by ½', 'issued ½', 'genre: Kind of document ½', 'number ½', ...WEB],
  pamphlet: ['title', 'author', 'publisher: Issued by ½', 'issued ½', 'publisher-place: Place ½', 'page ½', ...WEB],
  manuscript: ['title', 'author', 'issued ½', 'genre: Kind of manuscript ½', 'archive', 'archive_location', ...WEB],
  event: ['title', 'organizer', 'event-place: Place ½', 'issued ½', ...WEB],
  periodical: ['title', 'editor', 'publisher ½', 'issued ½', 'volume ½', 'ISSN ½', ...WEB],
  review: ARTICLE('Outlet', 'reviewed-title', 'reviewed-author', 'volume ½', 'issue ½', 'page ½', ...WEB),
  'review-book': ARTICLE(
    'Outlet',
    'reviewed-title: Title of the book',
    'reviewed-author: Authors of the book',
    'page ½',
    ...WEB,
  ),
  patent: [
    'title',
    'author: Inventors',
    'number: Patent number ½',
    'issued ½',
    'jurisdiction ½',
    'authority: Patent office ½',
    ...WEB,
  ],
  standard: ['title', 'authority: Standards body ½', 'issued ½', 'number ½', 'status ½', ...WEB],
  software: ['title', 'author', 'publisher ½', 'issued ½', 'version ½', 'medium: Platform ½', ...WEB],
  map: ['title', 'author: Makers', 'publisher ½', 'issued ½', 'scale ½', 'genre: Kind of map ½', ...WEB],
  figure: WORK('author', 'container-title: Published in'),
  graphic: WORK('author: Makers'),
  motion_picture: WORK('director', 'producer'),
  song: WORK('author: Artists'),
  musical_score: WORK('composer'),
  performance: WORK('performer', 'event-place: Place ½', 'event-date ½'),
};

const forms = new Map<CslType, readonly FormField[]>();

/** The fields of a type's form. */
export function formOf(type: CslType): readonly FormField[] {
  let form = forms.get(type);
  if (!form) {
    form = FORMS[type].map(fieldFrom);
    forms.set(type, form);
  }
  return form;
}

/** What an item has filled in that its form doesn't show: nothing that is there is hidden. `foreign` is in no list of CSL. */
export function otherFieldsOf(csl: CslItem): { fields: FormField[]; foreign: { name: string; text: string }[] } {
  const shown = new Set<string>(formOf(csl.type).map(({ variable }) => variable));
  const fields: FormField[] = [];
  const foreign: { name: string; text: string }[] = [];
  for (const [name, value] of Object.entries(csl)) {
    if (name === 'type' || shown.has(name) || value === undefined || value === '') continue;
    if (isVariable(name)) fields.push(fieldOf(name));
    else foreign.push({ name, text: typeof value === 'string' ? value : JSON.stringify(value) });
  }
  return { fields, foreign };
}

/** The variables that could be added to an item's form, by their names. */
export function addableFields(csl: CslItem): FormField[] {
  const shown = new Set<string>([...formOf(csl.type), ...otherFieldsOf(csl).fields].map(({ variable }) => variable));
  const names = [...Object.keys(TEXT_VARIABLES), ...Object.keys(NAME_VARIABLES), ...Object.keys(DATE_VARIABLES)];
  return names
    .filter(isVariable)
    .filter((variable) => !shown.has(variable) && variable !== 'event')
    .map(fieldOf)
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}

/** A field outside of its type's form, under the name that CSL gives it everywhere. */
export function fieldOf(variable: Variable): FormField {
  return { variable, label: labelOf(variable), isShort: false };
}

function isVariable(name: string): name is Variable {
  return isTextVariable(name) || isNameVariable(name) || isDateVariable(name);
}

function labelOf(variable: Variable): string {
  if (isTextVariable(variable)) return TEXT_VARIABLES[variable];
  return isNameVariable(variable) ? NAME_VARIABLES[variable] : DATE_VARIABLES[variable];
}

function fieldFrom(written: Written): FormField {
  const isShort = written.endsWith('½');
  const [variable = '', label] = (isShort ? written.slice(0, -1) : written).trim().split(/:\s*/);
  if (!isVariable(variable)) throw new Error(`“${variable}” is no variable of CSL.`);
  return { variable, label: label ?? labelOf(variable), isShort };
}
