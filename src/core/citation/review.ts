/**
 * What stands of a verdict: it was given for the sentence around the citation, and holds while that reads the same.
 */
import type { Citation, Review, Verdict } from '#core/model/citation.ts';

/** A verdict, or that it no longer holds: the sentence has been changed since. */
export type ReviewState = Verdict | 'changed';

/** The state of a citation's review; `sentence` is what it supports now. A verdict without a review holds. */
export function reviewStateOf({ verdict, review }: Citation, sentence: string): ReviewState {
  if (verdict === 'unverified' || !review) return verdict;
  return isOf(review, sentence) ? verdict : 'changed';
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
