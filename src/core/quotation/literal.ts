/**
 * A quote that stands in a copy letter for letter, as far as folding leaves letters.
 */
import { differingHyphens } from './hyphens.ts';
import { comesOutOfNumber, goesOnInNumber } from './numbers.ts';
import type { FoundStretch } from './passage.ts';
import type { PreparedCopy } from './prepared-copy.ts';
import type { Quote } from './quote.ts';
import { wordIndexAt } from './words.ts';

/** Of a phrase that stands there oftener, the first places are looked at. */
const MAX_PLACES = 500;

/**
 * The first place where a quote without gaps stands as whole words and numbers: “the margin” is not a part of “the margins”,
 * nor “4.5 days” of “14.5 days” or “5 days” of “4.5 days”.
 */
export function findLiterally(
  { words }: PreparedCopy,
  { words: quote, sought, gaps }: Quote,
): FoundStretch | undefined {
  if (gaps.size > 0) return undefined;
  const from = quote.starts[sought[0] ?? 0] ?? 0;
  const to = quote.ends[sought.at(-1) ?? 0] ?? 0;
  const needle = quote.folded.text.slice(from, to);
  const { text } = words.folded;
  let start = text.indexOf(needle);
  for (let place = 0; start >= 0 && place < MAX_PLACES; place += 1) {
    const end = start + needle.length;
    const isSame =
      differingHyphens({ folded: words.folded, start, end }, { folded: quote.folded, start: from, end: to }) === 0;
    if (isSame) {
      const stretch = { start, end, firstWord: wordIndexAt(words, start), lastWord: wordIndexAt(words, end - 1) };
      const isWhole = words.starts[stretch.firstWord] === start && words.ends[stretch.lastWord] === end;
      if (isWhole && !comesOutOfNumber(words.folded, start) && !goesOnInNumber(words.folded, end)) return stretch;
    }
    start = text.indexOf(needle, start + 1);
  }
  return undefined;
}
