/**
 * How far a review has come.
 */
import { type ReviewState, reviewStateOf } from '#core/citation/review.ts';
import type { PlacedCitation } from '#core/document/citations.ts';

/** The states of a citation that has been reviewed, in the order in which the progress line shows them. */
export const REVIEWED_STATES = ['supports', 'partly', 'contradicts', 'not-found'] as const satisfies ReviewState[];

export type Progress = {
  total: number;
  reviewed: number;
  /** How many citations are in each state. */
  counts: Readonly<Record<ReviewState, number>>;
};

/** Counts the citations of a story by what a reviewer has found; a verdict that no longer holds is none. */
export function progressOf(citations: readonly Pick<PlacedCitation, 'citation' | 'sentence'>[]): Progress {
  const counts = { unverified: 0, supports: 0, partly: 0, contradicts: 0, 'not-found': 0, changed: 0 };
  for (const { citation, sentence } of citations) counts[reviewStateOf(citation, sentence)] += 1;
  const reviewed = REVIEWED_STATES.reduce((sum, state) => sum + counts[state], 0);
  return { total: citations.length, reviewed, counts };
}
