/**
 * How much the reliability tests do: a short form in `npm test`, all of it in `npm run test:long`.
 */

export const isLong = process.env.GALLEY_TEST_LENGTH === 'long';

/** How often, in this run. */
export function times(short: number, long: number): number {
  return isLong ? long : short;
}

/** A limit for one test, in milliseconds. */
export function within(shortSeconds: number, longMinutes: number): number {
  return isLong ? longMinutes * 60_000 : shortSeconds * 1_000;
}

/** Prints what a test has measured. */
export function report(line: string): void {
  console.log(`reliability: ${line}`);
}

/** The same numbers in every run of the same seed, from 0 up to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
