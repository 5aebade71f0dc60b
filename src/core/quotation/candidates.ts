/**
 * Where in a copy a quote may stand: the stretches that share the most words and neighbours with it, rare ones counting more.
 * One pass over the text, whatever the quote.
 */
import { distanceIfAlike, letterMask } from './letters.ts';
import type { PreparedCopy } from './prepared-copy.ts';
import { type Words, wordAt } from './words.ts';

/** Words of a copy, `start` to before `end`. */
export type Stretch = { start: number; end: number };

/**
 * Words of a quote that the copy hasn't are looked for in other spellings with the same first letter, which misprints and
 * endings leave alone; of more than so many words, the first ones.
 */
const MAX_RESPELLED = 48;
/** A word in another spelling, as a misprint or another ending, speaks less for a place than the word itself. */
const RESPELLED_SHARE = 0.6;
/** Stretches that share less than this part of what the best one shares are not looked at. */
const WORTH_SHARE = 0.5;

/**
 * The stretches of about the length of `sought` (indices of words in `quote`) that may hold it, best first, at most `limit`.
 * None where the copy shares no word with it.
 */
export function candidatesFor(copy: PreparedCopy, quote: Words, sought: Uint32Array, limit: number): Stretch[] {
  const { ids, vocabulary } = copy;
  const count = ids.length;
  if (sought.length === 0 || count === 0) return [];
  const { weights, allowed } = weigh(copy, quote, sought);
  const pairs = pairsOf(copy, quote, sought);
  const length = sought.length + Math.ceil(sought.length / 4) + 2;

  // The score of the stretch that ends with each word: rare words as often as the quote has them, and neighbours.
  const scores = new Float32Array(count);
  const seen = new Uint16Array(vocabulary.length);
  const pairScores = new Float32Array(count);
  let score = 0;
  for (let at = 0; at < count; at += 1) {
    const id = ids[at] ?? 0;
    const times = seen[id] ?? 0;
    if (times < (allowed[id] ?? 0)) score += weights[id] ?? 0;
    seen[id] = times + 1;
    const left = at > 0 ? (ids[at - 1] ?? 0) : -1;
    if ((weights[id] ?? 0) > 0 && left >= 0 && pairs.has(left * vocabulary.length + id)) {
      const worth = (weights[id] ?? 0) + (weights[left] ?? 0);
      pairScores[at] = worth;
      score += worth;
    }
    const gone = at - length;
    if (gone >= 0) {
      const goneId = ids[gone] ?? 0;
      const goneTimes = (seen[goneId] ?? 0) - 1;
      seen[goneId] = goneTimes;
      if (goneTimes < (allowed[goneId] ?? 0)) score -= weights[goneId] ?? 0;
      score -= pairScores[gone] ?? 0;
    }
    scores[at] = score;
  }
  return bestOf(scores, length, limit);
}

/** What each word of the vocabulary is worth where it stands in the quote (0 elsewhere), and how often it counts. */
function weigh(copy: PreparedCopy, quote: Words, sought: Uint32Array) {
  const { vocabulary, idByWord, frequencies, ids } = copy;
  const weights = new Float32Array(vocabulary.length);
  const allowed = new Uint16Array(vocabulary.length);
  const rarity = (id: number) => Math.log2(1 + ids.length / (frequencies[id] ?? 1));
  const absent = new Set<string>();
  for (const index of sought) {
    const word = wordAt(quote, index);
    const id = idByWord.get(word);
    if (id === undefined) absent.add(word);
    else {
      weights[id] = rarity(id);
      allowed[id] = Math.min(0xffff, (allowed[id] ?? 0) + 1);
    }
  }
  if (absent.size > 0) {
    const respelled = [...absent].slice(0, MAX_RESPELLED).map((word) => ({ word, mask: letterMask(word) }));
    vocabulary.forEach((word, id) => {
      if (weights[id]) return;
      const mask = letterMask(word);
      const isAlike = respelled.some(
        (other) =>
          other.word.charCodeAt(0) === word.charCodeAt(0) &&
          distanceIfAlike(other.word, other.mask, word, mask) !== undefined,
      );
      if (!isAlike) return;
      weights[id] = RESPELLED_SHARE * rarity(id);
      allowed[id] = 1;
    });
  }
  return { weights, allowed };
}

/** Which two words of the vocabulary are neighbours in the quote, as `left × size of the vocabulary + right`. */
function pairsOf({ idByWord, vocabulary }: PreparedCopy, quote: Words, sought: Uint32Array): Set<number> {
  const pairs = new Set<number>();
  let left: number | undefined;
  for (const index of sought) {
    const right = idByWord.get(wordAt(quote, index));
    if (left !== undefined && right !== undefined) pairs.add(left * vocabulary.length + right);
    left = right;
  }
  return pairs;
}

/** The ends of the best scores, none within `length` of a better one; of equal ones the first. */
function bestOf(scores: Float32Array, length: number, limit: number): Stretch[] {
  const stretches: Stretch[] = [];
  let worth = 0;
  while (stretches.length < limit) {
    let best = -1;
    let bestScore = worth;
    for (let at = 0; at < scores.length; at += 1) {
      if ((scores[at] ?? 0) > bestScore) {
        best = at;
        bestScore = scores[at] ?? 0;
      }
    }
    if (best < 0) break;
    worth = Math.max(worth, bestScore * WORTH_SHARE);
    stretches.push({ start: Math.max(0, best - length + 1), end: best + 1 });
    scores.fill(0, Math.max(0, best - length + 1), Math.min(scores.length, best + length));
  }
  return stretches;
}
