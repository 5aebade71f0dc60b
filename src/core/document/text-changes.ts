/**
 * What differs between two states of a story, in words, for somebody who chooses between them.
 */
import type { Story } from '#core/model/story.ts';
import { textOf } from './walk.ts';

/** A piece of a line: in both states, only in the earlier, or only in the later one. */
export type TextPiece = { kind: 'same' | 'removed' | 'added'; text: string };

export type TextChange = {
  /** What the line is: `title`, `summary`, and so on for the metadata, `text` for a block of the document. */
  where: 'label' | 'title' | 'summary' | 'importance' | 'confidence' | 'topics' | 'text';
  /** All the same where only formatting, citations or settings of the block differ. */
  pieces: TextPiece[];
};

/** What more than this many pairs of blocks would cost to compare is shown as replaced. */
const MAX_PAIRS = 1_000_000;

/** The lines that differ, in the order of the story; empty where nothing does. */
export function textChangesBetween(before: Story, after: Story): TextChange[] {
  const metadata = metadataOf(after).flatMap(([where, text], index): TextChange[] => {
    const old = metadataOf(before)[index]?.[1] ?? '';
    return old === text ? [] : [{ where, pieces: wordPieces(old, text) }];
  });
  return [...metadata, ...blockChanges(blocksOf(before), blocksOf(after))];
}

/** How many words stand only in the later and only in the earlier state. */
export function countChangedWords(changes: readonly TextChange[]): { added: number; removed: number } {
  const count = (kind: TextPiece['kind']) =>
    changes.flatMap(({ pieces }) => pieces.filter((piece) => piece.kind === kind)).flatMap(({ text }) => wordsOf(text))
      .length;
  return { added: count('added'), removed: count('removed') };
}

function metadataOf(story: Story): [TextChange['where'], string][] {
  return [
    ['label', story.label],
    ['title', story.title],
    ['summary', story.summary],
    ['importance', `Importance ${story.importancePercent}%`],
    ['confidence', `Confidence ${story.confidencePercent}%`],
    ['topics', story.topics.join(', ')],
  ];
}

type Block = { key: string; text: string };

function blocksOf({ document }: Story): Block[] {
  return document.root.children.map((block) => ({ key: JSON.stringify(block), text: textOf(block) }));
}

function blockChanges(before: readonly Block[], after: readonly Block[]): TextChange[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start]?.key === after[start]?.key) start += 1;
  let tail = 0;
  const longest = Math.min(before.length, after.length) - start;
  while (tail < longest && before.at(-1 - tail)?.key === after.at(-1 - tail)?.key) tail += 1;
  const old = before.slice(start, before.length - tail);
  const current = after.slice(start, after.length - tail);

  const changes: TextChange[] = [];
  let [a, b] = [0, 0];
  for (const [nextA, nextB] of [...commonPairs(old, current), [old.length, current.length] as const]) {
    for (; a < nextA || b < nextB; ) {
      const removed = a < nextA ? old[a++] : undefined;
      const added = b < nextB ? current[b++] : undefined;
      const pieces = wordPieces(removed?.text ?? '', added?.text ?? '');
      if (pieces.length > 0) changes.push({ where: 'text', pieces });
    }
    [a, b] = [nextA + 1, nextB + 1];
  }
  return changes;
}

/** The positions of a longest common subsequence, in both. */
function commonPairs(before: readonly Block[], after: readonly Block[]): (readonly [number, number])[] {
  if (before.length * after.length > MAX_PAIRS) return [];
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const lengthAt = (a: number, b: number) => lengths[a * width + b] ?? 0;
  for (let a = before.length - 1; a >= 0; a -= 1) {
    for (let b = after.length - 1; b >= 0; b -= 1) {
      lengths[a * width + b] =
        before[a]?.key === after[b]?.key
          ? lengthAt(a + 1, b + 1) + 1
          : Math.max(lengthAt(a + 1, b), lengthAt(a, b + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let a = 0, b = 0; a < before.length && b < after.length; ) {
    if (before[a]?.key === after[b]?.key) pairs.push([a++, b++]);
    else if (lengthAt(a + 1, b) >= lengthAt(a, b + 1)) a += 1;
    else b += 1;
  }
  return pairs;
}

/** One change within a line: what is the same before and after it, whole words. */
function wordPieces(before: string, after: string): TextPiece[] {
  const old = wordsOf(before);
  const current = wordsOf(after);
  let start = 0;
  while (start < old.length && start < current.length && old[start] === current[start]) start += 1;
  let tail = 0;
  const longest = Math.min(old.length, current.length) - start;
  while (tail < longest && old.at(-1 - tail) === current.at(-1 - tail)) tail += 1;
  const pieces: TextPiece[] = [
    { kind: 'same', text: current.slice(0, start).join(' ') },
    { kind: 'removed', text: old.slice(start, old.length - tail).join(' ') },
    { kind: 'added', text: current.slice(start, current.length - tail).join(' ') },
    { kind: 'same', text: current.slice(current.length - tail).join(' ') },
  ];
  return pieces.filter(({ text }) => text !== '');
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
