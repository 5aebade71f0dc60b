/**
 * Words between two pairs of equals signs become highlighted with the last sign, as those between asterisks become strong;
 * undo brings the signs back. Markdown's grammar has no such mark, so that its shortcuts don't know it.
 */
import { $isCodeNode } from '@lexical/code-core';
import { defineExtension, type TextNode } from 'lexical';
import { registerTypedCharacter } from './typed-character.ts';

/** Marked words at the end of what stands before the caret; `x==1 && y==2` is none. */
const MARKED = /(?<![\p{L}\p{N}=])==([^\s=](?:[^=]*[^\s=])?)==$/u;

export const MarkTypingExtension = defineExtension({
  name: 'galley/MarkTyping',
  register: (editor) =>
    registerTypedCharacter(
      editor,
      '=',
      (node, end) => {
        if (node.hasFormat('code') || $isCodeNode(node.getParent())) return null;
        const words = MARKED.exec(node.__text.slice(0, end))?.[1];
        return words ? { node, end, words } : null;
      },
      ({ node, end, words }) => $mark(node.getLatest(), end, words),
    ),
});

function $mark(node: TextNode, end: number, words: string): void {
  const start = end - words.length - 4;
  const parts = node.splitText(start, end);
  const part = parts[start === 0 ? 0 : 1];
  part?.setTextContent(words).toggleFormat('highlight').select(words.length, words.length);
}
