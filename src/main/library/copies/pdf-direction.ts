/**
 * Text that is read from right to left. A PDF has it as it is seen, often letter by letter in the shapes that letters take
 * beside each other, brackets turned round; here it becomes text as it is written.
 */
import { CELL_GAP, OFF_LINE, type Run, SPACE } from './pdf-runs.ts';

/** A page with more pieces on one line than this was made by no printer. */
const MAX_RUNS = 5_000;

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LETTER = /\p{L}/u;
const DIGIT = /\p{N}/u;
/** The shapes of Arabic and Hebrew letters, which are letters of their own in no text. */
const SHAPES = /[\ufb1d-\ufb4f\ufb50-\ufdff\ufe70-\ufefc]+/g;
const MIRRORED: Record<string, string> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '<': '>',
  '>': '<',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
};

/** `neutral` is what has neither letters nor digits: it goes with what stands around it. */
type Token = { text: string; kind: 'right-to-left' | 'left-to-right' | 'number' | 'neutral' };

/**
 * The runs with those of each line that has text from right to left put together in the order of reading. Runs of other lines
 * stay as they are.
 */
export function inReadingDirection(runs: readonly Run[]): Run[] {
  if (!hasRightToLeft(runs)) return [...runs];
  const isPage = isMostlyRightToLeft(runs);
  const lines: Run[][] = [];
  for (const run of runs) {
    const line = lines.at(-1);
    const first = line?.find(({ text }) => text.trim() !== '') ?? line?.[0];
    const isOnLine = first && Math.abs(first.y - run.y) < OFF_LINE * Math.max(first.size, run.size);
    if (line && isOnLine && line.length < MAX_RUNS) line.push(run);
    else lines.push([run]);
  }
  return lines.flatMap((line) => {
    if (!hasRightToLeft(line)) return line;
    return partsOf(line).flatMap((part) =>
      hasRightToLeft(part) ? joined(part, isPage || isMostlyRightToLeft(part)) : part,
    );
  });
}

function hasRightToLeft(runs: readonly Run[]): boolean {
  return runs.some(({ text }) => RIGHT_TO_LEFT.test(text));
}

/** True where at least as many letters are read from right to left as from left to right. */
function isMostlyRightToLeft(runs: readonly Run[]): boolean {
  let [toLeft, toRight] = [0, 0];
  for (const { text } of runs) {
    if (!LETTER.test(text)) continue;
    if (RIGHT_TO_LEFT.test(text)) toLeft += text.length;
    else toRight += text.length;
  }
  return toLeft >= toRight;
}

/** The runs of a line from left to right, parted at wide gaps. */
function partsOf(line: readonly Run[]): [Run, ...Run[]][] {
  const parts: [Run, ...Run[]][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const run of line.filter(({ text }) => text.trim() !== '').sort((a, b) => a.x - b.x)) {
    const part = parts.at(-1);
    if (part && run.x - right < CELL_GAP * run.size) part.push(run);
    else parts.push([run]);
    right = Math.max(right, run.x + run.width);
  }
  return parts;
}

/** Runs that stand side by side as one. */
function joined(part: readonly [Run, ...Run[]], isRightToLeft: boolean): Run {
  const tokens: Token[] = [];
  let right = part[0].x;
  for (const run of part) {
    if (run.x - right > SPACE * run.size || /^\s/.test(run.text)) tokens.push({ text: ' ', kind: 'neutral' });
    tokens.push(tokenOf(run.text.trim()));
    if (/\s$/.test(run.text)) tokens.push({ text: ' ', kind: 'neutral' });
    right = Math.max(right, run.x + run.width);
  }
  const [first] = part;
  const largest = part.reduce((most, run) => (run.size > most.size ? run : most), first);
  const text = readingOrder(tokens, isRightToLeft).replace(/ {2,}/g, ' ');
  return { ...largest, text, x: first.x, width: right - first.x };
}

function tokenOf(text: string): Token {
  if (RIGHT_TO_LEFT.test(text) && LETTER.test(text)) return { text: asWritten(text), kind: 'right-to-left' };
  if (LETTER.test(text)) return { text, kind: 'left-to-right' };
  return { text, kind: DIGIT.test(text) ? 'number' : 'neutral' };
}

/** Letters instead of their shapes, and brackets as they open and close. */
function asWritten(text: string): string {
  return mirrored(text.replace(SHAPES, (shapes) => shapes.normalize('NFKC').replace(/ (?=\p{M})/gu, '')));
}

function mirrored(text: string): string {
  return text.replace(/[()[\]{}<>«»‹›]/g, (bracket) => MIRRORED[bracket] ?? bracket);
}

/** Tokens as they are seen, from left to right, in the order in which they are read. */
function readingOrder(tokens: readonly Token[], isRightToLeft: boolean): string {
  if (!isRightToLeft) {
    return stretchesOf(tokens, (token) => token.kind === 'right-to-left')
      .map(({ tokens: own, isMember }) => (isMember ? backwards(own) : forwards(own)))
      .join('');
  }
  const stretches = stretchesOf(
    tokens,
    (token, before) => token.kind === 'left-to-right' || (token.kind === 'number' && before),
  );
  return stretches
    .reverse()
    .map(({ tokens: own, isMember }) => (isMember ? forwards(own) : backwards(own)))
    .join('');
}

/**
 * The tokens as stretches of those that `isMember` takes, with what is neutral between two of them, and of others. It is told
 * whether the token follows one that was taken.
 */
function stretchesOf(tokens: readonly Token[], isMember: (token: Token, follows: boolean) => boolean) {
  const stretches: { tokens: Token[]; isMember: boolean }[] = [];
  let neutral: Token[] = [];
  const put = (token: Token, member: boolean) => {
    const last = stretches.at(-1);
    if (last?.isMember === member) last.tokens.push(token);
    else stretches.push({ tokens: [token], isMember: member });
  };
  for (const token of tokens) {
    if (token.kind === 'neutral') {
      neutral.push(token);
      continue;
    }
    const follows = stretches.at(-1)?.isMember === true;
    const member = isMember(token, follows);
    for (const between of neutral) put(between, follows && member);
    neutral = [];
    put(token, member);
  }
  for (const after of neutral) put(after, false);
  return stretches;
}

function forwards(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('');
}

/** Numbers keep the order of their digits, also where they come in several tokens: `3`, `.`, `5`. */
function backwards(tokens: readonly Token[]): string {
  const parts: string[] = [];
  let isInNumber = false;
  for (const [index, { text, kind }] of tokens.entries()) {
    const isPart: boolean =
      isInNumber && (kind === 'number' || (/^[.,:/٫٬-]$/.test(text) && tokens[index + 1]?.kind === 'number'));
    if (isPart) parts[parts.length - 1] += text;
    else parts.push(kind === 'neutral' ? mirrored(text) : text);
    isInNumber = kind === 'number' || isPart;
  }
  return parts.reverse().join('');
}
