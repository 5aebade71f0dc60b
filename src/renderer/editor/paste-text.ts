/**
 * Plain text as nodes: a blank line or a line break ends a paragraph, tabs stay tabs.
 */
import { $createParagraphNode, $generateNodesFromRawText, type LexicalNode } from 'lexical';

/**
 * `text` as people write it: of control characters only tabs and line ends stay, with line ends for those of printers and
 * terminals, and what is half a character becomes the sign for one that is missing.
 */
export function withoutControls(text: string): string {
  return (
    text
      .replace(/[\v\f\u0085]/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g, '')
      .toWellFormed()
  );
}

/** The nodes for `text`; within code all of it stays one run with its line breaks. */
export function $nodesFromText(text: string, isCode: boolean): LexicalNode[] {
  if (isCode) return $generateNodesFromRawText(text);
  return text
    .split(/[\r\n]+/)
    .filter((line, index, lines) => line.trim() !== '' || (index > 0 && index === lines.length - 1 && line !== ''))
    .map((line) => $createParagraphNode().append(...$generateNodesFromRawText(line)));
}
