/**
 * Answering a query from segments: which documents hold all its words, the best first.
 */
import { HEAD_PLACES, TEXT_PLACES } from './fields.ts';
import { eachPosting, type Segment } from './segment.ts';
import { wordsFrom, wordsNear } from './vocabulary.ts';
import { queryWordsOf } from './words.ts';

/** A segment and what its documents are; undefined for one that is gone. */
export type SearchedPart<D> = { segment: Segment; documents: readonly (D | undefined)[] };
export type Found<D> = { document: D; score: number };

/** How an indexed word answers to a typed one: nearly, by beginning with it, by being it. */
const NEAR = 0;
const BEGINNING = 1;
const WHOLE = 2;
const QUALITIES = 3;
const QUALITY_FACTORS = [0.6, 0.8, 1];

/** A hit in the title outweighs whatever else a document has; texts count only among each other. */
const TITLE_POINTS = 100_000;
const KEYWORDS_POINTS = 3_000;
const SUMMARY_POINTS = 1_000;
const TEXT_POINTS = [10, 14, 17, 20];

/**
 * The documents of `parts` in which every word of `query` stands, is begun by a word, or, where there is none otherwise,
 * stands with one slip, and in a long word two. Best first; of equals as `compare` says.
 */
export function find<D>(parts: readonly SearchedPart<D>[], query: string, compare: (a: D, b: D) => number): Found<D>[] {
  const words = queryWordsOf(query);
  if (words.length === 0) return [];
  for (let slips = 0; slips <= Math.max(...words.map(slipsIn)); slips += 1) {
    const found = findWith(parts, words, slips);
    if (found.length > 0) return found.sort((a, b) => b.score - a.score || compare(a.document, b.document));
  }
  return [];
}

/** How many slips are forgiven: in a short word one makes another word of it. */
function slipsIn(word: string): number {
  return word.length < 5 ? 0 : word.length < 9 ? 1 : 2;
}

function findWith<D>(parts: readonly SearchedPart<D>[], words: readonly string[], slips: number): Found<D>[] {
  const counts = parts.map(({ documents }) => documents.length);
  const matched = counts.map((count) => new Uint8Array(count));
  const scores = counts.map((count) => new Float64Array(count));
  const total = counts.reduce((sum, count) => sum + count, 0);
  words.forEach((word, turn) => {
    const answers = parts.map(({ segment }) => answersOf(segment, word, Math.min(slips, slipsIn(word))));
    const holding = answers.reduce(
      (sum, answer) => sum + answer.reduce((held, best) => held + (best > 0 ? 1 : 0), 0),
      0,
    );
    // A rare word tells more (its inverse document frequency); together the texts stay below any summary.
    const textFactor = Math.log(1 + total / Math.max(1, holding)) / words.length;
    const points = pointsBy(textFactor);
    answers.forEach((answer, part) => {
      const matchedHere = matched[part];
      const scoresHere = scores[part];
      if (!matchedHere || !scoresHere) return;
      for (let document = 0; document < answer.length; document += 1) {
        const best = answer[document] ?? 0;
        if (best === 0 || matchedHere[document] !== turn) continue;
        matchedHere[document] = turn + 1;
        scoresHere[document] = (scoresHere[document] ?? 0) + (points[best] ?? 0);
      }
    });
  });
  return parts.flatMap(({ documents }, part) => {
    const found: Found<D>[] = [];
    documents.forEach((document, number) => {
      if (document !== undefined && matched[part]?.[number] === words.length)
        found.push({ document, score: scores[part]?.[number] ?? 0 });
    });
    return found;
  });
}

/** For each document of a segment the best answer to a word, a place and a quality in one number; 0 where there is none. */
function answersOf(segment: Segment, word: string, slips: number): Uint8Array {
  const best = new Uint8Array(segment.documentCount);
  const take = (from: number, to: number, quality: number) => {
    eachPosting(segment, from, to, (document, place) => {
      const answer = place * QUALITIES + quality + 1;
      if (answer > (best[document] ?? 0)) best[document] = answer;
    });
  };
  const { from, to, isWhole } = wordsFrom(segment, word);
  if (isWhole) take(from, from + 1, WHOLE);
  take(isWhole ? from + 1 : from, to, BEGINNING);
  if (slips > 0) for (const near of wordsNear(segment, word, slips)) take(near.from, near.to, NEAR);
  return best;
}

/** What each answer is worth, by its number. */
function pointsBy(textFactor: number): Float64Array {
  const placePoints: number[] = [];
  TEXT_PLACES.forEach((place, index) => {
    placePoints[place] = (TEXT_POINTS[index] ?? 0) * textFactor;
  });
  placePoints[HEAD_PLACES.summary] = SUMMARY_POINTS;
  placePoints[HEAD_PLACES.keywords] = KEYWORDS_POINTS;
  placePoints[HEAD_PLACES.title] = TITLE_POINTS;
  const points = new Float64Array(placePoints.length * QUALITIES + 1);
  placePoints.forEach((value, place) => {
    QUALITY_FACTORS.forEach((factor, quality) => {
      points[place * QUALITIES + quality + 1] = value * factor;
    });
  });
  return points;
}
