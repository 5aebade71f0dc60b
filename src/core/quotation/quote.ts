/**
 * A quoted passage as it is looked for: its words, and where it leaves something out.
 */
import { foldText } from './fold.ts';
import { isLexical, type Words, wordsOf } from './words.ts';

export type Quote = {
  /** All words of the quote, those at the edges too that are only punctuation. */
  words: Words;
  /** The words that are looked for, in order, as indices into `words`. */
  sought: Uint32Array;
  /** Places in `sought`, rising: before the word there something is left out. */
  gaps: Set<number>;
};

/** An ellipsis with or without brackets, `…`, `...`, `. . .`, `[…]`, `(...)`. */
const GAP = /[[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.(?:\s?\.)?/g;

/**
 * Reads a quote. Punctuation at its edges and beside a gap is not looked for: where a quote ends, its own sentence goes on.
 */
export function readQuote(quote: string): Quote {
  const words = wordsOf(foldText(quote));
  const cuts = [...quote.matchAll(GAP)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
  const sought: number[] = [];
  const gaps = new Set<number>();
  let stretch: number[] = [];
  const close = () => {
    while (stretch.length > 0 && !isLexical(words, stretch.at(-1) ?? 0)) stretch.pop();
    while (stretch.length > 0 && !isLexical(words, stretch[0] ?? 0)) stretch.shift();
    if (stretch.length > 0 && sought.length > 0) gaps.add(sought.length);
    sought.push(...stretch);
    stretch = [];
  };
  let cut = 0;
  for (let index = 0; index < words.count; index += 1) {
    const offset = words.folded.offsets[words.starts[index] ?? 0] ?? 0;
    while (offset >= (cuts[cut]?.from ?? Number.POSITIVE_INFINITY)) {
      close();
      if (offset < (cuts[cut]?.to ?? 0)) break;
      cut += 1;
    }
    const here = cuts[cut];
    if (!here || offset < here.from) stretch.push(index);
  }
  close();
  return { words, sought: Uint32Array.from(sought), gaps };
}
