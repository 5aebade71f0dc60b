/**
 * The Admiralty code in words: how reliable a source is, A–F, and how credible what it says, 1–6 (NATO AJP-2.1, annex on the
 * evaluation of information).
 */
import type { Grade } from '#core/model/source.ts';

/** What each letter says of a source. */
export const RELIABILITY_WORDS = {
  A: 'Completely reliable',
  B: 'Usually reliable',
  C: 'Fairly reliable',
  D: 'Not usually reliable',
  E: 'Unreliable',
  F: 'Reliability cannot be judged',
} as const satisfies Record<Grade, string>;

/** What each number says of a piece of information; the index is the number less one. */
const CREDIBILITY_WORDS = [
  'Confirmed by other sources',
  'Probably true',
  'Possibly true',
  'Doubtful',
  'Improbable',
  'Truth cannot be judged',
] as const;

/** The reliability grades in their order. */
export const GRADES: readonly Grade[] = ['A', 'B', 'C', 'D', 'E', 'F'];

/** The wording of a credibility, 1–6; undefined for what is none. */
export function credibilityWords(credibility: number): string | undefined {
  return CREDIBILITY_WORDS[credibility - 1];
}
