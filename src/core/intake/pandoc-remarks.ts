/**
 * What a page has of Pandoc's syntax that comes in as text: its keys belong to a bibliography that an import doesn't have.
 */
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { lineOf, type Remark } from './remark.ts';

/** Pandoc's citations, `[see @key, p. 4]` (Pandoc User's Guide, "Citation syntax"). */
const CITATION = /\[(?:[^[\]]{0,500}[\s;-])?@(?:\{[^{}\s]{1,200}\}|[\p{L}\p{N}_])[^[\]]{0,500}\]/gu;
/** Its notes in the text, `^[note]`. */
const NOTE = /\^\[[^[\]]{1,5000}\]/g;
/** The bit of Lexical's text formats that code has. */
const IS_CODE = 16;

/** Remarks on Pandoc's citations and notes that stand as text in a document, and on sources in the page's front matter. */
export function remarksOnPandoc(document: StoryDocument, page: string): Remark[] {
  const text = document.root.children.map(proseOf).join('\n');
  const remarks: Remark[] = [];
  const say = (found: RegExpMatchArray | null, one: string, several: string, advice: string) => {
    if (!found) return;
    const [first = ''] = found;
    const what = found.length === 1 ? `One ${one} was` : `${found.length.toLocaleString('en')} ${several} were`;
    remarks.push({
      line: lineOf(page, first),
      message: `${what} left as text, ${found.length === 1 ? '' : 'the first is '}“${first}”. ${advice}`,
    });
  };
  const cite = 'Cite the sources in the story once it is there.';
  say(text.match(CITATION), 'citation in Pandoc’s syntax', 'citations in Pandoc’s syntax', cite);
  say(text.match(NOTE), 'note in Pandoc’s syntax', 'notes in Pandoc’s syntax', 'Write into the text what is to stay.');
  const references = lineOfReferences(page);
  if (references) {
    const message =
      'The sources under “references” were left out. Save them as CSL-JSON or BibTeX and import that file.';
    remarks.push({ line: references, message });
  }
  return remarks;
}

/** The line of the front matter at which sources stand, from 1; undefined where none do. */
function lineOfReferences(page: string): number | undefined {
  const lines = page.split(/\r\n?|\n/, 10_000);
  const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  const at = lines.findIndex((line) => line.startsWith('references:'));
  return /^\uFEFF?---\s*$/.test(lines[0] ?? '') && at > 0 && at < end ? at + 1 : undefined;
}

/** The text of a block without code, in which an `@` is no citation. */
function proseOf(node: SerializedNode): string {
  if (node.type === 'code') return '';
  if (node.type === 'linebreak') return '\n';
  if (typeof node.text === 'string') return Number(node.format) & IS_CODE ? '' : node.text;
  const isBlocks = node.children?.some(({ children }) => children);
  return (node.children ?? []).map(proseOf).join(isBlocks && node.type !== 'paragraph' ? '\n' : '');
}
