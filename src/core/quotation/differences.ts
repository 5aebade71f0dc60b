/**
 * The differences between a quote and the passage that it was found as, for reading: whole words, struck and put in, with the
 * letters that differ.
 */
import type { Step } from './align.ts';
import { originalRange } from './fold.ts';
import { differingLetters, type LetterRange } from './letters.ts';
import { type Words, wordAt } from './words.ts';

/**
 * One piece of a quote as compared with its source. `equal` and `deleted` are the quote's own words, `inserted` are the
 * source's; `gap` is what the quote leaves out and says so.
 */
export type Difference =
  | { kind: 'equal' | 'gap'; text: string }
  | {
      kind: 'deleted' | 'inserted';
      text: string;
      /** The letters of `text` that differ, where the rest of its word is the same; empty where all of it differs. */
      letters: LetterRange[];
    };

/** A side of the comparison: its words and which of them a step's index means. */
export type Side = { words: Words; wordIndexOf(index: number): number };

/** The steps of an alignment as pieces of text. Read without `inserted` they are the quote's words, without `deleted` the source's. */
export function differencesOf(steps: readonly Step[], quote: Side, text: Side): Difference[] {
  const pieces: Difference[] = [];
  for (let at = 0; at < steps.length; ) {
    const kind = steps[at]?.kind;
    let end = at + 1;
    while (end < steps.length && groupOf(steps[end]?.kind) === groupOf(kind)) end += 1;
    const run = steps.slice(at, end);
    if (groupOf(kind) === 'gap') put(pieces, { kind: 'gap', text: '…' }, true);
    else if (groupOf(kind) === 'equal') {
      const words = run.flatMap((step) => ('quoteIndex' in step ? [quote.wordIndexOf(step.quoteIndex)] : []));
      put(pieces, { kind: 'equal', text: textOf(quote.words, words) }, isSpaced(quote.words, words[0]));
    } else putChange(pieces, run, quote, text);
    at = end;
  }
  return pieces;
}

function groupOf(kind: Step['kind'] | undefined): 'equal' | 'gap' | 'changed' {
  return kind === 'same' ? 'equal' : kind === 'left-out' ? 'gap' : 'changed';
}

function putChange(pieces: Difference[], run: readonly Step[], quote: Side, text: Side): void {
  const deleted = run.flatMap((step) => ('quoteIndex' in step ? [quote.wordIndexOf(step.quoteIndex)] : []));
  const inserted = run.flatMap((step) => ('textIndex' in step ? [text.wordIndexOf(step.textIndex)] : []));
  // Letters are told apart where one word stands against one; in longer changes they would only confuse.
  const only = run.length === 1 ? run[0] : undefined;
  const letters =
    only?.kind === 'respelled'
      ? lettersOf(quote.words, deleted[0] ?? 0, text.words, inserted[0] ?? 0)
      : { deleted: [], inserted: [] };
  if (deleted.length > 0) {
    const piece = { kind: 'deleted' as const, text: textOf(quote.words, deleted), letters: letters.deleted };
    put(pieces, piece, isSpaced(quote.words, deleted[0]));
  }
  if (inserted.length > 0) {
    const piece = { kind: 'inserted' as const, text: textOf(text.words, inserted), letters: letters.inserted };
    put(pieces, piece, isSpaced(text.words, inserted[0]));
  }
}

/** Adds a piece, after a space of its own where there is one before it. */
function put(pieces: Difference[], piece: Difference, isAfterSpace: boolean): void {
  const last = pieces.at(-1);
  if (last && isAfterSpace) {
    if (last.kind === 'equal') last.text += ' ';
    else pieces.push({ kind: 'equal', text: ' ' });
  }
  const before = pieces.at(-1);
  if (piece.kind === 'equal' && before?.kind === 'equal') before.text += piece.text;
  else pieces.push(piece);
}

/** The words as they were written, from the first to the last. */
function textOf({ folded, starts, ends }: Words, indices: readonly number[]): string {
  const first = indices[0];
  const last = indices.at(-1);
  if (first === undefined || last === undefined) return '';
  const { start, end } = originalRange(folded, starts[first] ?? 0, ends[last] ?? 0);
  return readable(folded.original.slice(start, end));
}

/** White space as one space, words that a line's end parts as one. */
function readable(text: string): string {
  return text
    .replace(/\u00ad\s*/g, '')
    .replace(/(?<=\p{L})[-\u2010]\s*[\n\r]\s*(?=\p{Ll})/gu, '')
    .replace(/\s+/g, ' ');
}

/** True where white space stands before a word. */
function isSpaced({ folded, starts }: Words, index: number | undefined): boolean {
  const start = starts[index ?? 0] ?? 0;
  return start > 0 && folded.text[start - 1] === ' ';
}

/** The letters that differ in two words, where folding has left both as long as they were written. */
function lettersOf(quote: Words, quoteIndex: number, text: Words, textIndex: number) {
  const a = wordAt(quote, quoteIndex);
  const b = wordAt(text, textIndex);
  const asWritten = textOf(quote, [quoteIndex]).length === a.length && textOf(text, [textIndex]).length === b.length;
  if (!asWritten) return { deleted: [], inserted: [] };
  const { inA, inB } = differingLetters(a, b);
  return { deleted: inA, inserted: inB };
}
