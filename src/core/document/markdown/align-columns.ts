/**
 * An mdast table says of each column how it is aligned, null for not at all. Who prints it counts its columns by that.
 */
import type { Parents } from 'mdast';

/** Gives every table of a tree, in place, an alignment for each of its columns. */
export function alignAllColumns(tree: Parents): void {
  for (const child of tree.children) {
    if (child.type === 'table') {
      const columns = Math.max(0, ...child.children.map((row) => row.children.length));
      const given = child.align ?? [];
      child.align = Array.from({ length: columns }, (_, column) => given[column] ?? null);
    }
    if ('children' in child) alignAllColumns(child);
  }
}
