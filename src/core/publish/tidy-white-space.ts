/**
 * White space where Markdown has no place for it: at the edges of blocks, lines and marks. Written as it stands it would
 * come out as `&#x20;`; nobody sees it, so it is moved or dropped.
 */
import type { Nodes, Parents, PhrasingContent, Root } from 'mdast';

/** Nodes whose marks must touch a word (CommonMark 0.31.2 §6.2, GFM §6.5). */
const MARKED = new Set<Nodes['type']>(['emphasis', 'strong', 'delete']);
/** Nodes whose first and last white space is not shown. */
const BLOCKS = new Set<Nodes['type']>(['paragraph', 'heading', 'tableCell']);

/** Moves white space out of marks and takes it off the edges of blocks and lines. Changes the tree. */
export function tidyWhiteSpace(tree: Root): void {
  tidy(tree);
}

function tidy(parent: Parents): void {
  const children: Nodes[] = [];
  for (const child of parent.children as Nodes[]) {
    if ('children' in child) tidy(child);
    else if (child.type === 'text') child.value = child.value.replace(/[ \t]*\n[ \t]*/g, '\n');
    if (MARKED.has(child.type) && 'children' in child) children.push(...withSpacesOutside(child));
    else children.push(child);
  }
  const joined = joinTexts(children);
  if (BLOCKS.has(parent.type)) {
    trimLines(joined);
    dropLastBreaks(joined);
  }
  const kept = joined.filter((child) => child.type !== 'text' || child.value !== '');
  // An empty line between two lists parts them for nobody who reads Markdown; side by side they are written with marks of their own.
  parent.children = kept.filter(
    (child, index) => !(isEmptyLine(child) && kept[index - 1]?.type === 'list' && kept[index + 1]?.type === 'list'),
  ) as typeof parent.children;
}

function isEmptyLine(node: Nodes): boolean {
  return node.type === 'paragraph' && node.children.length === 0;
}

function withSpacesOutside(marked: Parents): Nodes[] {
  const before = takeSpace(marked.children[0], /^\s+/);
  const after = takeSpace(marked.children.at(-1), /\s+$/);
  marked.children = marked.children.filter(
    ({ type, ...node }) => type !== 'text' || ('value' in node && node.value !== ''),
  ) as typeof marked.children;
  return [...before, ...(marked.children.length > 0 ? [marked] : []), ...after];
}

function takeSpace(node: Nodes | undefined, edge: RegExp): PhrasingContent[] {
  const space = node?.type === 'text' ? edge.exec(node.value)?.[0] : undefined;
  if (node?.type !== 'text' || space === undefined) return [];
  node.value = node.value.replace(edge, '');
  return [{ type: 'text', value: space }];
}

function joinTexts(nodes: readonly Nodes[]): Nodes[] {
  const joined: Nodes[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.type === 'text' && last?.type === 'text') last.value += node.value;
    else joined.push(node);
  }
  return joined;
}

/** A break ends a line within a block; at the block's end its mark would be read as text. */
function dropLastBreaks(nodes: Nodes[]): void {
  while (nodes.at(-1)?.type === 'break' || isEmptyText(nodes.at(-1))) nodes.pop();
}

function isEmptyText(node: Nodes | undefined): boolean {
  return node?.type === 'text' && node.value === '';
}

function trimLines(nodes: readonly Nodes[]): void {
  nodes.forEach((node, index) => {
    if (node.type !== 'text') return;
    if (index === 0 || nodes[index - 1]?.type === 'break') node.value = node.value.replace(/^[ \t\n]+/, '');
    if (index === nodes.length - 1 || nodes[index + 1]?.type === 'break')
      node.value = node.value.replace(/[ \t\n]+$/, '');
  });
}
