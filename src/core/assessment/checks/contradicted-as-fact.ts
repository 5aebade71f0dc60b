/**
 * A sentence that its own source contradicts, and that still states it as a fact.
 */
import { reviewStateOf } from '#core/citation/review.ts';
import { isStatedAsFact } from './assertion.ts';
import type { Check } from './check.ts';
import { placedCitation } from './placed-citation.ts';

export const contradictedAsFact: Check = {
  rule: 'contradicted-as-fact',
  title: 'Contradicted citations still stated as fact',
  find: (story) =>
    story.projections.citations
      .filter(
        ({ citation, sentence }) =>
          reviewStateOf(citation, sentence) === 'contradicts' && sentence !== '' && isStatedAsFact(sentence),
      )
      .map((placed) => ({
        message: 'A contradicted citation is still stated as fact',
        ...placedCitation(story, placed),
      })),
};
