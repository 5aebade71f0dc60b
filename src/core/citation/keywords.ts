/**
 * The keywords of an item, which a desk keeps as the tags of a source.
 */
import { type CslItem, newSource, type Source } from '#core/model/source.ts';
import { textIn } from './variables.ts';

const MAX_TAGS = 100;
const MAX_TAG_LENGTH = 100;

/** The keywords of an item, each once. */
export function keywordsOf(csl: CslItem): string[] {
  const words = textIn(csl, 'keyword')
    .split(/[,;]/)
    .map((word) => word.trim());
  return [...new Set(words)].filter(Boolean);
}

/** An item as others get it: with the tags among its keywords. */
export function withKeywords(csl: CslItem, tags: readonly string[]): CslItem {
  const { keyword: _, ...rest } = csl;
  const keywords = [...new Set([...keywordsOf(csl), ...tags])];
  return { ...rest, ...(keywords.length > 0 && { keyword: keywords.join(', ') }) };
}

/** A new source of an item that came from outside: its keywords are the tags. */
export function sourceFromItem(id: string, csl: CslItem, now: Date, needsDetails = false): Source {
  const { keyword: _, ...rest } = csl;
  const tags = new Set(keywordsOf(csl).map((word) => word.slice(0, MAX_TAG_LENGTH)));
  return { ...newSource(id, rest, now, needsDetails), tags: [...tags].slice(0, MAX_TAGS) };
}
