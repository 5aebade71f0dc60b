/**
 * Marking the selected words as a claim.
 */
import {
  $findMatchingParent,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  type LexicalNode,
  type NodeKey,
} from 'lexical';
import { $createClaimNode, $isClaimNode, type ClaimNode } from '#core/document/nodes/claim-node.ts';

/** What came of it: the claim's node, or a sentence that says why there is none. */
export type MarkedClaim = { key: NodeKey } | { refusal: string };

/**
 * Marks the selected words of one line as a claim without any weight yet. Links and claims that are selected in part
 * are taken in whole; claims that are taken in end. Where the selection lies within a claim, that one is returned.
 */
export function $markClaim(id: string): MarkedClaim {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return { refusal: NOTHING };
  const around = $claimAround(selection.anchor.getNode());
  if (around?.is($claimAround(selection.focus.getNode()))) return { key: around.getKey() };
  if (selection.isCollapsed()) return { refusal: NOTHING };
  const parts = [...new Set(selection.extract().filter(isLeaf).map($partOfLine))];
  const [first] = parts;
  const line = first?.getParent();
  if (!first || !line) return { refusal: NOTHING };
  if (parts.some((part) => !line.is(part.getParent()))) return { refusal: TOO_WIDE };
  if (line.getType() === 'code') return { refusal: CODE };
  const claim = $createClaimNode({ id, confidencePercent: null, likelihoodPercent: null, note: '' });
  first.insertBefore(claim);
  for (const part of parts) {
    claim.append(...($isClaimNode(part) ? part.getChildren() : [part]));
    if ($isClaimNode(part)) part.remove();
  }
  return { key: claim.getKey() };
}

const NOTHING = 'Select the words that make the claim first.';
const TOO_WIDE = 'A claim stands within one paragraph: select words of one.';
const CODE = 'Code makes no claims.';

/** The claim that a node lies in, or is; null where there is none. */
export function $claimAround(node: LexicalNode): ClaimNode | null {
  return $findMatchingParent(node, $isClaimNode);
}

function isLeaf(node: LexicalNode): boolean {
  return !$isElementNode(node);
}

/** The node itself or the inline element around it that is a child of its line. */
function $partOfLine(node: LexicalNode): LexicalNode {
  let part = node;
  for (let parent = part.getParent(); parent?.isInline(); parent = part.getParent()) part = parent;
  return part;
}
