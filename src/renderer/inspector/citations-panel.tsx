/**
 * The story's citations in its order, with their verdicts; each leads to its place in the text.
 */
import { Quote } from 'lucide-react';
import { useMemo } from 'react';
import { reviewStateOf } from '#core/citation/review.ts';
import type { PlacedCitation } from '#core/document/citations.ts';
import { useCitationPrinting } from '#renderer/app/citation-printing.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { VERDICT_WORDS, VerdictMark } from '#renderer/ui/verdict.tsx';

const NONE: PlacedCitation[] = [];

export function CitationsPanel({ handle }: { handle: StoryEditorHandle | null }) {
  const citations = useStorySession((state) => state.projections?.citations ?? NONE);
  const sections = useStorySession((state) => state.projections?.sections);
  const printing = useCitationPrinting();
  const printed = useMemo(
    () =>
      printing?.printer.printCitations(
        citations.map(({ citation }) => citation),
        printing.sources,
      ),
    [citations, printing],
  );
  if (citations.length === 0)
    return <EmptyState Icon={Quote} text="Type @ in the text to cite a source. Citations are gathered here." />;
  return (
    <ul className="citation-list" aria-label="Citations">
      {citations.map(({ citation, sectionId, sentence }, index) => {
        const state = reviewStateOf(citation, sentence);
        const heading = sections?.find(({ id }) => id === sectionId)?.heading;
        return (
          <li key={citation.id}>
            <button type="button" className="citation-line" onClick={() => handle?.revealCitation(citation.id)}>
              <VerdictMark verdict={state} />
              <span>
                {printed?.[index]?.text ?? '…'}
                <small>{[VERDICT_WORDS[state], heading].filter(Boolean).join(' · ')}</small>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
