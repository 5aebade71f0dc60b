/**
 * Emphasis that runs over something that is no text. A document knows the formats of its texts only, so a sentence in
 * italics is cut where a citation, a link or an underlined word stands in it; here it becomes one run again, and
 * `*a claim (Outlet, 2026) and [more](…)*` is written as it was read.
 */
import { TEXT_TYPE_TO_FORMAT } from 'lexical';
import type { Nodes, Parents } from 'mdast';
import { formatBitOf } from './formats.ts';

/** Joins marked runs over what stands between them in the same format. Changes the tree. */
export function joinMarks(parent: Parents): void {
  for (const child of parent.children) if ('children' in child) joinMarks(child);
  parent.children = joined(parent.children as Nodes[]) as typeof parent.children;
}

function joined(nodes: readonly Nodes[]): Nodes[] {
  const out: Nodes[] = [];
  nodes.forEach((node, index) => {
    const before = out.at(-1);
    const after = nodes[index + 1];
    if (isMark(before) && carries(node, bitOf(before))) {
      out[out.length - 1] = withChildren(before, [...before.children, ...stripped(node, bitOf(before))]);
    } else if (isMark(after) && bitOf(node) !== bitOf(after) && carries(node, bitOf(after))) {
      out.push(withChildren(after, stripped(node, bitOf(after))));
    } else out.push(node);
  });
  return out;
}

function withChildren(parent: Parents, children: readonly Nodes[]): Nodes {
  return { ...parent, children: joined(children) } as Nodes;
}

/**
 * Whether a node has a format throughout. A citation remembers the format that it was imported in; that counts only while
 * text beside it still has it, which is all that is asked for here.
 */
function carries(node: Nodes, bit: number): boolean {
  if (node.type === 'citation') return ((node.format ?? 0) & bit) !== 0;
  if (bitOf(node) === bit) return true;
  const isHost = node.type === 'link' || bitOf(node) !== 0;
  return (
    isHost && 'children' in node && node.children.length > 0 && node.children.every((child) => carries(child, bit))
  );
}

/** The same node without the format, which what it is put into gives it. */
function stripped(node: Nodes, bit: number): Nodes[] {
  if (node.type === 'citation') return [{ ...node, format: (node.format ?? 0) & ~bit }];
  if (!('children' in node)) return [node];
  if (bitOf(node) === bit) return node.children;
  return [{ ...node, children: node.children.flatMap((child) => stripped(child, bit)) } as Nodes];
}

const MARKS: Partial<Record<Nodes['type'], number>> = {
  strong: TEXT_TYPE_TO_FORMAT.bold ?? 0,
  emphasis: TEXT_TYPE_TO_FORMAT.italic ?? 0,
  delete: TEXT_TYPE_TO_FORMAT.strikethrough ?? 0,
};

/** Lexical's format bit of a node that marks what is inside; 0 for any other. */
function bitOf(node: Nodes): number {
  return node.type === 'formatted' ? formatBitOf(node.tag) : (MARKS[node.type] ?? 0);
}

function isMark(node: Nodes | undefined): node is Nodes & Parents {
  return node !== undefined && bitOf(node) !== 0;
}
