/**
 * What the toolbar shows of the selection, read after the frame and handed on only where it changed.
 */
import { $isLinkNode } from '@lexical/link';
import { $findTableNode } from '@lexical/table';
import {
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  IS_BOLD,
  IS_CODE,
  IS_HIGHLIGHT,
  IS_ITALIC,
  IS_STRIKETHROUGH,
  IS_SUBSCRIPT,
  IS_SUPERSCRIPT,
  IS_UNDERLINE,
  type NodeKey,
} from 'lexical';
import { $blockTypeAtSelection, type BlockType } from './block-types.ts';

export type SelectionSummary = {
  blockType: BlockType | null;
  /** Lexical's format bits that the whole selection has. */
  format: number;
  linkKey: NodeKey | null;
  tableKey: NodeKey | null;
};

export const NOTHING_SELECTED: SelectionSummary = { blockType: null, format: 0, linkKey: null, tableKey: null };

/** The formats of text, by the bit that says each. */
export const FORMAT_BITS = {
  bold: IS_BOLD,
  italic: IS_ITALIC,
  underline: IS_UNDERLINE,
  strikethrough: IS_STRIKETHROUGH,
  code: IS_CODE,
  highlight: IS_HIGHLIGHT,
  subscript: IS_SUBSCRIPT,
  superscript: IS_SUPERSCRIPT,
} as const;
export type TextFormat = keyof typeof FORMAT_BITS;

/** Reads the summary; call it inside a read. */
export function $summariseSelection(): SelectionSummary {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return NOTHING_SELECTED;
  const node = selection.anchor.getNode();
  return {
    blockType: $blockTypeAtSelection(),
    format: selection.format,
    linkKey: $findMatchingParent(node, $isLinkNode)?.getKey() ?? null,
    tableKey: $findTableNode(node)?.getKey() ?? null,
  };
}

/** True where the toolbar would look the same. */
export function isSameSummary(a: SelectionSummary, b: SelectionSummary): boolean {
  return a.blockType === b.blockType && a.format === b.format && a.linkKey === b.linkKey && a.tableKey === b.tableKey;
}
