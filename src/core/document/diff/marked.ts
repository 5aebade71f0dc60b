/**
 * A document with its changes marked, as it is read: what both states have stands once, with what was removed and added around it.
 */
import type { SerializedNode } from '#core/model/story.ts';

export type Mark = 'added' | 'removed';

/** A node of either state. */
export type MarkedNode = {
  /** The node as it is now, or as it was where it was removed. Its own `children` count only where there are none below. */
  node: SerializedNode;
  /** What is in it, marked; absent where all of it is the same, or all of it has the node's mark. */
  children?: MarkedNode[];
  /** Absent on what both states have. */
  mark?: Mark;
  /** What the node was, where something beside its children has changed. */
  before?: SerializedNode;
};

/** A node as one of the two states had it; null where it had none of it. */
export function sideOf(marked: MarkedNode, side: 'before' | 'after'): SerializedNode | null {
  const { node, children, mark, before } = marked;
  if (mark === (side === 'before' ? 'added' : 'removed')) return null;
  const own = side === 'before' && before ? before : node;
  if (!children) return own;
  const inner = children.flatMap((child) => sideOf(child, side) ?? []);
  return { ...own, children: joined(inner) };
}

/** Texts of one format that follow each other are one text again. */
function joined(nodes: readonly SerializedNode[]): SerializedNode[] {
  const result: SerializedNode[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (last?.type === 'text' && node.type === 'text' && last.format === node.format && last.mode === node.mode)
      result[result.length - 1] = { ...last, text: `${String(last.text)}${String(node.text)}` };
    else result.push(node);
  }
  return result;
}
