/**
 * The claims of a document, each with what is cited for it; and a document without them.
 */
import { type Claim, claimSchema } from '#core/model/claim.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { type CitationOfBlock, citationsOfBlock } from './citations.ts';
import { outlineOf, type Section, sectionAt } from './outline.ts';
import { perBlock } from './per-block.ts';
import { textRunsOf } from './sentences.ts';

/** A claim and where it stands. */
export type PlacedClaim = {
  claim: Claim;
  /** The words that it marks. */
  text: string;
  /** The innermost section that it stands in; null before the first heading. */
  sectionId: string | null;
  /** Its top-level block, counted from 0. */
  blockIndex: number;
  /** What is cited for the sentences that it touches. */
  citations: readonly CitationOfBlock[];
};

/** All claims of a document in order. `sections` saves computing the outline again where the caller has it. */
export function claimsIn(document: StoryDocument, sections: readonly Section[] = outlineOf(document)): PlacedClaim[] {
  return document.root.children.flatMap((block, blockIndex) => {
    const found = claimsOfBlock(block);
    if (found.length === 0) return [];
    const sectionId = sectionAt(sections, blockIndex)?.id ?? null;
    return found.map((claim) => ({ ...claim, sectionId, blockIndex }));
  });
}

const claimsOfBlock = perBlock((block) =>
  textRunsOf(block).flatMap((run, runIndex) =>
    run.claims.flatMap(({ node, start, end }): Pick<PlacedClaim, 'claim' | 'text' | 'citations'>[] => {
      const claim = claimSchema.safeParse(node.claim).data;
      if (!claim) return [];
      const touched = (index: number | null) => {
        const sentence = index === null ? undefined : run.sentences[index];
        return sentence !== undefined && sentence.start < end && sentence.end > start;
      };
      const citations = citationsOfBlock(block).filter(
        (citation) => citation.runIndex === runIndex && touched(citation.sentenceIndex),
      );
      return [{ claim, text: run.text.slice(start, end).trim(), citations }];
    }),
  ),
);

/** The document with every claim's words in its place: what is published says nothing of claims. */
export function withoutClaims(document: StoryDocument): StoryDocument {
  return { root: { ...document.root, children: document.root.children.map(unmarked) } };
}

function unmarked(node: SerializedNode): SerializedNode {
  if (!node.children) return node;
  const inner = node.children.map(unmarked);
  const isSame = inner.every((child, index) => child === node.children?.[index] && child.type !== 'claim');
  return isSame
    ? node
    : { ...node, children: inner.flatMap((child) => (child.type === 'claim' ? (child.children ?? []) : [child])) };
}
