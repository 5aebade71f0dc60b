/**
 * The plain text of a document and how long it takes to read.
 */
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { perBlock } from './per-block.ts';
import { textOf } from './walk.ts';

/** The text of the whole document, one line a block, without what citations print. */
export function plainTextOf(document: StoryDocument): string {
  return document.root.children.map(textOf).filter(Boolean).join('\n');
}

/** A word: letters and digits with inner marks; a Han or Kana character counts as one. */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+(?:[’'.,\-‐‑][\p{L}\p{N}]+)*/gu;

/** How many words a text has. */
export function wordsIn(text: string): number {
  let words = 0;
  for (const _ of text.matchAll(WORD)) words += 1;
  return words;
}

/** How many words a block has. */
export const wordsOfBlock: (block: SerializedNode) => number = perBlock((block) => wordsIn(textOf(block)));

/** Adult silent reading of non-fiction in English, words per minute (Brysbaert 2019, doi:10.1016/j.jml.2019.104047). */
const WORDS_PER_MINUTE = 238;

/** Whole minutes that so many words take to read; at least 1 where there are any. */
export function readingMinutesOf(words: number): number {
  return words === 0 ? 0 : Math.max(1, Math.round(words / WORDS_PER_MINUTE));
}
