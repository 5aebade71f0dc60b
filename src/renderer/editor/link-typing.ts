/**
 * An address that is typed out becomes a link when a space or a new line follows it; undo takes the link back.
 */
import { $createLinkNode, $isLinkNode } from '@lexical/link';
import {
  $createTextNode,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  COMMAND_PRIORITY_BEFORE_EDITOR,
  defineExtension,
  KEY_ENTER_COMMAND,
  mergeRegister,
  type TextNode,
} from 'lexical';
import { isSafeUrl } from '#core/document/safe-url.ts';
import { registerTypedCharacter } from './typed-character.ts';

/** An address at the end of what stands before the caret. */
const ADDRESS = /(?:^|[\s([])(https?:\/\/[^\s<>"]+)$/;

export const LinkTypingExtension = defineExtension({
  name: 'galley/LinkTyping',
  register: (editor) =>
    mergeRegister(
      registerTypedCharacter(
        editor,
        ' ',
        (node, end) => (addressBefore(node.__text, end - 1) ? { node, end: end - 1 } : null),
        ({ node, end }) => $linkAddress(node.getLatest(), end),
      ),
      editor.registerCommand(
        KEY_ENTER_COMMAND,
        () => {
          const selection = $getSelection();
          if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false;
          const node = selection.anchor.getNode();
          if ($isTextNode(node)) $linkAddress(node, selection.anchor.offset);
          return false;
        },
        COMMAND_PRIORITY_BEFORE_EDITOR,
      ),
    ),
});

function addressBefore(text: string, end: number): string | null {
  const address = ADDRESS.exec(text.slice(0, end))?.[1]?.replace(/[.,;:!?)\]’”]+$/, '');
  return address && isSafeUrl(address) && URL.canParse(address) ? address : null;
}

function $linkAddress(node: TextNode, end: number): void {
  const address = addressBefore(node.getTextContent(), end);
  if (!address || node.hasFormat('code') || node.getParents().some($isLinkNode)) return;
  const start = node.getTextContent().lastIndexOf(address, end);
  const parts = node.splitText(start, start + address.length);
  const part = parts[start === 0 ? 0 : 1];
  if (!part) return;
  const link = $createLinkNode(address);
  part.insertBefore(link);
  link.append($createTextNode(part.getTextContent()).setFormat(part.getFormat()));
  part.remove();
}
