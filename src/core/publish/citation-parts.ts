/**
 * Which stretch of a printed citation speaks of which of its sources. A style may sort, shorten and join them, so that their
 * order and marks of separation tell nothing; what each prints by itself does.
 */

/** A stretch of a printed citation; `item` is the place of its source in the citation, undefined for what lies between. */
export type CitationPart = { text: string; item?: number };

/**
 * Cuts `printed` at what each source prints `alone`, in the citation's order. A source that is not found by itself, as in a
 * range `[1]–[3]`, has no part; of a citation of one source all is one part.
 */
export function citationParts(printed: string, alone: readonly string[]): CitationPart[] {
  if (alone.length <= 1) return [{ text: printed, item: 0 }];
  const found: { start: number; end: number; item: number }[] = [];
  const isFree = (start: number, end: number) => found.every((other) => end <= other.start || start >= other.end);
  alone.forEach((text, item) => {
    for (const candidate of [text, withoutBrackets(text)]) {
      const start = placeOf(printed, candidate, isFree);
      if (start === undefined) continue;
      found.push({ start, end: start + candidate.length, item });
      return;
    }
  });
  const parts: CitationPart[] = [];
  let at = 0;
  for (const { start, end, item } of found.sort((a, b) => a.start - b.start)) {
    if (start > at) parts.push({ text: printed.slice(at, start) });
    parts.push({ text: printed.slice(start, end), item });
    at = end;
  }
  if (at < printed.length) parts.push({ text: printed.slice(at) });
  return parts;
}

function withoutBrackets(text: string): string {
  return /^[([{].*[)\]}]$/s.test(text) ? text.slice(1, -1) : text;
}

/** Where `text` stands as words of its own: the `2` of `[1, 2]`, not that of `[12]` or `p. 2`. */
function placeOf(printed: string, text: string, isFree: (start: number, end: number) => boolean): number | undefined {
  if (text === '') return undefined;
  for (let start = printed.indexOf(text); start >= 0; start = printed.indexOf(text, start + 1)) {
    const isLocator = /\p{L}\.?\s$/u.test(printed.slice(0, start)) && /^\d/.test(text);
    const isWithin =
      /[\p{L}\p{N}]$/u.test(printed.slice(0, start)) || /^[\p{L}\p{N}]/u.test(printed.slice(start + text.length));
    if (!isLocator && !isWithin && isFree(start, start + text.length)) return start;
  }
  return undefined;
}
