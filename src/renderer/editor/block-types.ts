/**
 * The kinds of block that text can be turned into, and turning the selected blocks into one.
 */
import { $createCodeNode, $isCodeNode } from '@lexical/code-core';
import { $insertList, $isListItemNode, $isListNode, $removeList } from '@lexical/list';
import { $createHeadingNode, $createQuoteNode, $isHeadingNode, $isQuoteNode } from '@lexical/rich-text';
import { $setBlocksType } from '@lexical/selection';
import {
  $createParagraphNode,
  $findMatchingParent,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isRootOrShadowRoot,
  type LexicalNode,
} from 'lexical';

/** Headings of sections are of level 2: level 1 is the story's title. */
export const BLOCK_TYPES = {
  paragraph: 'Text',
  h2: 'Heading 2',
  h3: 'Heading 3',
  h4: 'Heading 4',
  h5: 'Heading 5',
  bullet: 'Bulleted list',
  number: 'Numbered list',
  check: 'Check list',
  quote: 'Quote',
  code: 'Code block',
} as const;
export type BlockType = keyof typeof BLOCK_TYPES;

const isHeadingType = (type: BlockType): type is 'h2' | 'h3' | 'h4' | 'h5' => /^h[2-5]$/.test(type);

/** The kind of the block that the selection begins in; null where it is none of ours (a table, a rule, a level-1 heading). */
export function $blockTypeAtSelection(): BlockType | null {
  const selection = $getSelection();
  const node = $isRangeSelection(selection) ? selection.anchor.getNode() : selection?.getNodes()[0];
  if (!node) return null;
  const item = $findMatchingParent(node, $isListItemNode);
  const list = item?.getParent();
  if ($isListNode(list)) return list.getListType();
  const block = $findMatchingParent(node, (candidate): candidate is LexicalNode => $isOwnBlock(candidate));
  if ($isHeadingNode(block)) return block.getTag() in BLOCK_TYPES ? (block.getTag() as BlockType) : null;
  if ($isQuoteNode(block)) return 'quote';
  if ($isCodeNode(block)) return 'code';
  return $isElementNode(block) && block.getType() === 'paragraph' ? 'paragraph' : null;
}

/** Turns the selected blocks into `type`; a list of that type, a quote or a code block goes back to text. */
export function $toggleBlockType(type: BlockType): void {
  $setBlockType($blockTypeAtSelection() === type ? 'paragraph' : type);
}

/** Turns the selected blocks into `type`; call it inside an update. */
export function $setBlockType(type: BlockType): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  const before = $blockTypeAtSelection();
  if (type === 'bullet' || type === 'number' || type === 'check') {
    $insertList(type);
    return;
  }
  if (before === 'bullet' || before === 'number' || before === 'check') $removeList();
  const now = $getSelection();
  if (!$isRangeSelection(now)) return;
  if (isHeadingType(type)) $setBlocksType(now, () => $createHeadingNode(type));
  else if (type === 'quote') $setBlocksType(now, () => $createQuoteNode());
  else if (type === 'code') $setBlocksType(now, () => $createCodeNode());
  else $setBlocksType(now, () => $createParagraphNode());
}

function $isOwnBlock(node: LexicalNode): boolean {
  const parent = node.getParent();
  return parent !== null && $isRootOrShadowRoot(parent) && !$isRootOrShadowRoot(node);
}
