/**
 * What may come in through the clipboard or by dropping: our own nodes through the document's gate, HTML without styles,
 * scripts and remote images, plain text as paragraphs, and images as attachments.
 */
import {
  $generateNodesFromSerializedNodes,
  $insertGeneratedNodes,
  ClipboardImportExtension,
  GetClipboardDataExtension,
} from '@lexical/clipboard';
import {
  $generateNodesFromDOMViaExtension,
  CoreImportExtension,
  contextValue,
  DOMImportExtension,
  ImportSource,
} from '@lexical/html';
import { $createLinkNode } from '@lexical/link';
import { DRAG_DROP_PASTE } from '@lexical/rich-text';
import {
  $createTextNode,
  $getEditor,
  $isRangeSelection,
  $isTextNode,
  type BaseSelection,
  COMMAND_PRIORITY_LOW,
  configExtension,
  DROP_COMMAND,
  defineExtension,
  type LexicalNode,
  mergeRegister,
} from 'lexical';
import { isSafeUrl } from '#core/document/safe-url.ts';
import { $takeDrop } from './drop.ts';
import { preRule } from './paste-code.ts';
import { cleanHtml } from './paste-html.ts';
import { insertImageFiles } from './paste-images.ts';
import { $ownNodesFrom } from './paste-own.ts';
import { $nodesFromText, withoutControls } from './paste-text.ts';

export const PasteExtension = defineExtension({
  name: 'galley/Paste',
  dependencies: [
    CoreImportExtension,
    GetClipboardDataExtension,
    configExtension(DOMImportExtension, { rules: [preRule] }),
    configExtension(ClipboardImportExtension, {
      $importMimeType: {
        'application/x-lexical-editor': [
          (data, selection) => {
            const nodes = $ownNodesFrom(data, $getEditor()._config.namespace);
            if (!nodes) return false;
            return $insert($generateNodesFromSerializedNodes(nodes), selection);
          },
        ],
        'text/html': [(html, selection) => $insert($nodesFromHtml(html), selection)],
        'text/plain': [(text, selection) => $insertText(text, selection)],
        'text/uri-list': [(text, selection) => $insertText(text, selection)],
      },
    }),
  ],
  register: (editor) =>
    mergeRegister(
      editor.registerCommand(
        DRAG_DROP_PASTE,
        (files) => {
          void insertImageFiles(editor, files);
          return true;
        },
        COMMAND_PRIORITY_LOW,
      ),
      editor.registerCommand(DROP_COMMAND, (event) => $takeDrop(event, editor), COMMAND_PRIORITY_LOW),
    ),
});

function $nodesFromHtml(html: string): LexicalNode[] {
  const nodes = $generateNodesFromDOMViaExtension(cleanHtml(withoutControls(html)), {
    context: [contextValue(ImportSource, 'paste')],
  });
  return nodes;
}

function $insertText(copied: string, selection: BaseSelection): boolean {
  const text = withoutControls(copied);
  const address = text.trim();
  if (isSafeUrl(address) && URL.canParse(address) && $isRangeSelection(selection)) {
    return $insert([$createLinkNode(address).append($createTextNode(address))], selection);
  }
  if (!/[\n\r]/.test(text) && $isRangeSelection(selection)) {
    selection.insertText(text);
    return true;
  }
  return $insert($nodesFromText(text, $isInCode(selection)), selection);
}

function $insert(nodes: LexicalNode[], selection: BaseSelection): boolean {
  $insertGeneratedNodes($getEditor(), nodes, selection);
  return true;
}

function $isInCode(selection: BaseSelection): boolean {
  if (!$isRangeSelection(selection)) return false;
  const node = selection.anchor.getNode();
  const block = $isTextNode(node) ? node.getParent() : node;
  return block?.getType() === 'code';
}
