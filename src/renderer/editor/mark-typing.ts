/**
 * Words between two pairs of equals signs become highlighted with the last sign, as those between asterisks become strong;
 * undo brings the signs back. Markdown's grammar has no such mark, so that its shortcuts don't know it.
 */
import { $isCodeNode } from '@lexical/code-core';
import {
  $addUpdateTag,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  defineExtension,
  HISTORY_PUSH_TAG,
  type TextNode,
} from 'lexical';

/** Marked words at the end of what stands before the caret; `x==1 && y==2` is none. */
const MARKED = /(?<![\p{L}\p{N}=])==([^\s=](?:[^=]*[^\s=])?)==$/u;

export const MarkTypingExtension = defineExtension({
  name: 'galley/MarkTyping',
  register: (editor) =>
    editor.registerUpdateListener(({ dirtyLeaves, editorState, prevEditorState, tags }) => {
      if (dirtyLeaves.size !== 1 || tags.size > 0 || editor.isComposing()) return;
      const typedInto = editorState.read(() => {
        const selection = $getSelection();
        if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null;
        const node = selection.anchor.getNode();
        const { offset } = selection.anchor;
        if (!$isTextNode(node) || !dirtyLeaves.has(node.getKey()) || node.__text[offset - 1] !== '=') return null;
        const before = prevEditorState._nodeMap.get(node.getKey());
        const isTyped = $isTextNode(before) && before.__text.length === node.__text.length - 1;
        const isCode = node.hasFormat('code') || $isCodeNode(node.getParent());
        const words = isTyped && !isCode ? MARKED.exec(node.__text.slice(0, offset))?.[1] : undefined;
        return words ? { node, end: offset, words } : null;
      });
      if (!typedInto) return;
      editor.update(() => {
        $addUpdateTag(HISTORY_PUSH_TAG);
        $mark(typedInto.node.getLatest(), typedInto.end, typedInto.words);
      });
    }),
});

function $mark(node: TextNode, end: number, words: string): void {
  const start = end - words.length - 4;
  const parts = node.splitText(start, end);
  const part = parts[start === 0 ? 0 : 1];
  part?.setTextContent(words).toggleFormat('highlight').select(words.length, words.length);
}
