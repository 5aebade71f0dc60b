/**
 * Finding a stretch of a text run, as `core/document/sentences.ts` cuts them from the document's JSON, in the running
 * editor.
 */
import { $getRoot, $isElementNode, $isLineBreakNode, $isTextNode, type LexicalNode, type NodeKey } from 'lexical';
import type { JumpTarget } from '#core/assessment/checks/check.ts';
import { $isStoryLinkNode } from '#core/document/nodes/story-link-node.ts';
import { isLine, isNestedBlock } from '#core/document/sentences.ts';

/** What a selection's point is set to. */
type Place = [key: NodeKey, offset: number, type: 'text' | 'element'];
/** A node of a run with the offset in the run's text that it begins at, and how long it is there. */
type Piece = { node: LexicalNode; start: number; length: number };

/** The points of the editor between which the stretch lies; null where the document has no such run any more. */
export function $pointsOfRun({
  blockIndex,
  runIndex,
  start,
  end,
}: Omit<Extract<JumpTarget, { kind: 'text' }>, 'kind'>): { start: Place; end: Place } | null {
  const block = $getRoot().getChildAtIndex(blockIndex);
  const run = block ? $runsOf(block)[runIndex] : undefined;
  const first = run?.find((piece) => start < piece.start + piece.length);
  const last = run?.findLast((piece) => piece.start < end);
  if (!first || !last) return null;
  return { start: $placeIn(first, start - first.start), end: $placeIn(last, end - last.start) };
}

/** The paragraph or list item that a run is the text of; undefined where the document has no such run any more. */
export function $lineOfRun({
  blockIndex,
  runIndex,
}: {
  blockIndex: number;
  runIndex: number;
}): LexicalNode | undefined {
  const block = $getRoot().getChildAtIndex(blockIndex);
  const [first] = (block && $runsOf(block)[runIndex]) ?? [];
  return first?.node.getParents().find((node) => isLine(node.getType()));
}

function $placeIn({ node, length }: Piece, offset: number): Place {
  if ($isTextNode(node)) return [node.getKey(), Math.min(offset, length), 'text'];
  const index = node.getIndexWithinParent();
  return [node.getParentOrThrow().getKey(), offset > 0 ? index + 1 : index, 'element'];
}

/** The text runs of a block, each as its pieces in order; runs without text and without chips are none. */
function $runsOf(block: LexicalNode): Piece[][] {
  const runs: Piece[][] = [];
  const collect = (node: LexicalNode): void => {
    if (!$isElementNode(node)) return;
    if (!isLine(node.getType())) {
      node.getChildren().forEach(collect);
      return;
    }
    const pieces: Piece[] = [];
    const inner: LexicalNode[] = [];
    let text = '';
    let chips = 0;
    const append = (child: LexicalNode): void => {
      if ($isElementNode(child)) {
        if (isNestedBlock(child.getType())) inner.push(child);
        else child.getChildren().forEach(append);
        return;
      }
      const words = $isTextNode(child)
        ? child.getTextContent()
        : $isLineBreakNode(child)
          ? '\n'
          : $isStoryLinkNode(child)
            ? (child.getLink()?.title ?? '')
            : '';
      if (!$isTextNode(child) && !$isLineBreakNode(child)) chips += 1;
      pieces.push({ node: child, start: text.length, length: words.length });
      text += words;
    };
    node.getChildren().forEach(append);
    if ((node.getType() !== 'code' && text.trim()) || chips > 0) runs.push(pieces);
    inner.forEach(collect);
  };
  collect(block);
  return runs;
}
