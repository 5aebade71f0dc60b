/**
 * What a history prints its citations and story links with: the same as the open editor, without an editor.
 */
import { useMemo } from 'react';
import type { StoryDocument } from '#core/model/story.ts';
import { sourcesNow } from '#renderer/app/sources-by-id.ts';
import { createChipPainter } from '#renderer/editor/chip-painter.ts';
import { primePainter } from '#renderer/editor/chip-repaint.tsx';
import type { Chips } from './marked-text.tsx';

/** Numbers, where the style has them, are those of `document`. */
export function useChips(document: StoryDocument | undefined): Chips {
  return useMemo(() => {
    const painter = createChipPainter(sourcesNow);
    if (document) primePainter(painter, document);
    return painter;
  }, [document]);
}
