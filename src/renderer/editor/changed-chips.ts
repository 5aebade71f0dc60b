/**
 * Shows on the chips which verdicts no longer hold, since the sentence around them has changed. Sentences are known once the
 * text has come to rest and was read anew, so that no keystroke waits for it.
 */
import { $nodesOfType, type LexicalEditor } from 'lexical';
import { useEffect, useRef } from 'react';
import { reviewStateOf } from '#core/citation/review.ts';
import type { PlacedCitation } from '#core/document/citations.ts';
import { CitationNode } from '#core/document/nodes/citation-node.ts';
import { useStorySession } from '#renderer/stories/story-session.ts';
import type { StoryChipPainter } from './chip-painter.ts';

const NONE: PlacedCitation[] = [];

/** Repaints the chips of `editor` whose verdict has ceased to hold, or holds again. */
export function useChangedChips(editor: LexicalEditor, painter: StoryChipPainter): void {
  const citations = useStorySession((state) => state.projections?.citations ?? NONE);
  const shown = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const changed = changedIn(citations);
    const before = shown.current;
    const toPaint = new Set([...before, ...changed].filter((id) => before.has(id) !== changed.has(id)));
    shown.current = changed;
    painter.setChanged(changed);
    if (toPaint.size > 0) paint(editor, painter, toPaint);
  }, [editor, painter, citations]);
}

/** The ids of the citations whose verdict was given for another sentence than the one around them now. */
export function changedIn(citations: readonly PlacedCitation[]): Set<string> {
  return new Set(
    citations.flatMap(({ citation, sentence }) =>
      reviewStateOf(citation, sentence) === 'changed' ? [citation.id] : [],
    ),
  );
}

function paint(editor: LexicalEditor, painter: StoryChipPainter, citationIds: ReadonlySet<string>): void {
  editor.read('latest', () => {
    for (const node of $nodesOfType(CitationNode)) {
      const citation = node.getCitation();
      const element = citation && citationIds.has(citation.id) ? editor.getElementByKey(node.getKey()) : null;
      if (element && citation) painter.paintCitation(element, citation);
    }
  });
}
