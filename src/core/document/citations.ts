/**
 * The citations of a document, and its mentions.
 */
import type { Citation } from '#core/model/citation.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { citationIn } from './citation-in.ts';
import { outlineOf, type Section, sectionAt } from './outline.ts';
import { perBlock } from './per-block.ts';
import { sentenceAt, textRunsOf } from './sentences.ts';
import { walkNode } from './walk.ts';

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
    return found.map(({ citation, sentence }) => ({ citation, sectionId, blockIndex, sentence }));
  });
}

/** The citations of one block in order, each by its node: without their sentences, which take longer. */
export const citationNodesOf: (block: SerializedNode) => ReadonlyMap<SerializedNode, Citation> = perBlock((block) => {
  const found = new Map<SerializedNode, Citation>();
  walkNode(block, (node) => {
    const citation = citationIn(node);
    if (citation) found.set(node, citation);
  });
  return found;
});

/** A citation within its block, and the sentence that it supports. */
export type CitationOfBlock = Pick<PlacedCitation, 'citation' | 'sentence'> & {
  /** Its text run among those of the block. */
  runIndex: number;
  /** The sentence among those of the run; null where the run has no text. */
  sentenceIndex: number | null;
};

/** The citations of one block in order. */
export const citationsOfBlock: (block: SerializedNode) => readonly CitationOfBlock[] = perBlock((block) => {
  const citations = citationNodesOf(block);
  // Most blocks have none, and need not be cut into sentences for that.
  if (citations.size === 0) return [];
  return textRunsOf(block).flatMap((run, runIndex) =>
    run.inlines.flatMap(({ node, offset }) => {
      const citation = citations.get(node);
      if (!citation) return [];
      const sentence = sentenceAt(run, offset);
      const sentenceIndex = sentence ? run.sentences.indexOf(sentence) : null;
      return [{ citation, sentence: sentence?.text ?? '', runIndex, sentenceIndex }];
    }),
  );
});

/** The distinct sources that a document cites, in the order of their first mention. */
export function sourcesCitedIn({ root }: StoryDocument): string[] {
  const citations = root.children.flatMap((block) => [...citationNodesOf(block).values()]);
  return mentionedSourcesOf(citations.map((citation) => ({ citation })));
}

/** The distinct sources that citations point to, in the order of their first mention; their number is the story's mentions. */
export function mentionedSourcesOf(citations: readonly Pick<PlacedCitation, 'citation'>[]): string[] {
  return [...new Set(citations.flatMap(({ citation }) => citation.items.map((item) => item.sourceId)))];
}
