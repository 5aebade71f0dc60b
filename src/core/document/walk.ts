/**
 * Walking a document's JSON, which every projection does.
 */
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

/** Calls `visit` for every node below the root in document order; `blockIndex` is that of the node's top-level block. */
export function walk(document: StoryDocument, visit: (node: SerializedNode, blockIndex: number) => void): void {
  document.root.children.forEach((block, blockIndex) => {
    walkNode(block, (node) => visit(node, blockIndex));
  });
}

/** Calls `visit` for a node and all below it, in document order. */
export function walkNode(node: SerializedNode, visit: (node: SerializedNode) => void): void {
  visit(node);
  if (node.children) for (const child of node.children) walkNode(child, visit);
}

/** Types whose text stands on lines of its own. */
const LINES = new Set(['paragraph', 'heading', 'listitem', 'quote', 'code', 'tablecell']);

/**
 * The text of a node as a reader sees it, one line a block; citations have none (what they print depends on style and
 * sources), story links their title, line breaks are new lines.
 */
export function textOf(node: SerializedNode): string {
  let text = '';
  const append = (child: SerializedNode): void => {
    if (LINES.has(child.type) && text && !text.endsWith('\n')) text += '\n';
    if (child.type === 'text' || child.type === 'tab') text += typeof child.text === 'string' ? child.text : '';
    else if (child.type === 'linebreak') text += '\n';
    else if (child.type === 'story-link') text += titleOf(child);
    if (child.children) for (const grandchild of child.children) append(grandchild);
    if (LINES.has(child.type) && text && !text.endsWith('\n')) text += '\n';
  };
  append(node);
  return text.replace(/\n+$/, '');
}

function titleOf(node: SerializedNode): string {
  const link = node.link as { title?: unknown } | undefined;
  return typeof link?.title === 'string' ? link.title : '';
}
