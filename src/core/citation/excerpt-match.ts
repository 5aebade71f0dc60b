/**
 * Whether a citation rests on an excerpt: by the passage that it quotes.
 */
import type { Citation } from '#core/model/citation.ts';
import type { Excerpt } from '#core/model/source.ts';

/** True where a citation of `sourceId` quotes the excerpt, a part of it, or a passage around it. */
export function restsOnExcerpt(citation: Citation, sourceId: string, excerpt: Excerpt): boolean {
  if (!citation.items.some((item) => item.sourceId === sourceId)) return false;
  const quote = folded(citation.quote);
  const text = folded(excerpt.text);
  return quote !== '' && text !== '' && (text.includes(quote) || quote.includes(text));
}

/** Quotation marks, dashes and spaces are typed in many ways that say the same. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[“”„«»"‘’‚']/g, '')
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
