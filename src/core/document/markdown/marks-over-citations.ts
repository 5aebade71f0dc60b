/**
 * Emphasis that runs over a citation. Text in a format is cut in two where a citation stands in it; here its halves and
 * the citation become one marked run again, so that `*a claim (Outlet, 2026) and more*` is written as it was read.
 */
import { TEXT_TYPE_TO_FORMAT } from 'lexical';
import type { Nodes, Parents } from 'mdast';
import { formatBitOf } from './formats.ts';

/** Joins marked runs over the citations between them. Changes the tree. */
export function joinMarksOverCitations(parent: Parents): void {
  for (const child of parent.children) if ('children' in child) joinMarksOverCitations(child);
  parent.children = joined(parent.children as Nodes[]) as typeof parent.children;
}

function joined(nodes: readonly Nodes[]): Nodes[] {
  const out: Nodes[] = [];
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (!node) continue;
    const before = out.at(-1);
    const after = nodes[index + 1];
    // A citation remembers the format that it was imported in; it counts only while the text beside it still has it.
    const mark =
      node.type === 'citation' ? [before, after].find((beside) => bitOf(beside) & (node.format ?? 0)) : undefined;
    if (node.type !== 'citation' || !mark || !('children' in mark)) {
      out.push(node);
      continue;
    }
    const bit = bitOf(mark);
    const children: Nodes[] = [{ ...node, format: (node.format ?? 0) & ~bit }];
    if (before && 'children' in before && bitOf(before) === bit) {
      children.unshift(...before.children);
      out.pop();
    }
    if (after && 'children' in after && bitOf(after) === bit) {
      children.push(...after.children);
      index += 1;
    }
    out.push({ ...mark, children: joined(children) } as Nodes);
  }
  return out;
}

const MARKS: Partial<Record<Nodes['type'], number>> = {
  strong: TEXT_TYPE_TO_FORMAT.bold ?? 0,
  emphasis: TEXT_TYPE_TO_FORMAT.italic ?? 0,
  delete: TEXT_TYPE_TO_FORMAT.strikethrough ?? 0,
};

/** Lexical's format bit of a node that marks what is inside; 0 for any other. */
function bitOf(node: Nodes | undefined): number {
  if (!node) return 0;
  return node.type === 'formatted' ? formatBitOf(node.tag) : (MARKS[node.type] ?? 0);
}
