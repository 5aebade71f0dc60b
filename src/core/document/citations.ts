/**
 * The citations of a document, and its mentions.
 */
import { type Citation, citationSchema } from '#core/model/citation.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { outlineOf, type Section, sectionAt } from './outline.ts';
import { sentenceAt, textRunsOf } from './sentences.ts';

/** A citation and where it stands. */
export type PlacedCitation = {
  citation: Citation;
  /** The innermost section that it stands in; null before the first heading. */
  sectionId: string | null;
  /** Its top-level block, counted from 0. */
  blockIndex: number;
  /** The sentence that it supports, as it reads now; empty where it stands alone. */
  sentence: string;
};

/** All citations of a document in order. `sections` saves computing the outline again where the caller has it. */
export function citationsIn(
  document: StoryDocument,
  sections: readonly Section[] = outlineOf(document),
): PlacedCitation[] {
  return document.root.children.flatMap((block, blockIndex) => {
    const found = citationsOfBlock(block);
    if (found.length === 0) return [];
    const sectionId = sectionAt(sections, blockIndex)?.id ?? null;
    return found.map((citation) => ({ ...citation, sectionId, blockIndex }));
  });
}

const byBlock = new WeakMap<SerializedNode, Pick<PlacedCitation, 'citation' | 'sentence'>[]>();

function citationsOfBlock(block: SerializedNode): Pick<PlacedCitation, 'citation' | 'sentence'>[] {
  let found = byBlock.get(block);
  if (!found) {
    found = textRunsOf(block).flatMap((run) =>
      run.inlines.flatMap(({ node, offset }) => {
        const citation = node.type === 'citation' ? citationSchema.safeParse(node.citation).data : undefined;
        return citation ? [{ citation, sentence: sentenceAt(run, offset)?.text ?? '' }] : [];
      }),
    );
    byBlock.set(block, found);
  }
  return found;
}

/** The distinct sources that citations point to, in the order of their first mention; their number is the story's mentions. */
export function mentionedSourcesOf(citations: readonly Pick<PlacedCitation, 'citation'>[]): string[] {
  return [...new Set(citations.flatMap(({ citation }) => citation.items.map((item) => item.sourceId)))];
}
