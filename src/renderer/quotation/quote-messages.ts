/**
 * What the window and the thread that finds quotes say to each other.
 */
import type { CopyText } from '#core/model/copy-text.ts';
import type { QuoteMatch } from '#core/quotation/find-passage.ts';

/** To the thread. A copy is sent once and then named; `find` is answered, in any order. */
export type QuoteRequest =
  | { kind: 'copy'; copyKey: string; blocks: CopyText['blocks'] }
  | { kind: 'forget'; copyKey: string }
  | { kind: 'find'; number: number; copyKey: string; quote: string };

/** From the thread; `problem` is what went wrong inside it. */
export type QuoteAnswer = { number: number; match: QuoteMatch } | { number: number; problem: string };
