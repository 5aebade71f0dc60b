/**
 * Which words of a stretch may stand for which words of a quote, misspelt or with another ending.
 */
import { distanceIfAlike, letterMask } from './letters.ts';

/** More pairs of different words are not all compared: then only for words of the quote that the stretch hasn't. */
const MAX_PAIRS = 200_000;

/** For each id of the quote the ids of the text that are alike, with their distance in letters. */
export function respellingsBetween(
  quoteIds: Int32Array,
  textIds: Int32Array,
  wordOf: (id: number) => string,
): Map<number, Map<number, number>> {
  const textWords = [...new Set(textIds)].map((id) => ({ id, word: wordOf(id), mask: letterMask(wordOf(id)) }));
  const inText = new Set(textIds);
  const distinct = [...new Set(quoteIds)];
  const isMany = distinct.length * textWords.length > MAX_PAIRS;
  const respellings = new Map<number, Map<number, number>>();
  for (const quoteId of distinct) {
    if (isMany && inText.has(quoteId)) continue;
    const word = wordOf(quoteId);
    const mask = letterMask(word);
    let alike: Map<number, number> | undefined;
    for (const other of textWords) {
      if (other.id === quoteId) continue;
      const distance = distanceIfAlike(word, mask, other.word, other.mask);
      if (distance === undefined) continue;
      alike ??= new Map();
      alike.set(other.id, distance);
    }
    if (alike) respellings.set(quoteId, alike);
  }
  return respellings;
}
