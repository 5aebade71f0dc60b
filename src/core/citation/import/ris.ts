/**
 * RIS into CSL items. Our own reader: the one of the library that reads our BibTeX loses dates and authors of news.
 */
import type { CslDate, CslItem, CslName } from '#core/model/source.ts';
import { toItem } from './csl-json.ts';
import type { ImportedSources } from './problem.ts';

/** RIS reference types and their CSL counterparts (RIS specification, 2011; CSL 1.0.2 appendix III). */
const TYPES: Record<string, CslItem['type']> = {
  JOUR: 'article-journal',
  EJOUR: 'article-journal',
  ABST: 'article-journal',
  MGZN: 'article-magazine',
  NEWS: 'article-newspaper',
  ELEC: 'webpage',
  WEB: 'webpage',
  BLOG: 'post-weblog',
  RPRT: 'report',
  GOVDOC: 'report',
  BOOK: 'book',
  EBOOK: 'book',
  EDBOOK: 'book',
  CHAP: 'chapter',
  ECHAP: 'chapter',
  CONF: 'paper-conference',
  CPAPER: 'paper-conference',
  THES: 'thesis',
  DATA: 'dataset',
  DBASE: 'dataset',
  STAT: 'legislation',
  BILL: 'bill',
  CASE: 'legal_case',
  HEAR: 'hearing',
  LEGAL: 'legislation',
  PCOMM: 'personal_communication',
  VIDEO: 'motion_picture',
  MPCT: 'motion_picture',
  SOUND: 'song',
  MAP: 'map',
  PAT: 'patent',
  STAND: 'standard',
  COMP: 'software',
  ENCYC: 'entry-encyclopedia',
  DICT: 'entry-dictionary',
  PAMP: 'pamphlet',
  UNPB: 'manuscript',
  MANSCPT: 'manuscript',
  INPR: 'article',
  GEN: 'document',
};
const TAG_LINE = /^([A-Z][A-Z0-9]) {1,2}- ?(.*)$/;

/** Reads RIS text with any line ends, with or without a byte order mark. */
export function importRis(text: string): ImportedSources {
  const imported: ImportedSources = { items: [], problems: [] };
  let entry: { line: number; fields: [string, string][] } | undefined;
  const finish = (message?: string) => {
    if (!entry) return;
    const item = message ? undefined : toItem(itemOf(entry.fields));
    if (item) imported.items.push(item);
    else imported.problems.push({ line: entry.line, message: message ?? 'This entry has no title, author or outlet.' });
    entry = undefined;
  };
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .forEach((row, index) => {
      const match = TAG_LINE.exec(row.trimEnd());
      const [, tag, value = ''] = match ?? [];
      if (tag === 'TY') {
        finish('This entry does not end (no ER line).');
        entry = { line: index + 1, fields: [['TY', value.trim()]] };
      } else if (tag === 'ER') finish();
      else if (tag && entry) entry.fields.push([tag, value.trim()]);
      else if (tag) imported.problems.push({ line: index + 1, message: 'This line stands outside of an entry.' });
      else if (entry && row.trim()) {
        // Long values go on in lines without a tag.
        const last = entry.fields.at(-1);
        if (last) last[1] += ` ${row.trim()}`;
      }
    });
  finish('This entry does not end (no ER line).');
  return imported;
}

function itemOf(fields: readonly [string, string][]): Record<string, unknown> {
  const first = (...tags: string[]) => fields.find(([tag, value]) => tags.includes(tag) && value)?.[1];
  const all = (...tags: string[]) =>
    fields.filter(([tag, value]) => tags.includes(tag) && value).map(([, value]) => value);
  const pages = [first('SP'), first('EP')].filter(Boolean).join('-');
  const authors = all('AU', 'A1').map(nameOf);
  const editors = all('ED', 'A2').map(nameOf);
  const keywords = all('KW');
  return withoutEmpty({
    type: TYPES[first('TY')?.toUpperCase() ?? ''] ?? 'document',
    'citation-key': first('ID'),
    title: first('TI', 'T1', 'CT', 'BT'),
    'container-title': first('T2', 'JO', 'JF', 'JA', 'BT'),
    'collection-title': first('T3'),
    publisher: first('PB'),
    'publisher-place': first('CY', 'PP'),
    author: authors.length > 0 ? authors : undefined,
    editor: editors.length > 0 ? editors : undefined,
    issued: dateOf(first('DA') ?? first('PY', 'Y1')),
    accessed: dateOf(first('Y2')),
    volume: first('VL'),
    issue: first('IS'),
    page: pages || undefined,
    number: first('M1', 'C7'),
    edition: first('ET'),
    abstract: first('AB', 'N2'),
    language: first('LA'),
    DOI: first('DO')?.replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, ''),
    ISBN: first('SN'),
    URL: first('UR', 'L2'),
    note: first('N1'),
    keyword: keywords.length > 0 ? keywords.join(', ') : undefined,
  });
}

/** `Family, Given, Suffix` is a person, anything else an organisation. */
function nameOf(value: string): CslName {
  const [family = '', given, suffix] = value.split(/,\s*/);
  if (given === undefined) return { literal: value };
  return { family, given, ...(suffix && { suffix }) };
}

/** `YYYY/MM/DD/other`, any part of which but the year may be missing. */
function dateOf(value: string | undefined): CslDate | undefined {
  const match = /^(\d{4})(?:[/-](\d{1,2})?(?:[/-](\d{1,2})?)?)?(?:\/.*)?$/.exec(value ?? '');
  if (!match) return value ? { literal: value } : undefined;
  const parts = match
    .slice(1, 4)
    .filter((part) => part !== undefined)
    .map(Number);
  return { 'date-parts': [parts] };
}

function withoutEmpty(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== ''));
}
