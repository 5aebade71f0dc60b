/**
 * Menus that open by typing: `/` at the start of a block, `@` and `[[` where a word may begin. This decides when one is
 * open and what was typed; the menus show themselves.
 */
import { $isCodeNode } from '@lexical/code-core';
import {
  $addUpdateTag,
  $createRangeSelection,
  $getNodeByKey,
  $getSelection,
  $isLineBreakNode,
  $isRangeSelection,
  $isTextNode,
  $setSelection,
  BLUR_COMMAND,
  COMMAND_PRIORITY_LOW,
  type EditorState,
  HISTORIC_TAG,
  type LexicalEditor,
  mergeRegister,
  PASTE_TAG,
  type RangeSelection,
  type TextNode,
} from 'lexical';
import type { EditorUi, TextStretch, Trigger, Typeahead } from './editor-ui.ts';

/** What may stand before the caret: a trigger and what was typed after it. */
const TRIGGERS: [trigger: Trigger, pattern: RegExp][] = [
  ['/', /\/([^/\n]{0,30})$/],
  ['@', /@([^@\n]{0,200})$/],
  ['[[', /\[\[([^[\]\n]{0,120})$/],
];
/** No trigger reaches further back than this. */
const MAX_REACH = 204;
/** A word may begin after white space, an opening bracket or quote, or a dash. */
const WORD_MAY_BEGIN = /[\s([{<"'“‘«—–/-]/;
/** More words than this that match nothing are text, not a search. */
export const MAX_QUERY_WORDS = 10;

/** Mark the update in which a command types a trigger, and whether with a space before it. */
const BY_COMMAND_TAG = 'galley-trigger';
const SPACED_TAG = 'galley-trigger-spaced';

/** Watches typing and keeps `ui.typeahead` true to it. Returns what undoes this. */
export function registerTypeahead(editor: LexicalEditor, ui: EditorUi): () => void {
  const set = (typeahead: Typeahead | null) => {
    if (typeahead !== ui.getState().typeahead) ui.setState({ typeahead });
  };
  return mergeRegister(
    editor.registerUpdateListener(({ editorState, prevEditorState, dirtyLeaves, tags }) => {
      const open = ui.getState().typeahead;
      if (open) {
        set(editorState.read(() => $continue(open)));
      } else if (dirtyLeaves.size > 0 && !tags.has(HISTORIC_TAG) && !tags.has(PASTE_TAG) && !editor.isComposing()) {
        const opened = editorState.read(() => $opened(prevEditorState));
        if (opened) {
          const { start } = opened.stretch;
          set({ ...opened, typedFrom: tags.has(SPACED_TAG) ? start - 1 : tags.has(BY_COMMAND_TAG) ? start : null });
        }
      }
    }),
    editor.registerCommand(
      BLUR_COMMAND,
      () => {
        set(null);
        return false;
      },
      COMMAND_PRIORITY_LOW,
    ),
  );
}

/** Types `@` at the caret, with a space before it where a word has just ended, so that the citation picker opens. */
export function typeCitationTrigger(editor: LexicalEditor): void {
  editor.focus(() => {
    editor.update(
      () => {
        const selection = $getSelection();
        if (!selection) return;
        if (!$isRangeSelection(selection)) selection.getNodes().at(-1)?.selectNext(0, 0);
        const range = $getSelection();
        if (!$isRangeSelection(range)) return;
        if (!range.isCollapsed()) range.anchor.set(range.focus.key, range.focus.offset, range.focus.type);
        const before = $characterBefore(range);
        const isSpaced = before !== '' && !WORD_MAY_BEGIN.test(before);
        if (isSpaced) $addUpdateTag(SPACED_TAG);
        range.insertText(isSpaced ? ' @' : '@');
      },
      { tag: BY_COMMAND_TAG },
    );
  });
}

/** Leaves a menu: what was typed stays as text, except a bare trigger that a command typed. */
export function leaveTypeahead(editor: LexicalEditor, ui: EditorUi): void {
  const { typeahead } = ui.getState();
  ui.setState({ typeahead: null });
  if (typeahead?.query !== '' || typeahead.typedFrom === null) return;
  const { stretch, typedFrom } = typeahead;
  editor.update(() => $takeStretch({ ...stretch, start: typedFrom })?.removeText());
}

/** Selects a stretch of text, to be replaced; null where it is not there any more. */
export function $takeStretch({ key, start, end }: TextStretch): RangeSelection | null {
  const node = $getNodeByKey(key);
  if (!$isTextNode(node) || node.getTextContentSize() < end) return null;
  const selection = $createRangeSelection();
  selection.anchor.set(key, start, 'text');
  selection.focus.set(key, end, 'text');
  $setSelection(selection);
  return selection;
}

function $caretText(): { node: TextNode; offset: number; before: string } | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null;
  const node = selection.anchor.getNode();
  if (!$isTextNode(node) || !node.isSimpleText() || node.hasFormat('code') || $isCodeNode(node.getParent()))
    return null;
  const { offset } = selection.anchor;
  return { node, offset, before: node.getTextContent().slice(Math.max(0, offset - MAX_REACH), offset) };
}

function $opened(previous: EditorState): Omit<Typeahead, 'typedFrom'> | null {
  const caret = $caretText();
  if (!caret) return null;
  const { node, offset, before } = caret;
  for (const [trigger, pattern] of TRIGGERS) {
    const query = pattern.exec(before)?.[1];
    if (query === undefined) continue;
    const start = offset - query.length - trigger.length;
    if (!$mayStand(trigger, node, start) || wasThere(previous, node, trigger, start)) continue;
    return { trigger, query, stretch: { key: node.getKey(), start, end: offset } };
  }
  return null;
}

function $continue(open: Typeahead): Typeahead | null {
  const caret = $caretText();
  const { stretch, trigger } = open;
  if (!caret || caret.node.getKey() !== stretch.key) return null;
  const typed = caret.node.getTextContent().slice(stretch.start, caret.offset);
  const query = typed.slice(trigger.length);
  if (!isTyped(trigger, typed) || /^\s/.test(query)) return null;
  if (caret.offset === stretch.end && query === open.query) return open;
  return { ...open, query, stretch: { ...stretch, end: caret.offset } };
}

/** True where `typed` is the trigger and no more than may follow it. */
function isTyped(trigger: Trigger, typed: string): boolean {
  const pattern = TRIGGERS.find(([candidate]) => candidate === trigger)?.[1];
  return pattern?.exec(typed)?.index === 0;
}

/** Only a trigger that has just been typed opens its menu, not one that was left as text. */
function wasThere(previous: EditorState, node: TextNode, trigger: Trigger, start: number): boolean {
  const before = previous._nodeMap.get(node.getKey());
  return $isTextNode(before) && before.__text.startsWith(trigger, start);
}

function $mayStand(trigger: Trigger, node: TextNode, start: number): boolean {
  if (trigger === '[[') return true;
  const before = start > 0 ? node.getTextContent().charAt(start - 1) : $lastCharacterBefore(node);
  return trigger === '/' ? before === '' : before === '' || WORD_MAY_BEGIN.test(before);
}

function $characterBefore(selection: RangeSelection): string {
  const node = selection.anchor.getNode();
  const { offset } = selection.anchor;
  if ($isTextNode(node)) return offset > 0 ? node.getTextContent().charAt(offset - 1) : $lastCharacterBefore(node);
  const sibling =
    selection.anchor.type === 'element' && 'getChildAtIndex' in node ? node.getChildAtIndex(offset - 1) : null;
  return sibling && !$isLineBreakNode(sibling) ? (sibling.getTextContent().at(-1) ?? '') : '';
}

/** The character that a text node follows in its line; empty at the start of a block or line. */
function $lastCharacterBefore(node: TextNode): string {
  const sibling = node.getPreviousSibling() ?? ($isInlineParent(node) ? node.getParent()?.getPreviousSibling() : null);
  if (!sibling || $isLineBreakNode(sibling)) return '';
  return sibling.getTextContent().at(-1) ?? 'x';
}

function $isInlineParent(node: TextNode): boolean {
  return node.getParent()?.isInline() ?? false;
}
