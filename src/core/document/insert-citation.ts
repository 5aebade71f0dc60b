/**
 * Putting a citation where the caret stands: in the editor that is open, or in a document whose editor is not.
 */
import {
  $createParagraphNode,
  $findMatchingParent,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isLineBreakNode,
  $isNodeSelection,
  $isParagraphNode,
  $isRangeSelection,
  $isTextNode,
  type LexicalNode,
  type RangeSelection,
} from 'lexical';
import type { Citation } from '#core/model/citation.ts';
import type { StoryDocument } from '#core/model/story.ts';
import { createHeadlessDocument } from './headless.ts';
import { $createCitationNode } from './nodes/citation-node.ts';

/** A caret apart from any editor: indexes from the root down to a node, and the character or child that it stands before. */
export type Caret = { path: readonly number[]; offset: number };

/** Where the caret is, or behind the chip that is selected; null where there is neither. Call it within a read. */
export function $caretNow(): Caret | null {
  const selection = $getSelection();
  if ($isRangeSelection(selection)) {
    const { focus } = selection;
    return { path: $pathOf(focus.getNode()), offset: focus.offset };
  }
  const node = $isNodeSelection(selection) ? selection.getNodes().at(-1) : undefined;
  const parent = node?.getParent();
  return node && parent ? { path: $pathOf(parent), offset: node.getIndexWithinParent() + 1 } : null;
}

/**
 * Inserts a citation at the caret, a space before it where a word ends there, and puts the caret behind it. What is
 * selected stays as it is. Without a caret the citation comes to the document's end. Call it within an update.
 */
export function $insertCitation(citation: Citation): void {
  const selection = $collapsedSelection();
  if ($needsSpace(selection)) selection.insertText(' ');
  const node = $createCitationNode(citation);
  selection.insertNodes([node]);
  node.selectNext(0, 0);
}

/** The document with a citation at `caret`, and the caret behind it. The document must have passed the gate. */
export function documentWithCitation(
  document: StoryDocument,
  caret: Caret | null,
  citation: Citation,
): { document: StoryDocument; caret: Caret | null } {
  const editor = createHeadlessDocument();
  editor.setEditorState(editor.parseEditorState(JSON.stringify(document)));
  editor.update(
    () => {
      if (caret) $restoreCaret(caret);
      $insertCitation(citation);
    },
    { discrete: true },
  );
  return {
    // Lexical's own JSON has the shape of a StoryDocument by construction.
    document: editor.getEditorState().toJSON() as unknown as StoryDocument,
    caret: editor.read($caretNow),
  };
}

function $pathOf(node: LexicalNode): number[] {
  return [node, ...node.getParents()]
    .map((step) => step.getIndexWithinParent())
    .toReversed()
    .slice(1);
}

/** Puts the caret where it was; nowhere where the document has no such place any more. */
function $restoreCaret({ path, offset }: Caret): void {
  let node: LexicalNode | null = $getRoot();
  for (const index of path) node = $isElementNode(node) ? node.getChildAtIndex(index) : null;
  if ($isTextNode(node) && offset <= node.getTextContentSize()) node.select(offset, offset);
  else if ($isElementNode(node) && offset <= node.getChildrenSize()) node.select(offset, offset);
}

/** The caret as a selection of nothing, at a place that can hold a citation. */
function $collapsedSelection(): RangeSelection {
  const selection = $getSelection();
  if ($isNodeSelection(selection)) return $selectBehind(selection.getNodes().at(-1));
  if (!$isRangeSelection(selection)) return $selectEnd();
  const end = selection.isBackward() ? selection.anchor : selection.focus;
  const { key, offset, type } = end;
  selection.anchor.set(key, offset, type);
  selection.focus.set(key, offset, type);
  // Code is code: what belongs to it stands behind it.
  const code = $findMatchingParent(end.getNode(), (node) => node.getType() === 'code');
  return code ? $selectBehind(code) : selection;
}

function $selectBehind(node: LexicalNode | undefined): RangeSelection {
  if (!node) return $selectEnd();
  if (node.isInline()) return node.selectNext(0, 0);
  const paragraph = $createParagraphNode();
  node.insertAfter(paragraph);
  return paragraph.select();
}

function $selectEnd(): RangeSelection {
  const last = $getRoot().getLastChild();
  if ($isParagraphNode(last)) return last.selectEnd();
  const paragraph = $createParagraphNode();
  $getRoot().append(paragraph);
  return paragraph.select();
}

/** True where a word, a chip or a closing sign stands right before the caret. */
function $needsSpace({ anchor }: RangeSelection): boolean {
  const node = anchor.getNode();
  if ($isTextNode(node) && anchor.offset > 0) return endsWord(node.getTextContent().slice(0, anchor.offset));
  const before = $isElementNode(node) ? node.getChildAtIndex(anchor.offset - 1) : node.getPreviousSibling();
  if (!before || $isLineBreakNode(before)) return false;
  return $isTextNode(before) ? endsWord(before.getTextContent()) : before.isInline();
}

function endsWord(text: string): boolean {
  return /[^\s([{“‘«]$/u.test(text);
}
