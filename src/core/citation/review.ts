/**
 * What stands of a verdict: it was given for the sentence around the citation and for its sources, and holds while those are the
 * same.
 */
import type { Citation, CitationItem, Review, Verdict } from '#core/model/citation.ts';

/** A verdict, or that it no longer holds: the sentence or the sources have been changed since. */
export type ReviewState = Verdict | 'changed';

/** The state of a citation's review; `sentence` is what it supports now. A verdict without a review holds. */
export function reviewStateOf({ verdict, review }: Citation, sentence: string): ReviewState {
  if (verdict === 'unverified' || !review) return verdict;
  return !review.sourcesChanged && isOf(review, sentence) ? verdict : 'changed';
}

/** The last sentence that each review was held against: it is asked for many times and changes seldom. */
const held = new WeakMap<Review, { sentence: string; isSame: boolean }>();

function isOf(review: Review, sentence: string): boolean {
  let last = held.get(review);
  if (last?.sentence !== sentence) {
    last = { sentence, isSame: foldSentence(review.sentence) === foldSentence(sentence) };
    held.set(review, last);
  }
  return last.isSame;
}

/** True where a reviewer's verdict stands. */
export function isReviewed(state: ReviewState): boolean {
  return state !== 'unverified' && state !== 'changed';
}

/** Returns the citation with a verdict given at `now` for `sentence`; `unverified` takes the verdict back. */
export function withVerdict(citation: Citation, verdict: Verdict, sentence: string, now: Date): Citation {
  const { review: _, ...rest } = citation;
  if (verdict === 'unverified') return { ...rest, verdict };
  return { ...rest, verdict, review: { at: now.toISOString(), sentence: sentence.slice(0, 20_000) } };
}

/**
 * Returns an edited citation whose verdict was given while it had `judgedItems`: of other sources nobody has said it. A verdict that
 * came without a review is taken back.
 */
export function afterChangeOfSources(citation: Citation, judgedItems: readonly CitationItem[]): Citation {
  const { verdict, review } = citation;
  const isSame = citesAllOf(citation.items, judgedItems) && citesAllOf(judgedItems, citation.items);
  if (verdict === 'unverified' || isSame) return citation;
  return review ? { ...citation, review: { ...review, sourcesChanged: true } } : { ...citation, verdict: 'unverified' };
}

function citesAllOf(items: readonly CitationItem[], others: readonly CitationItem[]): boolean {
  return others.every(({ sourceId }) => items.some((item) => item.sourceId === sourceId));
}

/** What doesn't change what a sentence says: kinds of quotes, dashes and spaces, and spaces before punctuation. */
function foldSentence(sentence: string): string {
  return sentence
    .normalize('NFC')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„‟«»]/g, '"')
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:!?])/g, '')
    .trim();
}
