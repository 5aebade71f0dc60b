/**
 * The anchors of an edition's headings.
 */
import type { Nodes } from 'mdast';
import { slugOf } from '#core/model/primitives.ts';

/** Gives each heading an anchor of its own. */
export function createAnchors(): (heading: string) => string {
  const used = new Set<string>();
  return (heading) => {
    const slug = `section-${slugOf(heading)}`;
    let anchor = slug;
    for (let count = 2; used.has(anchor); count += 1) anchor = `${slug}-${count}`;
    used.add(anchor);
    return anchor;
  };
}

/** The words of a node. */
export function plainText(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(plainText).join('') : '';
}
