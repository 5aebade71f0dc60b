/**
 * Texts of a source that have lines and paragraphs, and how files break them: an empty line ends a paragraph; any other line break
 * may be one that only keeps a file narrow.
 */
import type { TextVariable } from './variables.ts';

const PARAGRAPHED = new Set<string>(['abstract', 'annote', 'note'] satisfies TextVariable[]);

/** True for what has lines and paragraphs; all other text is one line. */
export function isParagraphed(variable: TextVariable): boolean {
  return PARAGRAPHED.has(variable);
}

/** Programs that wrap text do so at 60 to 150 characters. */
const WRAPPED = { from: 60, to: 150 };

/** True where a line that is followed by another may have been broken only to keep it short; `line` has no spaces at its ends. */
export function mayBeWrapped(line: string): boolean {
  return line.length >= WRAPPED.from && line.length <= WRAPPED.to && !/[.!?:;…][)\]"”’»]*$/.test(line);
}

/** The text of rows as they stand in a file: paragraphs with an empty line between, and in them lines. Wrapped lines are joined. */
export function textOfRows(rows: readonly string[]): string {
  const parts: string[] = [];
  let last: string | undefined;
  for (const row of rows) {
    const line = row.trim();
    const isIndented = /^\s/.test(row);
    if (line) {
      if (last) parts.push(isIndented || mayBeWrapped(last) ? ' ' : '\n');
      else if (parts.length > 0) parts.push('\n\n');
      parts.push(line);
    }
    last = line;
  }
  return parts.join('');
}

/** Several texts as one of several paragraphs; what another of them holds is not said again. */
export function joinTexts(texts: readonly string[]): string {
  const kept: string[] = [];
  for (const text of texts) if (text && !kept.includes(text)) kept.push(text);
  return kept.join('\n\n');
}

/** The lines of a text, without spaces at their ends; an empty one stands between paragraphs. */
export function linesOf(text: string): string[] {
  return text
    .trim()
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line, index, all) => line !== '' || all[index - 1] !== '');
}
