/**
 * Going to a place in the story: it comes into view, and what stands there is selected.
 */
import {
  $createNodeSelection,
  $createRangeSelection,
  $nodesOfType,
  $setSelection,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from 'lexical';
import type { JumpTarget } from '#core/assessment/checks/check.ts';
import { CitationNode } from '#core/document/nodes/citation-node.ts';
import { ClaimNode } from '#core/document/nodes/claim-node.ts';
import { StoryLinkNode } from '#core/document/nodes/story-link-node.ts';
import { focusText } from './focus-text.ts';
import { holdInView } from './hold-in-view.ts';
import { $headingOf } from './sections.ts';
import { $pointsOfRun } from './text-runs.ts';

/** Space kept above what is brought into view, in pixels. */
export const REVEAL_GAP_PX = 24;

/** Goes to a place; nothing happens where it is gone. */
export function jumpTo(editor: LexicalEditor, target: JumpTarget): void {
  if (target.kind === 'story') {
    const sheet = editor.getRootElement()?.closest('.story-sheet');
    sheet?.querySelector<HTMLElement>('.story-gauges input[aria-label="Confidence"]')?.focus();
    return;
  }
  let key: NodeKey | null = null;
  editor.update(
    () => {
      key = $select(target);
    },
    { discrete: true },
  );
  if (key !== null) reveal(editor, key);
}

/** Selects what stands at the place and returns the node to bring into view; null where it is gone. */
function $select(target: Exclude<JumpTarget, { kind: 'story' }>): NodeKey | null {
  switch (target.kind) {
    case 'section': {
      const heading = $headingOf(target.sectionId);
      heading?.selectStart();
      return heading?.getKey() ?? null;
    }
    case 'citation':
      return $selectWhole($nodesOfType(CitationNode).find((node) => node.getCitation()?.id === target.citationId));
    case 'claim': {
      const claim = $nodesOfType(ClaimNode).find((node) => node.getClaim()?.id === target.claimId);
      claim?.select(0, claim.getChildrenSize());
      return claim?.getKey() ?? null;
    }
    case 'story-link':
      return $selectWhole($inDocumentOrder($nodesOfType(StoryLinkNode))[target.index]);
    case 'text': {
      const points = $pointsOfRun(target);
      if (!points) return null;
      const selection = $createRangeSelection();
      selection.anchor.set(...points.start);
      selection.focus.set(...points.end);
      $setSelection(selection);
      return points.start[0];
    }
  }
}

function $selectWhole(node: LexicalNode | undefined): NodeKey | null {
  if (!node) return null;
  const selection = $createNodeSelection();
  selection.add(node.getKey());
  $setSelection(selection);
  return node.getKey();
}

function $inDocumentOrder<T extends LexicalNode>(nodes: readonly T[]): T[] {
  return nodes.toSorted((a, b) => (a.isBefore(b) ? -1 : 1));
}

/** Brings a node into view and puts the focus into the text. */
export function reveal(editor: LexicalEditor, key: NodeKey): void {
  const element = editor.getElementByKey(key);
  if (!element) return;
  focusText(editor);
  element.style.scrollMarginBlock = `${REVEAL_GAP_PX}px`;
  const block = isBlock(element) ? 'start' : 'center';
  holdInView(element, element.closest('.story-scroll'), () => element.scrollIntoView({ block }));
}

function isBlock(element: HTMLElement): boolean {
  return getComputedStyle(element).display === 'block';
}
