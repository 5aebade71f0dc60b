/**
 * A cited source of which nothing is known but outlet and date.
 */
import { describeSource } from '#core/citation/describe.ts';
import type { Check } from './check.ts';

export const sourceNeedsDetails: Check = {
  rule: 'source-needs-details',
  title: 'Sources that need details',
  find: ({ projections, sources, places }) =>
    projections.sourceIds.flatMap((sourceId) => {
      const source = sources.get(sourceId);
      if (!source?.needsDetails) return [];
      const first = projections.citations.find(({ citation }) =>
        citation.items.some((item) => item.sourceId === sourceId),
      );
      if (!first) return [];
      const { outlet, date } = describeSource(source.csl);
      return [
        {
          message: `${[outlet || 'A source', date].filter(Boolean).join(', ')} needs its details`,
          place: sourceId,
          where: places.section(first.sectionId),
          sectionId: first.sectionId,
          target: { kind: 'citation', citationId: first.citation.id },
        },
      ];
    }),
};
