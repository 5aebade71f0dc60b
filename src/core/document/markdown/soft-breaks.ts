/**
 * Soft line breaks: where a file's lines end within a paragraph (CommonMark 0.31.2 §6.8). They wrap the source and mean nothing;
 * the editor would show them as breaks.
 */
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

/** The document with a space for each soft break; breaks that were written as such, and the lines of code, stay. */
export function withoutSoftBreaks(document: StoryDocument): StoryDocument {
  return { root: { ...document.root, children: document.root.children.map(unwrapped) } };
}

function unwrapped(node: SerializedNode): SerializedNode {
  if (!node.children || node.type === 'code') return node;
  const children: SerializedNode[] = [];
  let isBroken = false;
  for (const child of node.children.map(unwrapped)) {
    if (isSoftBreak(child)) {
      isBroken = true;
      continue;
    }
    if (isBroken) joinBySpace(children, child);
    else children.push(child);
    isBroken = false;
  }
  return { ...node, children };
}

function isSoftBreak({ type, $ }: SerializedNode): boolean {
  return type === 'linebreak' && $ === undefined;
}

/** Puts `next` at the end of a line, behind a space: in a text without formats where there is one, else in either text. */
function joinBySpace(line: SerializedNode[], next: SerializedNode): void {
  const last = line.at(-1);
  if (!last) line.push(next);
  else if (isText(last) && isText(next) && isAlike(last, next))
    line[line.length - 1] = withText(last, `${last.text} ${next.text}`);
  else if (isText(last) && (last.format === 0 || !isText(next)))
    line.splice(-1, 1, withText(last, `${last.text} `), next);
  else if (isText(next)) line.push(withText(next, ` ${next.text}`));
  else line.push({ type: 'text', version: 1, text: ' ', format: 0, mode: 'normal', style: '', detail: 0 }, next);
}

type TextNode = SerializedNode & { text: string };

function isText(node: SerializedNode): node is TextNode {
  return node.type === 'text' && typeof node.text === 'string';
}

function withText(node: TextNode, text: string): SerializedNode {
  return { ...node, text };
}

/** True where the editor would make one node of both. */
function isAlike(a: TextNode, b: TextNode): boolean {
  const isPlain = a.$ === undefined && b.$ === undefined && a.mode === 'normal' && b.mode === 'normal';
  return isPlain && a.format === b.format && a.style === b.style && a.detail === b.detail;
}
