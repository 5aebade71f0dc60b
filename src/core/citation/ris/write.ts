/**
 * CSL items into RIS.
 */
import type { CslItem, CslName } from '#core/model/source.ts';
import { dateIn, namesIn, partOf, textIn } from '../variables.ts';
import { risDate } from './dates.ts';
import { NAME_TAGS, TEXT_TAGS } from './tags.ts';
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
  for (const { variable, tags } of TEXT_TAGS) add(tags[0] ?? '', textIn(item, variable));
  for (const { variable, tags } of NAME_TAGS)
    for (const name of namesIn(item, variable)) add(tags[0] ?? '', risName(name));
  const issued = dateIn(item, 'issued');
  const accessed = dateIn(item, 'accessed');
  if (issued) {
    add('PY', /^\d{4}/.exec(risDate(issued))?.[0] ?? '');
    add('DA', risDate(issued));
  }
  if (accessed) add('Y2', risDate(accessed));
  const [, start, end] = /^([^-–,\s]+)\s*[-–]\s*([^-–,\s]+)$/.exec(textIn(item, 'page')) ?? [];
  add('SP', start ?? textIn(item, 'page'));
  add('EP', end ?? '');
  add(
    'SN',
    isSerial(item.type) ? textIn(item, 'ISSN') || textIn(item, 'ISBN') : textIn(item, 'ISBN') || textIn(item, 'ISSN'),
  );
  add('M3', work ?? textIn(item, 'genre'));
  for (const keyword of textIn(item, 'keyword').split(',')) add('KW', keyword);
  return `${lines.join('\n')}\nER  - \n`;
}

function risName(name: CslName): string {
  if (name.literal) return name.literal.includes(',') ? `${name.literal},` : name.literal;
  const family = [partOf(name, 'non-dropping-particle'), name.family].filter(Boolean).join(' ');
  const given = [name.given, partOf(name, 'dropping-particle')].filter(Boolean).join(' ');
  const suffix = partOf(name, 'suffix');
  return [family, ...(given || suffix ? [given] : []), ...(suffix ? [suffix] : [])].join(', ');
}
