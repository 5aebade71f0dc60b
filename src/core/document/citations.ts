/**
 * The citations of a document, and its mentions.
 */
import { type Citation, citationSchema } from '#core/model/citation.ts';
import type { StoryDocument } from '#core/model/story.ts';
import { outlineOf, type Section, sectionAt } from './outline.ts';
import { walk } from './walk.ts';

/** A citation and where it stands. */
export type PlacedCitation = {
  citation: Citation;
  /** The innermost section that it stands in; null before the first heading. */
  sectionId: string | null;
  /** Its top-level block, counted from 0. */
  blockIndex: number;
};

/** All citations of a document in order. `sections` saves computing the outline again where the caller has it. */
export function citationsIn(
  document: StoryDocument,
  sections: readonly Section[] = outlineOf(document),
): PlacedCitation[] {
  const placed: PlacedCitation[] = [];
  walk(document, (node, blockIndex) => {
    if (node.type !== 'citation') return;
    const citation = citationSchema.safeParse(node.citation);
    if (!citation.success) return;
    placed.push({ citation: citation.data, sectionId: sectionAt(sections, blockIndex)?.id ?? null, blockIndex });
  });
  return placed;
}

/** The distinct sources that citations point to, in the order of their first mention; their number is the story's mentions. */
export function mentionedSourcesOf(citations: readonly PlacedCitation[]): string[] {
  return [...new Set(citations.flatMap(({ citation }) => citation.items.map((item) => item.sourceId)))];
}
