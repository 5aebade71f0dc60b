/**
 * Keeps of the projections what has not changed the same objects, so that only what shows something else is drawn anew.
 */
import type { Projections } from '#core/document/summary.ts';

/** `next`, in which every list and every item that is as in `before` is the one of `before`. */
export function sharedProjections(before: Projections | null, next: Projections): Projections {
  if (!before) return next;
  return {
    sections: shared(before.sections, next.sections),
    citations: shared(before.citations, next.citations),
    claims: shared(before.claims, next.claims),
    sourceIds: shared(before.sourceIds, next.sourceIds),
    questions: shared(before.questions, next.questions),
    links: shared(before.links, next.links),
    words: next.words,
  };
}

function shared<T extends object | string>(before: T[], next: T[]): T[] {
  let isSame = before.length === next.length;
  const items = next.map((item, index) => {
    const known = before[index];
    if (known !== undefined && isSameItem(known, item)) return known;
    isSame = false;
    return item;
  });
  return isSame ? before : items;
}

function isSameItem<T extends object | string>(a: T, b: T): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  const names = Object.keys(a) as (keyof T)[];
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
