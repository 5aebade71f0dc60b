/**
 * A change of a source that somebody else has changed meanwhile.
 */
import type { Source } from '#core/model/source.ts';

/** What a save settles is nobody's change. */
const SETTLED = new Set(['id', 'rev', 'savedAt', 'createdAt', 'schemaVersion']);

/**
 * What `theirs` becomes with what was changed from `base` to `mine`, field by field; each field of the CSL item is one.
 * Undefined where both have changed one field, each in another way.
 */
export function rebaseSource(base: Source, mine: Source, theirs: Source): Source | undefined {
  const { source, isClean } = rebase(base, mine, theirs);
  return isClean ? source : undefined;
}

/** What `now` becomes when the change from `before` to `after` is taken back; fields that were changed since stay. */
export function takeBackChange(before: Source, after: Source, now: Source): Source {
  return rebase(after, before, now).source;
}

/** Of a field that both have changed, theirs stays. */
function rebase(base: Source, mine: Source, theirs: Source): { source: Source; isClean: boolean } {
  const whole = rebaseFields(base, mine, theirs, (key) => SETTLED.has(key) || key === 'csl');
  const csl = rebaseFields(base.csl, mine.csl, theirs.csl, () => false);
  return { source: { ...whole.fields, csl: csl.fields }, isClean: whole.isClean && csl.isClean };
}

function rebaseFields<T extends object>(base: T, mine: T, theirs: T, isLeft: (key: string) => boolean) {
  const before = new Map(Object.entries(base));
  const here = new Map(Object.entries(mine));
  const there = new Map(Object.entries(theirs));
  const rebased = new Map(there);
  let isClean = true;
  for (const key of new Set([...before.keys(), ...here.keys()])) {
    if (isLeft(key) || isSame(before.get(key), here.get(key)) || isSame(here.get(key), there.get(key))) continue;
    if (!isSame(before.get(key), there.get(key))) isClean = false;
    else if (here.has(key)) rebased.set(key, here.get(key));
    else rebased.delete(key);
  }
  // Every value comes from one of the three, under its own name.
  return { fields: Object.fromEntries(rebased) as T, isClean };
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
