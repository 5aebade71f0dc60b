/**
 * Reading ahead: the copy and the passage of the next citation are there before one goes to it.
 */
import { useEffect } from 'react';
import { queries, queryClient } from '#renderer/app/api.ts';
import { quoteQuery } from '#renderer/quotation/quote-finder.ts';
import { shownSourceId } from './review-actions.ts';
import { useReviewNow } from './review-now.ts';

/** Whoever steps on at once gets what is asked for before what may be, in milliseconds. */
const AFTER_MS = 150;

/** Reads ahead of the current stop while the calling component is mounted. */
export function useReadAhead(): void {
  const { stops, index, sources } = useReviewNow();
  const next = stops[index + 1];
  const sourceId = shownSourceId(next, null);
  const copy = sourceId === null ? undefined : sources.get(sourceId)?.copies.at(-1);
  const quote = next?.kind === 'citation' ? next.citation.quote : '';
  useEffect(() => {
    if (sourceId === null || !copy) return;
    const timer = window.setTimeout(() => void readAhead(sourceId, copy, quote), AFTER_MS);
    return () => window.clearTimeout(timer);
  }, [sourceId, copy, quote]);
}

async function readAhead(sourceId: string, copy: { id: string; attachment: string }, quote: string): Promise<void> {
  const query = queries.copies.text.queryOptions({ sourceId, copyId: copy.id });
  // A copy that can't be read is spoken of where it is shown.
  await queryClient.prefetchQuery(query);
  const text = queryClient.getQueryData(query.queryKey);
  if (text && quote.trim()) await queryClient.prefetchQuery(quoteQuery(copy.attachment, text, quote));
}
