/**
 * Plain text as nodes: a blank line or a line break ends a paragraph, tabs stay tabs.
 */
import { $createParagraphNode, $generateNodesFromRawText, type LexicalNode } from 'lexical';

/** The nodes for `text`; within code all of it stays one run with its line breaks. */
export function $nodesFromText(text: string, isCode: boolean): LexicalNode[] {
  if (isCode) return $generateNodesFromRawText(text);
  return text
    .split(/[\r\n]+/)
    .filter((line, index, lines) => line.trim() !== '' || (index > 0 && index === lines.length - 1 && line !== ''))
    .map((line) => $createParagraphNode().append(...$generateNodesFromRawText(line)));
}
