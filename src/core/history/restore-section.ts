/**
 * Bringing one section of an earlier state back into a document, and leaving everything else as it is.
 */
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { citationIn } from '../document/citation-in.ts';
import { outlineOf, type Section } from '../document/outline.ts';
import { walkNode } from '../document/walk.ts';

/** The blocks of a section as a document has it, its subsections included; null where it has no such section. */
export function blocksOfSection(document: StoryDocument, sectionId: string): SerializedNode[] | null {
  const section = outlineOf(document).find(({ id }) => id === sectionId);
  return section ? document.root.children.slice(section.firstBlock, section.endBlock) : null;
}

/**
 * `now` with one section as `earlier` has it; null where `earlier` has no such section. It stands in the place of what is
 * there of it, or, where it is gone, after the section that it used to follow. Subsections that stand in another section by
 * now stay there; those that have been moved in from another stay too. Citations come along; one whose id is in use
 * elsewhere by now gets a new one.
 */
export function restoreSection(
  now: StoryDocument,
  earlier: StoryDocument,
  sectionId: string,
  newId: () => string,
): StoryDocument | null {
  const before = outlineOf(earlier);
  const wanted = before.find(({ id }) => id === sectionId);
  if (!wanted) return null;
  const present = outlineOf(now);
  const replaced = present.find(({ id }) => id === sectionId);
  const start = replaced?.firstBlock ?? placeFor(wanted, before, present, now.root.children.length);
  const end = replaced?.endBlock ?? start;

  const livesElsewhere = (id: string) =>
    present.some((section) => section.id === id && (section.firstBlock < start || section.firstBlock >= end));
  const wasElsewhere = (id: string) =>
    before.some(
      (section) =>
        section.id === id && (section.firstBlock < wanted.firstBlock || section.firstBlock >= wanted.endBlock),
    );
  const restored = blocksWithout(earlier, wanted, before, livesElsewhere);
  const movedIn = present
    .filter(({ firstBlock }) => firstBlock > start && firstBlock < end)
    .filter(({ id, parentId }) => wasElsewhere(id) && !(parentId !== null && wasElsewhere(parentId)))
    .flatMap(({ firstBlock, endBlock }) => now.root.children.slice(firstBlock, endBlock));
  const head = now.root.children.slice(0, start);
  const tail = [...movedIn, ...now.root.children.slice(end)];
  const taken = citationIdsIn([...head, ...tail]);
  const fresh = restored.map((block) => withFreeCitationIds(block, taken, newId));
  return { root: { ...now.root, children: [...head, ...fresh, ...tail] } };
}

/** Before which block a section that is gone belongs: after the nearest one before it that is still there. */
function placeFor(
  wanted: Section,
  before: readonly Section[],
  present: readonly Section[],
  blockCount: number,
): number {
  const earlierOnes = before.slice(0, before.indexOf(wanted)).toReversed();
  for (const neighbour of earlierOnes) {
    const there = present.find(({ id }) => id === neighbour.id);
    if (!there) continue;
    // Within its parent, after the parent's own text; after a sibling, behind all of it.
    if (neighbour.endBlock > wanted.firstBlock) {
      return present.find(({ parentId }) => parentId === there.id)?.firstBlock ?? there.endBlock;
    }
    if (there.level >= wanted.level) return there.endBlock;
  }
  // It was the first: before the first section that is there now.
  return wanted.parentId === null ? (present[0]?.firstBlock ?? blockCount) : blockCount;
}

/** A section's blocks without those of its subsections that `isLeftOut`. */
function blocksWithout(
  document: StoryDocument,
  { firstBlock, endBlock }: Section,
  outline: readonly Section[],
  isLeftOut: (id: string) => boolean,
): SerializedNode[] {
  const leftOut = outline.filter(
    (section) => section.firstBlock > firstBlock && section.firstBlock < endBlock && isLeftOut(section.id),
  );
  return document.root.children.filter(
    (_, index) =>
      index >= firstBlock &&
      index < endBlock &&
      !leftOut.some((section) => section.firstBlock <= index && index < section.endBlock),
  );
}

function citationIdsIn(blocks: readonly SerializedNode[]): Set<string> {
  const ids = new Set<string>();
  for (const block of blocks) {
    walkNode(block, (node) => {
      const citation = citationIn(node);
      if (citation) ids.add(citation.id);
    });
  }
  return ids;
}

function withFreeCitationIds(node: SerializedNode, taken: ReadonlySet<string>, newId: () => string): SerializedNode {
  const citation = citationIn(node);
  if (citation) return taken.has(citation.id) ? { ...node, citation: { ...citation, id: newId() } } : node;
  if (!node.children) return node;
  return { ...node, children: node.children.map((child) => withFreeCitationIds(child, taken, newId)) };
}
