/**
 * Typing a percentage on a focused slider: digits that follow each other quickly are one number.
 */

/** Digits further apart than this begin a new number, in milliseconds. */
const TOGETHER_WITHIN_MS = 1_000;

export type TypedPercent = { digits: string; atMs: number };

/** What has been typed after one more digit; a number above 100 begins anew with the last digit. */
export function typeDigit(before: TypedPercent | null, digit: string, nowMs: number): TypedPercent {
  const goesOn = before !== null && nowMs - before.atMs <= TOGETHER_WITHIN_MS;
  const digits = goesOn ? before.digits + digit : digit;
  return { digits: Number(digits) <= 100 ? digits : digit, atMs: nowMs };
}
