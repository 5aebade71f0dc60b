/**
 * CSL items into RIS.
 */
import type { CslItem, CslName } from '#core/model/source.ts';
import { isParagraphed, linesOf, mayBeWrapped } from '../paragraphs.ts';
import { dateIn, namesIn, partOf, type TextVariable, textIn } from '../variables.ts';
import { risDate } from './dates.ts';
import { isCountedInPages, nameTagsOf, TAG_LINE, textTagsOf } from './tags.ts';
import { isSerial, risTypeOf } from './types.ts';

/** One entry with a line break at its end. `key` names it for programs that number what they read. */
export function risEntry(item: CslItem, key: string): string {
  const { risType, work } = risTypeOf(item.type);
  const lines = [`TY  - ${risType}`];
  const add = (tag: string, value: string) => {
    const line = value.replace(/\s+/g, ' ').trim();
    if (line) lines.push(`${tag}  - ${line}`);
  };
  add('ID', key);
  const { T2, C3 } = outletOf(item);
  for (const { variable, tags } of textTagsOf(item.type)) {
    const [tag = ''] = tags;
    if (isParagraphed(variable)) lines.push(...paragraphLines(tag, textIn(item, variable)));
    else add(tag, variable === 'container-title' ? T2 : textIn(item, variable) || insteadOf(variable, item));
  }
  add('C3', C3);
  for (const { variable, tags } of nameTagsOf(item.type))
    for (const name of namesIn(item, variable)) add(tags[0] ?? '', risName(name));
  const issued = dateIn(item, 'issued');
  const accessed = dateIn(item, 'accessed');
  if (issued) {
    add('PY', /^-?\d{4}/.exec(risDate(issued))?.[0] ?? '');
    add('DA', risDate(issued));
  }
  if (accessed) add('Y2', risDate(accessed));
  const page = textIn(item, 'page');
  const isCounted = isCountedInPages(item.type);
  const [, start = page, end = isCounted ? page : ''] = /^([^-–,\s]+)\s*[-–]\s*([^-–,\s]+)$/.exec(page) ?? [];
  add('SP', start || (isCounted ? textIn(item, 'number-of-pages') : ''));
  add('EP', end);
  const original = dateIn(item, 'original-date');
  add('OP', textIn(item, 'original-title'));
  if (original) add('OP', risDate(original));
  const serials = ['ISSN', 'ISBN'] as const;
  for (const serial of isSerial(item.type) ? serials : serials.toReversed()) add('SN', textIn(item, serial));
  add('M3', work ?? textIn(item, 'genre'));
  for (const keyword of textIn(item, 'keyword').split(',')) add('KW', keyword);
  return `${lines.join('\n')}\nER  - \n`;
}

/** RIS has one field for the edition of a book and the version of a program. */
function insteadOf(variable: TextVariable, item: CslItem): string {
  return variable === 'version' ? textIn(item, 'edition') : '';
}

/** Where it appeared, or was given: a paper names its conference and the proceedings. */
function outletOf(item: CslItem): { T2: string; C3: string } {
  const outlet = textIn(item, 'container-title');
  const event = item.type === 'paper-conference' || item.type === 'speech' ? textIn(item, 'event-title') : '';
  return item.type === 'paper-conference' && event && outlet
    ? { T2: event, C3: outlet }
    : { T2: outlet || event, C3: '' };
}

/**
 * A text of several lines: they go on below the tag. Between two that would be read as one stands an empty line, and before what
 * would be read as a tag a space.
 */
function paragraphLines(tag: string, text: string): string[] {
  const written: string[] = [];
  for (const [index, line] of linesOf(text).entries()) {
    const last = written.at(-1) ?? '';
    const isLikeTag = TAG_LINE.test(line);
    if (index === 0) {
      if (line) written.push(`${tag}  - ${line}`);
    } else if (line && last && (isLikeTag || mayBeWrapped(last))) written.push('', isLikeTag ? ` ${line}` : line);
    else written.push(isLikeTag ? ` ${line}` : line);
  }
  return written;
}

function risName(name: CslName): string {
  if (name.literal) return name.literal.includes(',') ? `${name.literal},` : name.literal;
  const family = [partOf(name, 'non-dropping-particle'), name.family].filter(Boolean).join(' ');
  const given = [name.given, partOf(name, 'dropping-particle')].filter(Boolean).join(' ');
  const suffix = partOf(name, 'suffix');
  return [family, ...(given || suffix ? [given] : []), ...(suffix ? [suffix] : [])].join(', ');
}
