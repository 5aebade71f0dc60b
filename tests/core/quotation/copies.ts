// Copies for the tests of quotation: a report that reads as one, and texts made up of words.
import fc from 'fast-check';
import type { CopyText } from '#core/model/copy-text.ts';

/** A copy of paragraphs, each on the page of its place unless told otherwise. */
export function copyOf(...texts: string[]): CopyText {
  return { blocks: texts.map((text, index) => ({ kind: 'paragraph', text, page: index + 1 })) };
}

export const REPORT = copyOf(
  'The publisher said the assessment would run every Tuesday and Thursday, on volumes of at least twenty tonnes delivered to bonded warehouses.',
  'For the traders it is less about arithmetic than about position. “Whoever owns the reference owns the margins,” said one trader in Rotterdam, who asked not to be named because his firm contributes to a competing index. Two producers had asked to settle first-\nquarter cargoes against the new price, according to three people with know-\nledge of the talks.',
  'Neither producer commented. A spokesman for the publisher said participation was volun-',
  'tary and that the methodology would be reviewed after ninety days.',
);

const ONSETS = ['b', 'br', 'c', 'd', 'dr', 'f', 'g', 'h', 'l', 'm', 'n', 'p', 'r', 's', 'st', 't', 'tr', 'v'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ea', 'ou'];
const CODAS = ['', 'n', 'r', 's', 'st', 'l', 'nd'];

/** A prime: multiplying by another number below it changes all syllables of a word and never makes two words one. */
const WORDS = 600_011;

/** A word of two syllables, always the same for a number below `WORDS`, and unlike that of the next number. */
export function madeUpWord(number: number): string {
  let rest = (number * 3_571 * 251) % WORDS;
  const take = <T>(from: readonly T[]): T => {
    const item = from[rest % from.length] as T;
    rest = Math.floor(rest / from.length);
    return item;
  };
  return [ONSETS, VOWELS, CODAS, ONSETS, VOWELS, CODAS, ONSETS].map(take).join('');
}

/** Texts of words none of which recurs, so that a stretch of them has one place. */
export const madeUpWords = (minLength: number, maxLength: number) =>
  fc
    .uniqueArray(fc.nat(WORDS - 1), { minLength, maxLength })
    .map((numbers) => [...new Set(numbers.map(madeUpWord))])
    .filter((words) => words.length >= minLength);
