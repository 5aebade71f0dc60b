/**
 * Passages of a copy's text: as ranges of its blocks, as what is selected on the page, and as words found again.
 */
import type { CopyBlock, CopyText } from '#core/model/copy-text.ts';
import type { BlockRange } from '#core/quotation/prepared-copy.ts';

/** A passage that somebody has selected: its words, blocks parted by line feeds, and the page or pages it stands on. */
export type Passage = { text: string; page?: string; ranges: readonly BlockRange[] };

/** The element of a block carries its number as `data-block`, and holds the block's text and nothing else. */
export function blockElement(root: Element, blockIndex: number): HTMLElement | null {
  return root.querySelector<HTMLElement>(`[data-block="${blockIndex}"]`);
}

/** What is selected under `root`, trimmed of white space; null where that is nothing. */
export function selectedPassage(root: HTMLElement, { blocks }: CopyText): Passage | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const selected = selection.getRangeAt(0);
  if (!selected.intersectsNode(root)) return null;
  const ranges: BlockRange[] = [];
  for (const element of root.querySelectorAll<HTMLElement>('[data-block]')) {
    if (!selected.intersectsNode(element)) {
      if (ranges.length > 0) break;
      continue;
    }
    const blockIndex = Number(element.dataset.block);
    const { text = '' } = blocks[blockIndex] ?? {};
    const start = element.contains(selected.startContainer)
      ? offsetIn(element, selected.startContainer, selected.startOffset)
      : 0;
    const end = element.contains(selected.endContainer)
      ? offsetIn(element, selected.endContainer, selected.endOffset)
      : text.length;
    const range = trimmed({ blockIndex, start, end }, text);
    if (range) ranges.push(range);
  }
  return passageOf(ranges, blocks);
}

/** The passage that ranges make, without the heads and feet of pages that it reaches over; null for none. */
export function passageOf(selected: readonly BlockRange[], blocks: readonly CopyBlock[]): Passage | null {
  const ofText = selected.filter(({ blockIndex }) => !blocks[blockIndex]?.isAside);
  const ranges = ofText.length > 0 ? ofText : selected;
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (!first || !last) return null;
  const text = ranges.map(({ blockIndex, start, end }) => blocks[blockIndex]?.text.slice(start, end) ?? '').join('\n');
  const [from, to] = [blocks[first.blockIndex]?.page, blocks[last.blockIndex]?.page];
  const page = from === undefined ? undefined : to === undefined || to === from ? `${from}` : `${from}–${to}`;
  return { text, ranges, ...(page !== undefined && { page }) };
}

/**
 * Where a passage stands that was selected before, word for word; none where the text has it no more. Its words may have those
 * of pages' heads and feet between them, or not.
 */
export function rangesOf({ blocks }: CopyText, passage: string): BlockRange[] {
  if (passage === '') return [];
  const { ofText, all } = joinedTexts(blocks);
  const joined = ofText.text.includes(passage) ? ofText : all;
  const from = joined.text.indexOf(passage);
  if (from < 0) return [];
  const to = from + passage.length;
  const ranges: BlockRange[] = [];
  for (let at = blockAt(joined.starts, from); at < joined.starts.length; at += 1) {
    const blockStart = joined.starts[at] ?? 0;
    if (blockStart >= to) break;
    const blockIndex = joined.indices[at] ?? 0;
    const length = blocks[blockIndex]?.text.length ?? 0;
    ranges.push({ blockIndex, start: Math.max(0, from - blockStart), end: Math.min(length, to - blockStart) });
  }
  return ranges.filter(({ start, end }) => end > start);
}

/** The sentence of a block that `offset` stands in, without white space around it. */
export function sentenceRange(blockIndex: number, text: string, offset: number): BlockRange {
  const segments = new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text);
  const found = segments.containing(Math.min(offset, Math.max(0, text.length - 1)));
  const whole = { blockIndex, start: 0, end: text.length };
  if (!found) return whole;
  return trimmed({ blockIndex, start: found.index, end: found.index + found.segment.length }, text) ?? whole;
}

/** The ranges as one range of the page; null where their blocks are not on it. */
export function domRangeOf(root: Element, ranges: readonly BlockRange[]): Range | null {
  const [first, last] = [ranges[0], ranges.at(-1)];
  const start = first && pointIn(blockElement(root, first.blockIndex), first.start);
  const end = last && pointIn(blockElement(root, last.blockIndex), last.end);
  if (!start || !end) return null;
  const range = document.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}

function pointIn(element: HTMLElement | null, offset: number): { node: Text; offset: number } | null {
  if (!element) return null;
  let before = 0;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
    if (offset <= before + node.length) return { node, offset: offset - before };
    before += node.length;
  }
  return null;
}

function offsetIn(element: HTMLElement, container: Node, offset: number): number {
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(container, offset);
  return before.toString().length;
}

function trimmed({ blockIndex, start, end }: BlockRange, text: string): BlockRange | null {
  const words = text.slice(start, end);
  const from = start + words.length - words.trimStart().length;
  const to = end - (words.length - words.trimEnd().length);
  return to > from ? { blockIndex, start: from, end: to } : null;
}

/** Blocks as one text, which they are, and where in it each begins. */
type JoinedText = { text: string; indices: number[]; starts: number[] };

const joinedOf = new WeakMap<readonly CopyBlock[], { ofText: JoinedText; all: JoinedText }>();

/** The blocks with and without those that stand beside the text. */
function joinedTexts(blocks: readonly CopyBlock[]): { ofText: JoinedText; all: JoinedText } {
  let found = joinedOf.get(blocks);
  if (!found) {
    const indices = blocks.map((_, index) => index);
    const all = joinedText(blocks, indices);
    const hasAsides = blocks.some(({ isAside }) => isAside);
    const ofText = hasAsides
      ? joinedText(
          blocks,
          indices.filter((index) => !blocks[index]?.isAside),
        )
      : all;
    found = { ofText, all };
    joinedOf.set(blocks, found);
  }
  return found;
}

function joinedText(blocks: readonly CopyBlock[], indices: number[]): JoinedText {
  let at = 0;
  const texts = indices.map((index) => blocks[index]?.text ?? '');
  const starts = texts.map((text) => {
    const start = at;
    at += text.length + 1;
    return start;
  });
  return { text: texts.join('\n'), indices, starts };
}

function blockAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
