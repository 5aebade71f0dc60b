/**
 * Where the blank lines of a story page stand: noted when it comes in, and put back when it is printed, also where the story
 * was edited in between.
 */
import { isMetricsLine } from './metrics.ts';

/**
 * What a line is, as far as blank lines go: text, indented text, a heading, a list's item, a quote's line, a table's row, a
 * rule (`b`, as in thematic break), a whole fenced code block, or the metrics.
 */
type Kind = 't' | 'i' | 'h' | 'l' | 'q' | 'r' | 'b' | 'c' | 'm';
/** A line, or a code block of several, and how many blank lines stand before it. */
type Line = { text: string; kind: Kind; blanks: number };

/** More than these are not kept, nor more in a row. */
const MAX_LENGTH = 50_000;
const MAX_BLANKS = 9;
const FENCE = /^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}(?=[^`]*$)|~{3,})/;
const ITEM = /^(\s*)([-*+]|(\d{1,9})[.)])\s+\S/;

/**
 * The spacing of a page, as `PageForm.spacing` keeps it: a letter for each line, before it the number of blank lines there, at
 * the end that of those after the last one. Undefined where `blankLines` says it all, or there are too many lines. The first
 * `headLines` lines that aren't blank are the page's head.
 */
export function spacingOf(page: string, headLines: number, blankLines: boolean): string | undefined {
  const { lines, after } = linesOf(page);
  const isRegular = lines.every((line, index) => {
    const left = lines[index - 1];
    if (!left || !blankLines) return line.blanks === 0;
    if (index <= headLines) return line.blanks === 1;
    return line.blanks === (isOneBlock(left, line) ? 0 : 1);
  });
  if (isRegular && after === 0) return undefined;
  const spacing = lines.map(({ kind, blanks }) => numberOf(blanks) + kind).join('') + numberOf(after);
  return spacing.length <= MAX_LENGTH ? spacing : undefined;
}

/**
 * Puts a page together from the lines of its head and its body, with blank lines where `spacing` has them. Lines that were
 * added are spaced as most between lines of their kinds are, else as in `body`. What is read from it stays the same: nothing
 * is joined or parted that Markdown would then take for something else. No line break ends it but those of blank lines.
 */
export function spacedAs(spacing: string, head: readonly string[], body: string, blankLines: boolean): string {
  const before = Array.from(spacing.matchAll(/(\d?)([a-z])/g), ([, blanks, kind]) => ({
    kind,
    blanks: Number(blanks),
  }));
  const { lines } = linesOf([...head, body].join('\n'));
  for (const line of lines.slice(1, head.length + 1)) line.blanks = blankLines ? 1 : 0;

  const shortest = Math.min(before.length, lines.length);
  const isSame = (at: number, atBefore: number) => lines[at]?.kind === before[atBefore]?.kind;
  let same = 0;
  while (same < shortest && isSame(same, same)) same += 1;
  let sameAtEnd = 0;
  const moved = lines.length - before.length;
  while (sameAtEnd < shortest - same && isSame(lines.length - 1 - sameAtEnd, before.length - 1 - sameAtEnd))
    sameAtEnd += 1;

  const usual = usualBlanks(before);
  const page = lines.map((line, index) => {
    const left = lines[index - 1];
    const at = index < same ? index : index >= lines.length - sameAtEnd ? index - moved : -1;
    const isKnown = at >= 0 && before[at - 1]?.kind === left?.kind;
    const wanted = (isKnown ? before[at]?.blanks : usual.get(`${left?.kind}${line.kind}`)) ?? line.blanks;
    // A head is no Markdown: its lines are those that aren't blank.
    const blanks = !left || index <= head.length ? wanted : allowed(wanted, left, line);
    return (left ? '\n' : '') + '\n'.repeat(blanks) + line.text;
  });
  return page.join('') + '\n'.repeat(Number(/\d$/.exec(spacing)?.[0] ?? 0));
}

function linesOf(text: string): { lines: Line[]; after: number } {
  const lines: Line[] = [];
  let fence: string | undefined;
  let blanks = 0;
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const last = lines.at(-1);
    if (fence && last) {
      last.text += `\n${line}`;
      if (line.trim().startsWith(fence) && /^\s*(`+|~+)\s*$/.test(line)) fence = undefined;
    } else if (line.trim() === '') blanks += 1;
    else {
      fence = FENCE.exec(line)?.[1];
      lines.push({ text: line, kind: kindOf(line, blanks === 0 ? last : undefined), blanks });
      blanks = 0;
    }
  }
  return { lines, after: blanks };
}

/** `above` is the line right above this one, if there is one. */
function kindOf(line: string, above: Line | undefined): Kind {
  if (isMetricsLine(line)) return 'm';
  if (/^#{1,6}(?:\s|$)/.test(line)) return 'h';
  if (/^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/.test(line)) return 'b';
  if (ITEM.test(line)) return above ? itemOrText(line, above) : 'l';
  if (FENCE.test(line)) return 'c';
  if (/^\s*>/.test(line)) return 'q';
  if (/^\s*\|/.test(line)) return 'r';
  return /^\s{2,}/.test(line) ? 'i' : 't';
}

/** Below text, only a bullet or a one begins a list. */
function itemOrText(line: string, above: Line): Kind {
  const number = ITEM.exec(line)?.[3];
  if (number === undefined || Number(number) === 1) return 'l';
  if (['t', 'q', 'r'].includes(above.kind)) return 't';
  const deeper = indentOf(line) - indentOf(above.text);
  return deeper > 0 || (deeper === 0 && above.kind === 'i') ? 'i' : 'l';
}

const indentOf = (line: string) => line.length - line.trimStart().length;
const numberOf = (blanks: number) => (blanks === 0 ? '' : String(Math.min(MAX_BLANKS, blanks)));

/** True for lines that stand in one paragraph, list, quote or table as a rule; two paragraphs have a blank line between them. */
function isOneBlock(left: Line, right: Line): boolean {
  const isInList = ({ kind }: Line) => kind === 'l' || kind === 'i';
  if (isInList(left) && isInList(right)) return true;
  return left.kind === right.kind && ['t', 'q', 'r'].includes(right.kind) && right.blanks === 0;
}

/** How many blank lines stand most often between lines of two kinds, by those. */
function usualBlanks(before: readonly { kind: string | undefined; blanks: number }[]): Map<string, number> {
  const counts = new Map<string, Map<number, number>>();
  before.forEach(({ kind, blanks }, index) => {
    if (index === 0) return;
    const pair = `${before[index - 1]?.kind}${kind}`;
    const counted = counts.get(pair) ?? new Map<number, number>();
    counts.set(pair, counted.set(blanks, (counted.get(blanks) ?? 0) + 1));
  });
  return new Map(
    Array.from(counts, ([pair, counted]) => [
      pair,
      [...counted].reduce((most, each) => (each[1] > most[1] ? each : most))[0],
    ]),
  );
}

/** The number of blank lines between two lines of Markdown, as near to `wanted` as leaves their meaning. */
function allowed(wanted: number, left: Line, right: Line): number {
  if (right.blanks === 0) return wanted > 0 && mayPart(left, right) ? wanted : 0;
  return wanted > 0 || mayTouch(left, right) ? wanted : right.blanks;
}

/** Two items of a list: with a blank line between them it is a loose one, and nothing else. */
function mayPart(left: Line, right: Line): boolean {
  return right.kind === 'l' && (left.kind === 'l' || left.kind === 'i');
}

/** True for two blocks that stay two without a blank line between them. */
function mayTouch(left: Line, right: Line): boolean {
  if (left.kind === 'i' || right.kind === 'i') return false;
  if ([left.kind, right.kind].some((kind) => kind === 'h' || kind === 'c')) return true;
  switch (right.kind) {
    case 'b':
      // Below a paragraph, dashes make a heading of it.
      return left.kind === 'b';
    case 'q':
      return left.kind !== 'q';
    case 'l':
      return /^(?:[-*+]|1[.)])\s/.test(right.text);
    default:
      return left.kind === 'b';
  }
}
