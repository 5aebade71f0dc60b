/**
 * Tells the editorial checks how alike a quoted passage and its source are, once that is known.
 */
import type { QuoteMatch } from '#core/quotation/find-passage.ts';
import { addQuoteMatches } from '#renderer/assessment/quote-matches.ts';

const best = new Map<string, { quote: string; similarityPercent: number }>();

/**
 * Reports a match of a citation's quote. A citation of several sources quotes one of them: the likest counts, and a copy that
 * has nothing near says nothing.
 */
export function reportMatch(citationId: string, quote: string, match: QuoteMatch): void {
  if (match.kind === 'none') return;
  const before = best.get(citationId);
  const known = before?.quote === quote ? before.similarityPercent : 0;
  const similarityPercent = Math.max(known, match.similarityPercent);
  best.set(citationId, { quote, similarityPercent });
  addQuoteMatches([{ citationId, similarity: similarityPercent / 100 }]);
}
