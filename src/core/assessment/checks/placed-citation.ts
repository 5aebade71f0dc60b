/**
 * The place of a finding about one citation.
 */
import { citationsOfBlock, type PlacedCitation } from '#core/document/citations.ts';
import type { CheckedStory, Finding } from './check.ts';

/** Place, words for it and jump target of a citation. */
export function placedCitation(
  { document, places }: Pick<CheckedStory, 'document' | 'places'>,
  { citation, blockIndex, sectionId }: PlacedCitation,
): Pick<Finding, 'place' | 'where' | 'sectionId' | 'target'> {
  const block = document.root.children[blockIndex];
  const inBlock = block && citationsOfBlock(block).find((other) => other.citation === citation);
  return {
    place: citation.id,
    where: inBlock ? places.sentence(blockIndex, inBlock.runIndex, inBlock.sentenceIndex) : places.section(sectionId),
    sectionId,
    target: { kind: 'citation', citationId: citation.id },
  };
}
