/**
 * What points to something that the library doesn't have any more: a link to a story, a citation of a source.
 */
import { storyLinksOfBlock } from '#core/document/links.ts';
import type { Check } from './check.ts';
import { placedCitation } from './placed-citation.ts';

export const deadLink: Check = {
  rule: 'dead-link',
  title: 'Links that lead nowhere',
  find: (story) => {
    const { document, projections, sources, storyIds, places } = story;
    let index = -1;
    const links = document.root.children.flatMap((block, blockIndex) =>
      storyLinksOfBlock(block).flatMap(({ storyId, title }): ReturnType<Check['find']> => {
        index += 1;
        if (storyIds.has(storyId)) return [];
        const sectionId = places.sectionIdOf(blockIndex);
        return [
          {
            message: 'The linked story is no longer in the library',
            ...(title && { detail: title }),
            place: `${storyId} ${sectionId ?? ''}`.trim(),
            where: places.section(sectionId),
            sectionId,
            target: { kind: 'story-link', index },
          },
        ];
      }),
    );
    const citations = projections.citations
      .filter(({ citation }) => citation.items.some(({ sourceId }) => !sources.has(sourceId)))
      .map((placed) => ({ message: 'A cited source is no longer in the library', ...placedCitation(story, placed) }));
    return [...links, ...citations];
  },
};
