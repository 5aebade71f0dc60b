/**
 * Where a source's excerpts stand in one of its copies.
 */
import { useMemo } from 'react';
import type { CopyText } from '#core/model/copy-text.ts';
import type { Excerpt } from '#core/model/source.ts';
import type { BlockRange } from '#core/quotation/prepared-copy.ts';
import { rangesOf } from '#renderer/reader/passage.ts';
import type { ReaderHighlight } from '#renderer/reader/reader.tsx';

/** The excerpts of a copy as highlights of its text, and where the one that is asked for begins. */
export function useExcerptPlaces(
  excerpts: readonly Excerpt[],
  copyId: string,
  text: CopyText | undefined,
  shownId: string | undefined,
): { highlights: readonly ReaderHighlight[]; place: BlockRange | null } {
  return useMemo(() => {
    const placed = text
      ? excerpts
          .filter((excerpt) => excerpt.copyId === copyId)
          .map(({ id, text: passage }) => ({ id, ranges: rangesOf(text, passage) }))
      : [];
    return {
      highlights: placed.flatMap(({ ranges }) => ranges.map((range) => ({ ...range, tone: 'excerpt' as const }))),
      place: placed.find(({ id }) => id === shownId)?.ranges[0] ?? null,
    };
  }, [excerpts, copyId, text, shownId]);
}
