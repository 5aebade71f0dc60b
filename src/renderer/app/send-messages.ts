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
/** That the answer of a request is not waited for any more: it need not arrive. */
export type SendCancelled = { cancelled: number };
/** What came of it: an answer, or why there is none. */
export type SendAnswer = { number: number } & ({ status: number; text: string } | { problem: string });
