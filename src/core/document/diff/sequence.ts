/**
 * What two sequences have in common, in order: patience (Bram Cohen's, by what stands once in both) down to where nothing stands out,
 * and there the shortest edit (Myers 1986, doi:10.1007/BF01840446).
 */

/** An element of the first sequence and the one of the second that it is. */
export type Pair = { before: number; after: number };

/** Edits beyond this are not searched for: such stretches have nothing in common that would help a reader. */
const MAX_EDITS = 500;

/** The pairs of equal elements that both sequences have in the same order, as many as can be told in little time. */
export function commonIn(before: readonly string[], after: readonly string[]): Pair[] {
  const [a, b] = numbered(before, after);
  const pairs: Pair[] = [];
  collect(a, 0, a.length, b, 0, b.length, pairs);
  return pairs;
}

/** Both sequences with a number for each distinct element: numbers are compared quickly. */
function numbered(before: readonly string[], after: readonly string[]): [Int32Array, Int32Array] {
  const numbers = new Map<string, number>();
  const of = (element: string) => {
    const known = numbers.get(element);
    if (known !== undefined) return known;
    numbers.set(element, numbers.size);
    return numbers.size - 1;
  };
  return [Int32Array.from(before, of), Int32Array.from(after, of)];
}

function collect(
  a: Int32Array,
  aFrom: number,
  aTo: number,
  b: Int32Array,
  bFrom: number,
  bTo: number,
  pairs: Pair[],
): void {
  let [aStart, bStart, aEnd, bEnd] = [aFrom, bFrom, aTo, bTo];
  while (aStart < aEnd && bStart < bEnd && a[aStart] === b[bStart]) {
    pairs.push({ before: aStart, after: bStart });
    aStart += 1;
    bStart += 1;
  }
  while (aEnd > aStart && bEnd > bStart && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd -= 1;
    bEnd -= 1;
  }
  if (aStart < aEnd && bStart < bEnd) {
    const anchors = anchorsIn(a, aStart, aEnd, b, bStart, bEnd);
    if (anchors.length === 0) shortestEdit(a, aStart, aEnd, b, bStart, bEnd, pairs);
    else {
      let [aAt, bAt] = [aStart, bStart];
      for (const { before, after } of anchors) {
        collect(a, aAt, before, b, bAt, after, pairs);
        pairs.push({ before, after });
        aAt = before + 1;
        bAt = after + 1;
      }
      collect(a, aAt, aEnd, b, bAt, bEnd, pairs);
    }
  }
  for (; aEnd < aTo; aEnd += 1, bEnd += 1) pairs.push({ before: aEnd, after: bEnd });
}

/** What stands once on each side, as far as it stands in the same order. */
function anchorsIn(a: Int32Array, aFrom: number, aTo: number, b: Int32Array, bFrom: number, bTo: number): Pair[] {
  const [inA, inB] = [onceIn(a, aFrom, aTo), onceIn(b, bFrom, bTo)];
  const pairs: Pair[] = [];
  for (const [element, before] of inA) {
    const after = inB.get(element);
    if (before >= 0 && after !== undefined && after >= 0) pairs.push({ before, after });
  }
  return longestIncreasing(pairs, () => 1);
}

/** Where each element of a stretch stands; -1 for one that stands there more than once. */
function onceIn(elements: Int32Array, from: number, to: number): Map<number, number> {
  const places = new Map<number, number>();
  for (let at = from; at < to; at += 1) {
    const element = elements[at] ?? 0;
    places.set(element, places.has(element) ? -1 : at);
  }
  return places;
}

/**
 * Of pairs in any order, those of the greatest total weight that follow each other on both sides. No side of a pair is used twice.
 */
export function longestIncreasing<T extends Pair>(pairs: readonly T[], weightOf: (pair: T) => number): T[] {
  // Of two pairs with one beginning the later end comes first, so that the second never follows the first.
  const sorted = pairs.toSorted((x, y) => x.before - y.before || y.after - x.after);
  const ends = [...new Set(sorted.map(({ after }) => after))].sort((x, y) => x - y);
  const rankOf = new Map(ends.map((after, index) => [after, index + 1]));
  // A Fenwick tree over the second side: the best chain that ends at or before a place.
  const best: (Chain<T> | undefined)[] = new Array(ends.length + 1);
  for (const pair of sorted) {
    const rank = rankOf.get(pair.after) ?? 0;
    let previous: Chain<T> | undefined;
    for (let at = rank - 1; at > 0; at -= at & -at) {
      const chain = best[at];
      if (chain && chain.weight > (previous?.weight ?? 0)) previous = chain;
    }
    const chain: Chain<T> = { pair, previous, weight: (previous?.weight ?? 0) + weightOf(pair) };
    for (let at = rank; at <= ends.length; at += at & -at) {
      if (chain.weight > (best[at]?.weight ?? 0)) best[at] = chain;
    }
  }
  let last: Chain<T> | undefined;
  for (const chain of best) if (chain && chain.weight > (last?.weight ?? 0)) last = chain;
  const chosen: T[] = [];
  for (; last; last = last.previous) chosen.push(last.pair);
  return chosen.reverse();
}

type Chain<T> = { pair: T; previous: Chain<T> | undefined; weight: number };

/** Myers' greedy algorithm; adds nothing where the two stretches are further apart than is worth telling. */
function shortestEdit(
  a: Int32Array,
  aFrom: number,
  aTo: number,
  b: Int32Array,
  bFrom: number,
  bTo: number,
  pairs: Pair[],
): void {
  const [n, m] = [aTo - aFrom, bTo - bFrom];
  const most = Math.min(n + m, MAX_EDITS);
  const offset = most + 1;
  const reach = new Int32Array(2 * offset + 1);
  /** How far each diagonal reached before each round. */
  const rounds: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    rounds.push(reach.slice(offset - edits - 1, offset + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const left = reach[offset + diagonal - 1] ?? 0;
      const right = reach[offset + diagonal + 1] ?? 0;
      let x = diagonal === -edits || (diagonal !== edits && left < right) ? right : left + 1;
      while (x < n && x - diagonal < m && a[aFrom + x] === b[bFrom + x - diagonal]) x += 1;
      reach[offset + diagonal] = x;
      if (x >= n && x - diagonal >= m) {
        backtrack(rounds, n, m, aFrom, bFrom, pairs);
        return;
      }
    }
  }
}

function backtrack(rounds: Int32Array[], n: number, m: number, aFrom: number, bFrom: number, pairs: Pair[]): void {
  const found: Pair[] = [];
  let [x, y] = [n, m];
  for (let edits = rounds.length - 1; edits >= 0; edits -= 1) {
    const reach = rounds[edits];
    const at = (diagonal: number) => reach?.[diagonal + edits + 1] ?? 0;
    const diagonal = x - y;
    const isDown = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) < at(diagonal + 1));
    const from = isDown ? diagonal + 1 : diagonal - 1;
    const startX = edits === 0 ? 0 : at(from);
    const startY = edits === 0 ? 0 : startX - from;
    // Where this round's one edit arrived; from there on both sides were equal.
    const arrivedX = edits === 0 || isDown ? startX : startX + 1;
    while (x > arrivedX) {
      x -= 1;
      y -= 1;
      found.push({ before: aFrom + x, after: bFrom + y });
    }
    x = startX;
    y = startY;
  }
  for (const pair of found.reverse()) pairs.push(pair);
}
