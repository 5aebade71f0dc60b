/**
 * How long to wait before a save that failed is tried again: longer each time, so that neither a full disk nor the one who
 * makes room on it is kept busy.
 */

import type { FailureKind } from '#core/model/failure.ts';

/** What trying again doesn't change: somebody has to choose, or to write something else. */
const NOT_PASSING: ReadonlySet<FailureKind> = new Set(['Conflict', 'NotFound', 'Invalid']);

/** True for what may be over the next time. */
export function isPassing(kind: FailureKind): boolean {
  return !NOT_PASSING.has(kind);
}

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

export type Patience = {
  /** How long to wait this time, in milliseconds: 1 s, 2 s, 4 s … 30 s. */
  nextMs(): number;
  /** A try has succeeded. */
  reset(): void;
};

export function createPatience(): Patience {
  let failures = 0;
  return {
    nextMs: () => {
      failures += 1;
      return Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
    },
    reset: () => {
      failures = 0;
    },
  };
}
