/**
 * A citation that nobody has held against its source, or not since its sentence or its sources were changed.
 */
import { isReviewed, type ReviewState, reviewStateOf } from '#core/citation/review.ts';
import type { Citation } from '#core/model/citation.ts';
import type { Check } from './check.ts';
import { placedCitation } from './placed-citation.ts';

export const citationWithoutVerdict: Check = {
  rule: 'citation-without-verdict',
  title: 'Citations without a verdict',
  find: (story) =>
    story.projections.citations.flatMap((placed) => {
      const state = reviewStateOf(placed.citation, placed.sentence);
      if (isReviewed(state)) return [];
      return [{ message: messageOf(state, placed.citation), ...placedCitation(story, placed) }];
    }),
};

function messageOf(state: ReviewState, { review }: Citation): string {
  if (state !== 'changed') return 'A citation has no verdict yet';
  return review?.sourcesChanged
    ? 'The sources of a citation have changed since it was reviewed'
    : 'The sentence has changed since its citation was reviewed';
}
