/**
 * How alike the quoted passages of the open story and their sources are, as far as that has been looked for. Whoever
 * looks says so here, and the checks follow.
 */
import { create } from 'zustand';
import type { QuoteMatch } from '#core/assessment/checks/check.ts';

export const useQuoteMatches = create<{ matches: readonly QuoteMatch[] }>(() => ({ matches: [] }));

/** Takes in results; a later one of the same citation takes the place of the earlier. */
export function addQuoteMatches(found: readonly QuoteMatch[]): void {
  useQuoteMatches.setState(({ matches }) => {
    const known = new Map([...matches, ...found].map((match) => [match.citationId, match]));
    return { matches: [...known.values()] };
  });
}
