/**
 * Chips by pointer and keyboard: a click or Enter opens a citation's form, Mod with a click or Enter opens a linked story.
 */
import { $isLinkNode } from '@lexical/link';
import {
  $createNodeSelection,
  $findMatchingParent,
  $getNearestNodeFromDOMNode,
  $getSelection,
  $isNodeSelection,
  $setSelection,
  CLICK_COMMAND,
  COMMAND_PRIORITY_LOW,
  KEY_ENTER_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  mergeRegister,
} from 'lexical';
import { $isCitationNode } from '#core/document/nodes/citation-node.ts';
import { $isStoryLinkNode } from '#core/document/nodes/story-link-node.ts';
import { openExternal } from '#renderer/app/desktop.ts';
import { openStory } from '#renderer/app/navigation.ts';
import { $isDecoratorChip } from './chip-nodes.ts';
import type { EditorUi } from './editor-ui.ts';

/** Registers what clicks and Enter do with chips and links. Returns what undoes this. */
export function registerChipKeys(editor: LexicalEditor, ui: EditorUi): () => void {
  return mergeRegister(
    editor.registerCommand(
      CLICK_COMMAND,
      (event) => {
        const node = event.target instanceof Node ? $getNearestNodeFromDOMNode(event.target) : null;
        const hasMod = event.metaKey || event.ctrlKey;
        if ($isDecoratorChip(node)) {
          $selectNode(node);
          if ($isCitationNode(node)) $openCitation(node, ui);
          else if ($isStoryLinkNode(node) && hasMod) openStory(node.getLink()?.storyId ?? '');
          return true;
        }
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
        else if ($isStoryLinkNode(node)) openStory(node.getLink()?.storyId ?? '');
        else return false;
        event?.preventDefault();
        return true;
      },
      COMMAND_PRIORITY_LOW,
    ),
  );
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
