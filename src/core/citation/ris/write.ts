/**
 * CSL items into RIS.
 */
import type { CslItem, CslName } from '#core/model/source.ts';
import { isParagraphed, linesOf, mayBeWrapped } from '../paragraphs.ts';
import { dateIn, namesIn, partOf, textIn } from '../variables.ts';
import { risDate } from './dates.ts';
import { NAME_TAGS, TAG_LINE, TEXT_TAGS } from './tags.ts';
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
  for (const { variable, tags } of TEXT_TAGS) {
    const [tag = ''] = tags;
    if (isParagraphed(variable)) lines.push(...paragraphLines(tag, textIn(item, variable)));
    else add(tag, textIn(item, variable));
  }
  for (const { variable, tags } of NAME_TAGS)
    for (const name of namesIn(item, variable)) add(tags[0] ?? '', risName(name));
  const issued = dateIn(item, 'issued');
  const accessed = dateIn(item, 'accessed');
  if (issued) {
    add('PY', /^-?\d{4}/.exec(risDate(issued))?.[0] ?? '');
    add('DA', risDate(issued));
  }
  if (accessed) add('Y2', risDate(accessed));
  const [, start, end] = /^([^-–,\s]+)\s*[-–]\s*([^-–,\s]+)$/.exec(textIn(item, 'page')) ?? [];
  add('SP', start ?? textIn(item, 'page'));
  add('EP', end ?? '');
  const serials = ['ISSN', 'ISBN'] as const;
  for (const serial of isSerial(item.type) ? serials : serials.toReversed()) add('SN', textIn(item, serial));
  add('M3', work ?? textIn(item, 'genre'));
  for (const keyword of textIn(item, 'keyword').split(',')) add('KW', keyword);
  return `${lines.join('\n')}\nER  - \n`;
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
