/**
 * The thread that finds quoted passages in copies: a book is folded and searched without the window noticing.
 */
import { findPassage } from '#core/quotation/find-passage.ts';
import { type PreparedCopy, prepareCopy } from '#core/quotation/prepared-copy.ts';
import type { QuoteAnswer, QuoteRequest } from './quote-messages.ts';

const copies = new Map<string, PreparedCopy>();

self.addEventListener('message', ({ data }: MessageEvent<QuoteRequest>) => {
  if (data.kind === 'copy') copies.set(data.copyKey, prepareCopy(data));
  else if (data.kind === 'forget') copies.delete(data.copyKey);
  else self.postMessage(answer(data));
});

function answer({ number, copyKey, quote }: Extract<QuoteRequest, { kind: 'find' }>): QuoteAnswer {
  const copy = copies.get(copyKey);
  return copy ? { number, match: findPassage(copy, quote) } : { number, problem: `There is no copy ${copyKey}.` };
}
