/**
 * Sections inside a running editor: finding a section's heading, moving a section, and which one the caret is in.
 */
import { $isHeadingNode, type HeadingNode } from '@lexical/rich-text';
import { $getRoot, $getSelection, $isRangeSelection, type LexicalNode } from 'lexical';
import { $sectionOf } from '#core/document/nodes/section-state.ts';

/** Ids that a projection gives headings whose state no editor has set yet: their place among the blocks. */
const PLACE_ID = /^block-(\d+)$/;

/** The heading that opens a section; null where there is none of that id. */
export function $headingOf(sectionId: string): HeadingNode | null {
  for (let block = $getRoot().getFirstChild(); block; block = block.getNextSibling()) {
    if ($isHeadingNode(block) && $sectionOf(block)?.id === sectionId) return block;
  }
  const place = PLACE_ID.exec(sectionId)?.[1];
  const block = place === undefined ? null : $getRoot().getChildAtIndex(Number(place));
  return $isHeadingNode(block) ? block : null;
}

/** A section's blocks in order, subsections included, its heading first. */
function $blocksOf(heading: HeadingNode): LexicalNode[] {
  const level = levelOf(heading);
  const blocks: LexicalNode[] = [heading];
  for (let block = heading.getNextSibling(); block; block = block.getNextSibling()) {
    if ($isHeadingNode(block) && levelOf(block) <= level) break;
    blocks.push(block);
  }
  return blocks;
}

/**
 * Moves a section with its subsections before another, or to the end of the document for null. Nothing happens where a
 * section is unknown or would go before a part of itself. The selection stays on its text.
 */
export function $moveSection(sectionId: string, beforeSectionId: string | null): void {
  const heading = $headingOf(sectionId);
  const target = beforeSectionId === null ? null : $headingOf(beforeSectionId);
  if (!heading || (beforeSectionId !== null && !target)) return;
  const blocks = $blocksOf(heading);
  if (target && blocks.some((block) => block.is(target))) return;
  // Taking a block out of the tree moves the selection away from it; what it was is put back at the end.
  const selection = $getSelection();
  const kept = $isRangeSelection(selection) ? selection.clone() : null;
  for (const block of blocks) {
    if (target) target.insertBefore(block, false);
    else $getRoot().append(block);
  }
  if (kept && $isRangeSelection(selection)) {
    selection.anchor.set(kept.anchor.key, kept.anchor.offset, kept.anchor.type);
    selection.focus.set(kept.focus.key, kept.focus.offset, kept.focus.type);
  }
}

/** The block of the document that a node lies in. */
export function $topBlockOf(node: LexicalNode): LexicalNode | null {
  return node.getTopLevelElement() ?? null;
}

/** The id of the innermost section that the selection's focus is in; null before the first heading. */
export function $activeSectionId(): string | null {
  const selection = $getSelection();
  const node = $isRangeSelection(selection) ? selection.focus.getNode() : selection?.getNodes()[0];
  for (let block = node ? $topBlockOf(node) : null; block; block = block.getPreviousSibling()) {
    if ($isHeadingNode(block)) return $sectionOf(block)?.id ?? null;
  }
  return null;
}

function levelOf(heading: HeadingNode): number {
  return Number(heading.getTag().slice(1));
}
