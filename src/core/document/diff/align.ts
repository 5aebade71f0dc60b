/**
 * Which block of one state is which of the other: the same ones in order, then those that are alike between them, and last those that
 * stand elsewhere.
 */
import type { SerializedNode } from '#core/model/story.ts';
import { alikeness, bagOf, contentKeyOf, sectionIdOf } from './content.ts';
import { commonIn, longestIncreasing, type Pair } from './sequence.ts';

/** One line of an alignment: a block of either state, or of both. Indices count from 0; null where a state has none. */
export type Row = {
  before: number | null;
  after: number | null;
  /** True for the two lines of a block that stands elsewhere by now; each says where in the other state. */
  isMoved: boolean;
};

/** Blocks of one kind are taken for one that was changed from so much in common on; of two kinds, from so much. */
const ALIKE = 0.4;
const ALIKE_OF_TWO_KINDS = 0.75;
/** For a block that stands elsewhere: words in common are more often chance there. */
const ALIKE_ELSEWHERE = 0.6;
/** What is shorter than this many words may stand anywhere without having been moved there. */
const MOVED_FROM_WORDS = 4;
/** Of so many pairs each is looked at; of more, those that share a word which few blocks have. */
const MAX_PAIRS = 900;
const FEW_BLOCKS = 12;
/** Kinds that hold nothing but lines, so that one can become another. */
const LINES = new Set(['paragraph', 'heading']);

type Blocks = readonly SerializedNode[];

/** The lines in which both states are read together. With `canMove`, what stands elsewhere is told from what is new. */
export function align(before: Blocks, after: Blocks, { canMove }: { canMove: boolean }): Row[] {
  const same = commonIn(before.map(contentKeyOf), after.map(contentKeyOf));
  const pairs: Pair[] = [];
  let [beforeAt, afterAt] = [0, 0];
  for (const pair of [...same, { before: before.length, after: after.length }]) {
    pairs.push(...alikeBetween(before, beforeAt, pair.before, after, afterAt, pair.after));
    if (pair.before < before.length) pairs.push(pair);
    beforeAt = pair.before + 1;
    afterAt = pair.after + 1;
  }
  return inReadingOrder(pairs, before.length, after.length, canMove ? movedAmong(before, after, pairs) : []);
}

/** Pairs of alike blocks in two gaps that face each other, in order. */
function alikeBetween(
  before: Blocks,
  beforeFrom: number,
  beforeTo: number,
  after: Blocks,
  afterFrom: number,
  afterTo: number,
): Pair[] {
  if (beforeFrom === beforeTo || afterFrom === afterTo) return [];
  const befores = indices(beforeFrom, beforeTo);
  const candidates = candidatesAmong(before, befores, after, indices(afterFrom, afterTo)).flatMap((pair) => {
    const weight = weightOf(before[pair.before], after[pair.after]);
    return weight > 0 ? [{ ...pair, weight }] : [];
  });
  return longestIncreasing(candidates, ({ weight }) => weight);
}

/** How much speaks for one block having become the other; 0 where nothing does. */
function weightOf(before: SerializedNode | undefined, after: SerializedNode | undefined, least = ALIKE): number {
  if (!before || !after) return 0;
  const sectionId = sectionIdOf(before);
  if (sectionId !== undefined && sectionId === sectionIdOf(after)) return 2;
  const isOneKind = before.type === after.type;
  if (!isOneKind && !(LINES.has(before.type) && LINES.has(after.type))) return 0;
  const alike = alikeness(bagOf(before), bagOf(after));
  return alike >= (isOneKind ? least : Math.max(least, ALIKE_OF_TWO_KINDS)) ? alike : 0;
}

/** The pairs worth looking at. */
function candidatesAmong(before: Blocks, befores: number[], after: Blocks, afters: number[]): Pair[] {
  if (befores.length * afters.length <= MAX_PAIRS)
    return befores.flatMap((beforeAt) => afters.map((afterAt) => ({ before: beforeAt, after: afterAt })));
  const blocksWith = new Map<string, number[]>();
  for (const afterAt of afters) {
    const block = after[afterAt];
    if (!block) continue;
    for (const what of hintsOf(block)) {
      const found = blocksWith.get(what);
      if (found) found.push(afterAt);
      else blocksWith.set(what, [afterAt]);
    }
  }
  return befores.flatMap((beforeAt) => {
    const block = before[beforeAt];
    const votes = new Map<number, number>();
    for (const what of block ? hintsOf(block) : []) {
      const found = blocksWith.get(what) ?? [];
      if (found.length > FEW_BLOCKS) continue;
      for (const afterAt of found) votes.set(afterAt, (votes.get(afterAt) ?? 0) + 1 / found.length);
    }
    const best = [...votes].sort(([, a], [, b]) => b - a).slice(0, 3);
    return best.map(([afterAt]) => ({ before: beforeAt, after: afterAt }));
  });
}

function hintsOf(block: SerializedNode): string[] {
  const sectionId = sectionIdOf(block);
  const words = [...bagOf(block).counts.keys()];
  return sectionId === undefined ? words : [...words, `section ${sectionId}`];
}

/** Of what is left on both sides, what is the same or alike although it stands elsewhere. */
function movedAmong(before: Blocks, after: Blocks, pairs: readonly Pair[]): Pair[] {
  const [pairedBefore, pairedAfter] = [new Set<number>(), new Set<number>()];
  for (const pair of pairs) {
    pairedBefore.add(pair.before);
    pairedAfter.add(pair.after);
  }
  const befores = indices(0, before.length).filter((at) => !pairedBefore.has(at));
  const afters = indices(0, after.length).filter((at) => !pairedAfter.has(at));
  const found = candidatesAmong(before, befores, after, afters)
    .map((pair) => ({ ...pair, weight: movedWeightOf(before[pair.before], after[pair.after]) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const moved: Pair[] = [];
  for (const { weight: _, ...pair } of found) {
    if (pairedBefore.has(pair.before) || pairedAfter.has(pair.after)) continue;
    pairedBefore.add(pair.before);
    pairedAfter.add(pair.after);
    moved.push(pair);
  }
  return moved;
}

function movedWeightOf(before: SerializedNode | undefined, after: SerializedNode | undefined): number {
  if (!before || !after) return 0;
  const isShort = bagOf(before).total < MOVED_FROM_WORDS && sectionIdOf(before) === undefined;
  return isShort ? 0 : weightOf(before, after, ALIKE_ELSEWHERE);
}

function inReadingOrder(
  pairs: readonly Pair[],
  beforeCount: number,
  afterCount: number,
  moved: readonly Pair[],
): Row[] {
  const movedTo = new Map(moved.map((pair) => [pair.before, pair.after]));
  const movedFrom = new Map(moved.map((pair) => [pair.after, pair.before]));
  const rows: Row[] = [];
  let [beforeAt, afterAt] = [0, 0];
  for (const pair of [...pairs, { before: beforeCount, after: afterCount }]) {
    for (; beforeAt < pair.before; beforeAt += 1) {
      rows.push({ before: beforeAt, after: null, isMoved: movedTo.has(beforeAt) });
    }
    for (; afterAt < pair.after; afterAt += 1) {
      const from = movedFrom.get(afterAt);
      rows.push({ before: from ?? null, after: afterAt, isMoved: from !== undefined });
    }
    if (pair.before < beforeCount) rows.push({ ...pair, isMoved: false });
    beforeAt = pair.before + 1;
    afterAt = pair.after + 1;
  }
  return rows;
}

function indices(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
