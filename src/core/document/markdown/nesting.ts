/**
 * The refusal of Markdown that nests too deeply. How deep its blocks lie is told from its lines, as the parser takes minutes
 * to find out: its time grows with the cube of the depth.
 */
import { Failure } from '#core/model/failure.ts';

/** Quotes and lists within each other; more than that no editor writes and no document holds. */
export const MAX_MARKDOWN_NESTING = 200;

/** The sign of a quote or a list item (CommonMark 0.31 §5.1, §5.2), with the white space before it. */
const SIGN = /[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/y;
/** The beginning and the end of fenced code (§4.5), within a quote or a list as well. */
const FENCE = /^(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*(`{3,}(?=[^`]*$)|~{3,})/;

/** Reads a text by `read`. Throws `Failure` Invalid for lists, quotes or emphasis within each other by the hundred. */
export function readMarkdown<T>(markdown: string, read: (markdown: string) => T): T {
  if (nestsDeeper(markdown)) throw tooDeep();
  return unlessTooDeep(() => read(markdown));
}

/** Runs `read`. Throws `Failure` Invalid where it comes to the end of the stack. */
export function unlessTooDeep<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw tooDeep(error);
  }
}

function tooDeep(cause?: RangeError): Failure {
  return new Failure('Invalid', 'This page nests its lists, quotes or emphasis too deeply to be read.', {}, { cause });
}

/**
 * True where quotes and lists stand within each other more than `levels` deep. In time linear in the text's length. A list
 * item holds what is indented beyond its sign; lines within fenced code are no part of it.
 */
export function nestsDeeper(markdown: string, levels = MAX_MARKDOWN_NESTING): boolean {
  /** The columns at which the text of the open list items may begin. */
  const items: number[] = [];
  let fence = '';
  for (const line of markdown.split(/\r\n|\r|\n/)) {
    const mark = FENCE.exec(line)?.[1] ?? '';
    if (fence) {
      if (mark.startsWith(fence) && line.trimEnd().endsWith(mark)) fence = '';
      continue;
    }
    fence = mark;
    if (isDeeperAt(line, items, levels)) return true;
  }
  return false;
}

/** The same for one line; `items` are those of the lines before it, and are brought up to date. */
function isDeeperAt(line: string, items: number[], levels: number): boolean {
  let quotes = 0;
  let before = '';
  for (let at = 0; quotes + items.length <= levels; ) {
    SIGN.lastIndex = at;
    const found = SIGN.exec(line)?.[0];
    if (found === undefined) return false;
    at += found.length;
    const sign = found.trimStart();
    if (sign === '>') quotes += 1;
    else {
      const column = at - sign.length;
      // After a sign that begins no break, none like it does.
      if (sign !== before && isBreak(line, column)) return false;
      while ((items.at(-1) ?? 0) > column) items.pop();
      items.push(at + 1);
    }
    before = sign;
  }
  return true;
}

/** True where a line is a thematic break from there on (§4.1): nothing but signs of one kind. */
function isBreak(line: string, from: number): boolean {
  const sign = line[from];
  if (sign !== '-' && sign !== '*') return false;
  for (let at = from; at < line.length; at += 1) {
    const other = line[at];
    if (other !== sign && other !== ' ' && other !== '\t') return false;
  }
  return true;
}
