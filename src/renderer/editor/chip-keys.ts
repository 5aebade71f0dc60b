/**
 * Chips by pointer and keyboard: a click or Enter opens the form of a citation or an image, Mod with a click or Enter opens a linked story.
 */
import { $isLinkNode } from '@lexical/link';
import {
  $createNodeSelection,
  $createParagraphNode,
  $createRangeSelection,
  $findMatchingParent,
  $getNearestNodeFromDOMNode,
  $getSelection,
  $isNodeSelection,
  $isRangeSelection,
  $setSelection,
  BEFORE_INPUT_COMMAND,
  CLICK_COMMAND,
  COMMAND_PRIORITY_HIGH,
  COMMAND_PRIORITY_LOW,
  KEY_DOWN_COMMAND,
  KEY_ENTER_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  mergeRegister,
} from 'lexical';
import { $isCitationNode } from '#core/document/nodes/citation-node.ts';
import { $isImageNode, type ImageNode } from '#core/document/nodes/image-node.ts';
import { $isStoryLinkNode } from '#core/document/nodes/story-link-node.ts';
import { openExternal } from '#renderer/app/desktop.ts';
import { openStory } from '#renderer/app/navigation.ts';
import { $isDecoratorChip } from './chip-nodes.ts';
import type { EditorUi } from './editor-ui.ts';

/** Enter in a text that is only read, of which Lexical takes no keys. */
function registerReadingEnter(editor: LexicalEditor): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !editor.isEditable()) editor.dispatchCommand(KEY_ENTER_COMMAND, event);
  };
  return editor.registerRootListener((root, before) => {
    before?.removeEventListener('keydown', onKeyDown);
    root?.addEventListener('keydown', onKeyDown);
  });
}

/**
 * Registers what clicks and Enter do with chips and links. Returns what undoes this. A click on a
 * citation that `onChooseCitation` takes has done its work.
 */
export function registerChipKeys(
  editor: LexicalEditor,
  ui: EditorUi,
  onChooseCitation: (citationId: string) => boolean,
): () => void {
  return mergeRegister(
    registerReadingEnter(editor),
    editor.registerCommand(
      CLICK_COMMAND,
      (event) => {
        const node = event.target instanceof Node ? $getNearestNodeFromDOMNode(event.target) : null;
        const hasMod = event.metaKey || event.ctrlKey;
        const citation = $isCitationNode(node) ? node.getCitation() : null;
        if (citation && onChooseCitation(citation.id)) return true;
        if ($isDecoratorChip(node)) {
          $selectNode(node);
          if ($isCitationNode(node)) $openCitation(node, ui);
          else if ($isImageNode(node)) $openImage(node, ui, false);
          else if ($isStoryLinkNode(node) && hasMod) openStory(node.getLink()?.storyId ?? '');
          return true;
        }
        $followPage();
        const link = node && $findMatchingParent(node, $isLinkNode);
        if (!link) return false;
        event.preventDefault();
        if (hasMod) openExternal(link.getURL());
        else ui.setState({ linkForm: { key: link.getKey(), url: link.getURL() } });
        return false;
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        const selection = $getSelection();
        const nodes = $isNodeSelection(selection) ? selection.getNodes() : [];
        const [node] = nodes;
        if (nodes.length !== 1 || !node) return false;
        if ($isCitationNode(node)) $openCitation(node, ui);
        else if ($isImageNode(node)) $openImage(node, ui, true);
        else if ($isStoryLinkNode(node)) openStory(node.getLink()?.storyId ?? '');
        else return false;
        event?.preventDefault();
        return true;
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      (event) => {
        const isTyping = event.key.length === 1 || event.key === 'Process' || event.key === 'Dead';
        if (isTyping && !event.ctrlKey && !event.metaKey) $leaveSelectedChip();
        return false;
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      BEFORE_INPUT_COMMAND,
      (event) => {
        if (event.inputType !== 'insertText' || event.data === null || !$leaveSelectedChip()) return false;
        event.preventDefault();
        const selection = $getSelection();
        if ($isRangeSelection(selection)) selection.insertText(event.data);
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
  );
}

/** Puts the caret behind a selected chip, so that typing goes there and not where the browser thinks that it is. */
function $leaveSelectedChip(): boolean {
  const selection = $getSelection();
  const node = $isNodeSelection(selection) ? selection.getNodes().at(-1) : undefined;
  if (!node) return false;
  if (node.isInline()) {
    node.selectNext(0, 0);
  } else {
    const paragraph = $createParagraphNode();
    node.insertAfter(paragraph);
    paragraph.select();
  }
  return true;
}

/**
 * Puts the selection where the page's is, after a click into the text while a chip was selected. A quick click arrives before
 * the page has told of its selection, and Lexical would drop the chip's for none.
 */
function $followPage(): void {
  const page = window.getSelection();
  if (!$isNodeSelection($getSelection()) || !page || page.rangeCount === 0) return;
  const selection = $createRangeSelection();
  selection.applyDOMRange(page.getRangeAt(0));
  $setSelection(selection);
}

/** Selects one node as a whole. */
export function $selectNode(node: LexicalNode): void {
  const selection = $createNodeSelection();
  selection.add(node.getKey());
  $setSelection(selection);
}

function $openCitation(node: LexicalNode, ui: EditorUi): void {
  const citation = $isCitationNode(node) ? node.getCitation() : null;
  if (citation) ui.setState({ citationForm: { kind: 'edit', citation, key: node.getKey() } });
}

function $openImage(node: ImageNode, ui: EditorUi, takesFocus: boolean): void {
  const image = node.getImage();
  if (image) ui.setState({ imageForm: { key: node.getKey(), image, takesFocus } });
}
