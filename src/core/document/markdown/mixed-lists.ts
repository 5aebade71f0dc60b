/**
 * Lists in which only some items have a box. A list of ours has boxes at all of its items or at none, so such a one is several.
 */
import type { List, ListItem, Nodes, Parents } from 'mdast';

/** Cuts every such list of a tree, in place, into lists of items with boxes and lists of items without. */
export function splitMixedLists(tree: Parents): void {
  const children: Nodes[] = tree.children.flatMap((child): Nodes[] => {
    if ('children' in child) splitMixedLists(child);
    return child.type === 'list' ? runsOf(child) : [child];
  });
  (tree as { children: Nodes[] }).children = children;
}

function runsOf(list: List): List[] {
  // A numbered list of ours has no boxes at all: they stay there as they are written.
  if (list.ordered) {
    for (const item of list.children) writeBox(item);
    return [list];
  }
  const runs: List[] = [];
  for (const item of list.children) {
    const run = runs.at(-1);
    if (run?.children[0] && isTask(run.children[0]) === isTask(item)) run.children.push(item);
    else runs.push({ ...list, children: [item] });
  }
  return runs;
}

function isTask({ checked }: ListItem): boolean {
  return typeof checked === 'boolean';
}

function writeBox(item: ListItem): void {
  const [first] = item.children;
  if (!isTask(item) || first?.type !== 'paragraph') return;
  first.children.unshift({ type: 'text', value: item.checked ? '[x] ' : '[ ] ' });
  item.checked = null;
}
