/**
 * Names for entries in a file: the citation key that a source has, or one made of author or outlet, year and title.
 */
import { type CslItem, outletOf } from '#core/model/source.ts';
import { dateSpanOf } from '../date-text.ts';
import { withoutTags } from '../rich-text.ts';
import { textIn } from '../variables.ts';

/** Returns a function that gives each item a key that no other item of the file has. */
export function keyGiver(): (item: CslItem) => string {
  const taken = new Set<string>();
  return (item) => {
    const wanted = textIn(item, 'citation-key').replace(/[^\p{L}\p{N}_:.+/-]/gu, '') || madeOf(item);
    let key = wanted;
    for (let number = 2; taken.has(key.toLowerCase()); number += 1) key = `${wanted}-${number}`;
    taken.add(key.toLowerCase());
    return key;
  };
}

/** `araya2026refineries`. */
function madeOf(item: CslItem): string {
  const author = item.author?.[0];
  const who = author?.family ?? author?.literal ?? outletOf(item);
  const year = dateSpanOf(item.issued)?.start.year ?? '';
  const word = plain(item.title ?? '').find((each) => each.length > 3) ?? '';
  return `${plain(who).slice(0, 3).join('')}${year}${word}` || 'source';
}

/** The words of a text in lower-case ASCII. */
function plain(text: string): string[] {
  return withoutTags(text)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}
