/**
 * The passage of a copy that is nearest to a quote: the quote is laid along each stretch that may hold it.
 */
import { type AlignmentTask, align, type Step } from './align.ts';
import { candidatesFor, type Stretch } from './candidates.ts';
import { type Difference, differencesOf } from './differences.ts';
import { withEdges } from './edges.ts';
import { differingHyphens } from './hyphens.ts';
import type { FoundStretch } from './passage.ts';
import type { PreparedCopy } from './prepared-copy.ts';
import type { Quote } from './quote.ts';
import { respellingsBetween } from './respellings.ts';
import { isLexical, lengthAt, type Words, wordAt } from './words.ts';

export type Nearest = {
  /** The share of letters common to quote and passage, 0–1; 1 where nothing differs. */
  ratio: number;
  /** The same without the source's words at the edges, which stand for words of the quote that are missing there. */
  ratioWithoutEdges: number;
  /** True where one word of the quote, at most, is not as the source has it, and one of the source's, at most, not as the quote has it. */
  isButOneWord: boolean;
  stretches: FoundStretch[];
  differences: Difference[];
};

/** What a quote leaves out may be so long, in words and punctuation marks: about two pages. */
export const MAX_GAP_WORDS = 800;

/** Cells of the alignment's table for one candidate, and for all: they bound the time whatever the quote. */
const MAX_CELLS = 2_000_000;
const MAX_CELLS_TOGETHER = 2_500_000;
const MAX_CANDIDATES = 6;

/** The nearest passage, of equally near ones the first; undefined where the copy shares no word with the quote. */
export function findNearest(copy: PreparedCopy, quote: Quote): Nearest | undefined {
  let best: Laid | undefined;
  for (const window of windowsFor(copy, quote)) {
    const laid = layAlong(copy, quote, window);
    const isFirst = laid.ratio === best?.ratio && window.start < best.window.start;
    if (!best || laid.ratio > best.ratio || isFirst) best = laid;
  }
  if (!best) return undefined;
  const { window, ratio: ratioWithoutEdges } = best;
  const steps = withEdges(best.steps, copy, quote, window.start);
  const differences = differencesOf(
    steps,
    { words: quote.words, wordIndexOf: (index) => quote.sought[index] ?? 0 },
    { words: copy.words, wordIndexOf: (index) => window.start + index },
  );
  return {
    ratio: ratioOf(steps, copy, quote, window),
    ratioWithoutEdges,
    isButOneWord: isButOneWord(steps, copy, quote, window),
    stretches: stretchesOf(copy, steps, window),
    differences,
  };
}

type Laid = { steps: Step[]; ratio: number; window: Stretch };

/** The stretches of the copy to lay the quote along: around where its longest part between gaps may stand. */
function windowsFor(copy: PreparedCopy, quote: Quote): Stretch[] {
  const { sought, gaps, words } = quote;
  const cuts = [0, ...gaps, sought.length];
  let part = { from: 0, to: sought.length };
  if (gaps.size > 0) {
    part = { from: 0, to: 0 };
    cuts.slice(1).forEach((to, index) => {
      const from = cuts[index] ?? 0;
      if (to - from > part.to - part.from) part = { from, to };
    });
  }
  const partLength = part.to - part.from;
  const slack = Math.ceil(partLength / 4) + 8;
  const gapsBefore = [...gaps].filter((gap) => gap <= part.from).length;
  const left = slack + Math.ceil(part.from * 1.25) + gapsBefore * MAX_GAP_WORDS;
  const right = slack + Math.ceil((sought.length - part.to) * 1.25) + (gaps.size - gapsBefore) * MAX_GAP_WORDS;
  const cells = Math.min(MAX_CELLS, (sought.length + 1) * (partLength * 1.25 + left + right));
  const limit = Math.max(1, Math.min(MAX_CANDIDATES, Math.floor(MAX_CELLS_TOGETHER / cells)));
  return candidatesFor(copy, words, sought.subarray(part.from, part.to), limit).map(({ start, end }) => ({
    start: Math.max(0, start - left),
    end: Math.min(copy.words.count, end + right),
  }));
}

function layAlong(copy: PreparedCopy, quote: Quote, window: Stretch): Laid {
  const { words, sought, gaps } = quote;
  // Words that the copy hasn't are numbered downwards from −1.
  const unknown = new Map<string, number>();
  const quoteIds = Int32Array.from(sought, (index) => {
    const word = wordAt(words, index);
    const id = copy.idByWord.get(word) ?? unknown.get(word) ?? -1 - unknown.size;
    if (id < 0) unknown.set(word, id);
    return id;
  });
  const unknownWords = [...unknown.keys()];
  const textIds = Int32Array.from(copy.ids.subarray(window.start, window.end));
  const task: AlignmentTask = {
    quoteIds,
    textIds,
    quoteLengths: Uint8Array.from(sought, (index) => lengthAt(words, index)),
    textLengths: Uint8Array.from(textIds, (_, index) => lengthAt(copy.words, window.start + index)),
    gaps,
    respellings: respellingsBetween(quoteIds, textIds, (id) => copy.vocabulary[id] ?? unknownWords[-1 - id] ?? ''),
    maxCells: MAX_CELLS,
    expectedStart: expectedStartOf(quoteIds, textIds),
  };
  const steps = align(task).steps.map((step) => withHyphens(step, copy, quote, window));
  return { steps, window, ratio: ratioOf(steps, copy, quote, window) };
}

/** Words that differ by a hyphen only are equal to the folding, but not to a reader. */
function withHyphens(step: Step, copy: PreparedCopy, { words, sought }: Quote, { start }: Stretch): Step {
  if (step.kind !== 'same') return step;
  const cost = differingHyphens(
    stretchOf(words, sought[step.quoteIndex] ?? 0),
    stretchOf(copy.words, start + step.textIndex),
  );
  return cost > 0 ? { ...step, kind: 'respelled', cost } : step;
}

function stretchOf({ folded, starts, ends }: Words, index: number) {
  return { folded, start: starts[index] ?? 0, end: ends[index] ?? 0 };
}

/** The share of letters common to quote and passage, 0–1. */
function ratioOf(steps: readonly Step[], copy: PreparedCopy, { words, sought }: Quote, { start }: Stretch): number {
  let letters = 0;
  let differing = 0;
  for (const step of steps) {
    const inQuote = 'quoteIndex' in step ? lengthAt(words, sought[step.quoteIndex] ?? 0) : 0;
    const inText = 'textIndex' in step && step.kind !== 'left-out' ? lengthAt(copy.words, start + step.textIndex) : 0;
    letters += inQuote + inText;
    if (step.kind === 'respelled') differing += step.cost;
    else if (step.kind !== 'same') differing += inQuote + inText;
  }
  return letters === 0 ? 0 : 1 - Math.min(1, differing / letters);
}

function isButOneWord(
  steps: readonly Step[],
  copy: PreparedCopy,
  { words, sought }: Quote,
  { start }: Stretch,
): boolean {
  let inQuote = 0;
  let inText = 0;
  for (const step of steps) {
    if (step.kind === 'same' || step.kind === 'left-out') continue;
    if ('quoteIndex' in step && isLexical(words, sought[step.quoteIndex] ?? 0)) inQuote += 1;
    if ('textIndex' in step && isLexical(copy.words, start + step.textIndex)) inText += 1;
  }
  return inQuote <= 1 && inText <= 1;
}

/** The middle of where words that both have only once would put the quote's first word. */
function expectedStartOf(quoteIds: Int32Array, textIds: Int32Array): number {
  const inQuote = onceIn(quoteIds);
  const inText = onceIn(textIds);
  const starts: number[] = [];
  for (const [id, index] of inQuote) {
    const place = inText.get(id);
    if (index >= 0 && place !== undefined && place >= 0) starts.push(place - index);
  }
  return starts.sort((a, b) => a - b)[starts.length >> 1] ?? 0;
}

/** The place of each id that occurs once; -1 where it occurs again. */
function onceIn(ids: Int32Array): Map<number, number> {
  const places = new Map<number, number>();
  ids.forEach((id, index) => {
    places.set(id, places.has(id) ? -1 : index);
  });
  return places;
}

/** The passage's stretches of words, a new one after each gap. */
function stretchesOf({ words }: PreparedCopy, steps: readonly Step[], window: Stretch): FoundStretch[] {
  const stretches: FoundStretch[] = [];
  let isOpen = false;
  for (const step of steps) {
    if (step.kind === 'left-out') isOpen = false;
    if (step.kind === 'left-out' || step.kind === 'missing') continue;
    const word = window.start + step.textIndex;
    const open = isOpen ? stretches.at(-1) : undefined;
    if (open) {
      open.end = words.ends[word] ?? open.end;
      open.lastWord = word;
    } else {
      stretches.push({ start: words.starts[word] ?? 0, end: words.ends[word] ?? 0, firstWord: word, lastWord: word });
      isOpen = true;
    }
  }
  return stretches;
}
