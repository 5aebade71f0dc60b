/**
 * A quoted passage that doesn't stand in its source as it is quoted.
 */
import type { Check } from './check.ts';
import { placedCitation } from './placed-citation.ts';

export const quoteDiffers: Check = {
  rule: 'quote-differs',
  title: 'Quoted passages that differ from the source',
  find: (story) => {
    const similarityOf = new Map(story.quoteMatches.map(({ citationId, similarity }) => [citationId, similarity]));
    return story.projections.citations.flatMap((placed) => {
      const similarity = similarityOf.get(placed.citation.id);
      if (similarity === undefined || similarity >= 1 || !placed.citation.quote.trim()) return [];
      return [
        {
          message: messageOf(similarity),
          detail: placed.citation.quote,
          ...placedCitation(story, placed),
        },
      ];
    });
  },
};

function messageOf(similarity: number): string {
  if (similarity <= 0) return 'The quoted passage is not in the offline copy of the source';
  // Never "100 % alike" of what is not.
  return `The quoted passage differs from the source, ${Math.min(99, Math.round(similarity * 100))} % alike`;
}
