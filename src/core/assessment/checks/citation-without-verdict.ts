/**
 * A citation that nobody has held against its source, or not since its sentence was changed.
 */
import { isReviewed, reviewStateOf } from '#core/citation/review.ts';
import type { Check } from './check.ts';
import { placedCitation } from './placed-citation.ts';

export const citationWithoutVerdict: Check = {
  rule: 'citation-without-verdict',
  title: 'Citations without a verdict',
  find: (story) =>
    story.projections.citations.flatMap((placed) => {
      const state = reviewStateOf(placed.citation, placed.sentence);
      if (isReviewed(state)) return [];
      const message =
        state === 'changed'
          ? 'The sentence has changed since its citation was reviewed'
          : 'A citation has no verdict yet';
      return [{ message, ...placedCitation(story, placed) }];
    }),
};
