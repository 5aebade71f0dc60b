/**
 * The edges of a passage that was found. Where words of the quote are missing there, the source has others in their place,
 * and a number is never cut: both belong to what a reader compares.
 */
import type { Step } from './align.ts';
import { endOfNumber, startOfNumber } from './numbers.ts';
import type { PreparedCopy } from './prepared-copy.ts';
import type { Quote } from './quote.ts';
import { isLexical, type Words } from './words.ts';

/**
 * The steps with the source's words that stand where the quote's first or last words are missing, as many as those, none
 * beyond the end of the sentence. `offset` is the word of the copy that a step's `textIndex` counts from.
 */
export function withEdges(steps: readonly Step[], { words }: PreparedCopy, quote: Quote, offset: number): Step[] {
  const found = steps.flatMap((step) => ('textIndex' in step ? [step.textIndex + offset] : []));
  const [first, last] = [found[0], found.at(-1)];
  if (first === undefined || last === undefined) return [...steps];
  const begun = steps.findIndex((step) => 'textIndex' in step);
  const ended = steps.findLastIndex((step) => 'textIndex' in step) + 1;
  const from = firstInPlace(words, first, countOf(quote, steps.slice(0, begun)));
  const to = lastInPlace(words, last, countOf(quote, steps.slice(ended)));
  const added = (start: number, end: number) =>
    Array.from({ length: end - start }, (_, index): Step => ({ kind: 'added', textIndex: start + index - offset }));
  return [
    ...steps.slice(0, begun),
    ...added(from, first),
    ...steps.slice(begun, ended),
    ...added(last + 1, to + 1),
    ...steps.slice(ended),
  ];
}

/** How many words and numbers of the quote are missing. */
function countOf({ words, sought }: Quote, missing: readonly Step[]): number {
  let count = 0;
  let counted = -1;
  for (const step of missing) {
    const index = 'quoteIndex' in step ? (sought[step.quoteIndex] ?? 0) : 0;
    if (index <= counted || !isLexical(words, index)) continue;
    count += 1;
    counted = endOfNumber(words, index);
  }
  return count;
}

/** The word that so many words and numbers end in after `last`. */
function lastInPlace(words: Words, last: number, count: number): number {
  let to = endOfNumber(words, last);
  for (let taken = 0; taken < count; taken += 1) {
    let next = to + 1;
    while (next < words.count && !isLexical(words, next) && !endsSentence(words, next)) next += 1;
    if (next >= words.count || !isLexical(words, next)) break;
    to = endOfNumber(words, next);
  }
  return to;
}

/** The word that so many words and numbers begin with before `first`. */
function firstInPlace(words: Words, first: number, count: number): number {
  let from = startOfNumber(words, first);
  for (let taken = 0; taken < count; taken += 1) {
    let next = from - 1;
    while (next >= 0 && !isLexical(words, next) && !endsSentence(words, next)) next -= 1;
    if (next < 0 || !isLexical(words, next)) break;
    from = startOfNumber(words, next);
  }
  return from;
}

/** True for a full stop, a question mark or an exclamation mark with a space after it, or a quotation mark and a space. */
function endsSentence({ folded: { text }, starts }: Words, index: number): boolean {
  return /^[.!?]"?(?: |$)/.test(text.slice(starts[index], (starts[index] ?? 0) + 3));
}
