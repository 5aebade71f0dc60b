/**
 * The Admiralty code: how reliable a source is and how credible what it says (NATO AJP-2.1).
 */
import type { Grade } from '#core/model/source.ts';

/** Reliability of a source. */
export const RELIABILITY_NAMES = {
  A: 'Completely reliable',
  B: 'Usually reliable',
  C: 'Fairly reliable',
  D: 'Not usually reliable',
  E: 'Unreliable',
  F: 'Reliability cannot be judged',
} as const satisfies Record<Grade, string>;

/** Credibility of information. */
export const CREDIBILITY_NAMES = {
  1: 'Confirmed by other sources',
  2: 'Probably true',
  3: 'Possibly true',
  4: 'Doubtful',
  5: 'Improbable',
  6: 'Truth cannot be judged',
} as const;
