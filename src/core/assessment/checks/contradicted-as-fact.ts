/**
 * A sentence that its own source contradicts, and that still states it as a fact.
 */
import { reviewStateOf } from '#core/citation/review.ts';
import { citationsOfBlock } from '#core/document/citations.ts';
import { perBlock } from '#core/document/per-block.ts';
import type { Citation } from '#core/model/citation.ts';
import { isStatedAsFact } from './assertion.ts';
import type { Check } from './check.ts';
import { placedCitation } from './placed-citation.ts';

export const contradictedAsFact: Check = {
  rule: 'contradicted-as-fact',
  title: 'Contradicted citations still stated as fact',
  prepare: (block) => void contradictedIn(block),
  find: (story) =>
    story.projections.citations
      .filter(({ citation, blockIndex }) => {
        const block = story.document.root.children[blockIndex];
        return block !== undefined && contradictedIn(block).has(citation);
      })
      .map((placed) => ({
        message: 'A contradicted citation is still stated as fact',
        ...placedCitation(story, placed),
      })),
};

const contradictedIn = perBlock((block): ReadonlySet<Citation> => {
  const found = citationsOfBlock(block).filter(
    ({ citation, sentence }) =>
      reviewStateOf(citation, sentence) === 'contradicts' && sentence !== '' && isStatedAsFact(sentence),
  );
  return new Set(found.map(({ citation }) => citation));
});
