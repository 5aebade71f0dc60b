/**
 * Numbers in a row of words: `1,234.50` is five words to the alignment, and one to a reader.
 */
import type { FoldedText } from './fold.ts';
import type { Words } from './words.ts';

/** The last word of the number that the word at `index` is in; `index` itself where it is in none. */
export function endOfNumber(words: Words, index: number): number {
  let last = index;
  while (goesOnInNumber(words.folded, words.ends[last] ?? 0)) last += 2;
  return last;
}

/** The first word of the number that the word at `index` is in; `index` itself where it is in none. */
export function startOfNumber(words: Words, index: number): number {
  let first = index;
  while (first >= 2 && comesOutOfNumber(words.folded, words.starts[first] ?? 0)) first -= 2;
  return first;
}

/** True where a stretch of a folded text that ends before `end` ends in the middle of a number. */
export function goesOnInNumber({ text }: FoldedText, end: number): boolean {
  return isDigit(text, end - 1) && isSeparator(text, end) && isDigit(text, end + 1);
}

/** True where a stretch of a folded text that begins at `start` begins in the middle of a number. */
export function comesOutOfNumber({ text }: FoldedText, start: number): boolean {
  return isDigit(text, start) && isSeparator(text, start - 1) && isDigit(text, start - 2);
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0x30 && code <= 0x39;
}

function isSeparator(text: string, index: number): boolean {
  return text[index] === '.' || text[index] === ',';
}
