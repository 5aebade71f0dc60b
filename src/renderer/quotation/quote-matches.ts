/**
 * How alike the quoted passages of the open story and their sources are, as far as that has been found out.
 */
import { create } from 'zustand';
import type { QuoteMatch } from '#core/assessment/checks/check.ts';

export const useQuoteMatches = create<{ matches: readonly QuoteMatch[] }>(() => ({ matches: [] }));
