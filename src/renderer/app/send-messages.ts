/**
 * What the window and its sending thread say to each other.
 */

/** A request that the thread makes as it is. */
export type SendRequest = {
  number: number;
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string;
};
/** What came of it: an answer, or why there is none. */
export type SendAnswer = { number: number } & ({ status: number; text: string } | { problem: string });
