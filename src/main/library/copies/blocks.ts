/**
 * The last step of every extraction: blocks of plain text that are safe to show and not too long to draw.
 */
import type { CopyBlock, CopyText } from '#core/model/copy-text.ts';

/** More than any book; what is beyond is not shown, in characters. */
const MAX_CHARACTERS = 20_000_000;
/** A block longer than this is cut at a space, so that it can be laid out, in characters. */
const MAX_BLOCK_CHARACTERS = 10_000;

/** What has no width and no meaning in a text: control characters but tab and line feed, and bytes that were no text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const NO_CHARACTER = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufeff\ufffe\uffff]/g;

/** The text with its blocks cleaned of what is no character, none of them empty or endless. */
export function tidyText(text: CopyText): CopyText {
  const blocks: CopyBlock[] = [];
  let left = MAX_CHARACTERS;
  for (const block of text.blocks) {
    const cleaned = cleanText(block.text).slice(0, left);
    left -= cleaned.length;
    for (const part of partsOf(cleaned, block.kind)) blocks.push({ ...block, text: part });
    if (left <= 0) break;
  }
  const named = (value: string | undefined) =>
    cleanText(value ?? '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 2_000);
  const { title, byline, language, published } = text;
  const cut = 'This text is longer than Galley shows; its end is left out.';
  return {
    blocks,
    ...(text.pages !== undefined && { pages: text.pages }),
    ...(named(title) && { title: named(title) }),
    ...(named(byline) && { byline: named(byline) }),
    ...(named(language) && { language: named(language) }),
    ...(named(published) && { published: named(published) }),
    ...(left <= 0 ? { problem: cut } : text.problem !== undefined && { problem: text.problem }),
  };
}

/** Half of a surrogate pair is no character either, and could not be sent or stored. */
function cleanText(text: string): string {
  return text.replace(NO_CHARACTER, '').toWellFormed();
}

function partsOf(text: string, kind: CopyBlock['kind']): string[] {
  // White space at the start of a line of code, and before the first cell of a row, says something.
  const trimmed = kind === 'code' || kind === 'row' ? text.trimEnd().replace(/^\n+/, '') : text.trim();
  if (trimmed === '') return [];
  const parts: string[] = [];
  let rest = trimmed;
  while (rest.length > MAX_BLOCK_CHARACTERS) {
    const space = rest.lastIndexOf(' ', MAX_BLOCK_CHARACTERS);
    const at = space > MAX_BLOCK_CHARACTERS / 2 ? space : betweenCharacters(rest, MAX_BLOCK_CHARACTERS);
    parts.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return [...parts, rest];
}

/** The place at or just before `at` that does not part a surrogate pair. */
function betweenCharacters(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code <= 0xdbff ? at - 1 : at;
}
