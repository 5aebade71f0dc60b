/**
 * Taking in a later state of the open story in place: the page stays where it is scrolled to, the focus where it was, and
 * the caret in the same words.
 */
import { getExtensionDependencyFromEditor } from '@lexical/extension';
import { HistoryExtension } from '@lexical/history';
import { $dfsIterator } from '@lexical/utils';
import {
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  CLEAR_HISTORY_COMMAND,
  type ElementNode,
  type LexicalEditor,
} from 'lexical';
import type { Story } from '#core/model/story.ts';
import { documentWithMetadata } from './story-metadata.ts';

/** Marks the update that takes a later state in: it is no change of ours. */
export const TAKEN_IN_TAG = 'galley-taken-in';

/** Where the caret is: in which block, by its place and words, and how many characters into it. */
type Caret = { blockIndex: number; blockText: string; offset: number };

/** Shows `story`, whose document has passed the gate, instead of what the editor holds. What led there can't be undone. */
export function takeIn(editor: LexicalEditor, story: Story): void {
  const hasFocus = editor.getRootElement()?.contains(document.activeElement) ?? false;
  const caret = hasFocus ? editor.read($caret) : null;
  const state = editor.parseEditorState(JSON.stringify(documentWithMetadata(story)), () => {
    if (caret) $placeCaret(caret);
  });
  const scroller = editor.getRootElement()?.closest('.story-scroll');
  const { scrollTop = 0 } = scroller ?? {};
  const placeBefore = caretTop(editor);
  editor.setEditorState(state, { tag: TAKEN_IN_TAG });
  // The line with the caret stays where it is on the screen, whatever came in above it.
  if (scroller) scroller.scrollTop = scrollTop;
  const placeNow = caretTop(editor);
  if (scroller && placeBefore !== null && placeNow !== null) scroller.scrollTop += placeNow - placeBefore;
  editor.dispatchCommand(CLEAR_HISTORY_COMMAND, undefined);
  // A history without a present takes the first change for its beginning and can't undo it.
  const { historyState } = getExtensionDependencyFromEditor(editor, HistoryExtension).output;
  historyState.value.current = { editor, editorState: editor.getEditorState() };
}

/** How far from the window's top the block with the caret begins, in pixels; null where there is no caret. */
function caretTop(editor: LexicalEditor): number | null {
  const key = editor.read('latest', () => {
    const selection = $getSelection();
    return $isRangeSelection(selection) ? selection.focus.getNode().getTopLevelElement()?.getKey() : undefined;
  });
  return key ? (editor.getElementByKey(key)?.getBoundingClientRect().top ?? null) : null;
}

function $caret(): Caret | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return null;
  const { focus } = selection;
  const block = focus.getNode().getTopLevelElement();
  if (!$isElementNode(block)) return null;
  let offset = focus.type === 'text' ? focus.offset : 0;
  for (const leaf of $leavesOf(block)) {
    if (leaf.is(focus.getNode())) break;
    offset += leaf.getTextContentSize();
  }
  return { blockIndex: block.getIndexWithinParent(), blockText: block.getTextContent(), offset };
}

function $placeCaret({ blockIndex, blockText, offset }: Caret): void {
  const blocks = $getRoot().getChildren().filter($isElementNode);
  const same = blocks
    .filter((block) => block.getTextContent() === blockText)
    .sort((a, b) => distance(a) - distance(b))
    .at(0);
  const block = same ?? blocks[Math.min(blockIndex, blocks.length - 1)];
  if (!block) return;
  let rest = offset;
  for (const leaf of $leavesOf(block)) {
    const size = leaf.getTextContentSize();
    if ($isTextNode(leaf) && rest <= size) {
      leaf.select(rest, rest);
      return;
    }
    rest -= size;
  }
  block.selectEnd();

  function distance(candidate: ElementNode): number {
    return Math.abs(candidate.getIndexWithinParent() - blockIndex);
  }
}

function* $leavesOf(block: ElementNode) {
  for (const { node } of $dfsIterator(block)) if (!$isElementNode(node)) yield node;
}
