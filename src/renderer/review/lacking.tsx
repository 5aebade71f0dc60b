/**
 * What a section or a paragraph lacks, in the source's place.
 */
import { PenLine } from 'lucide-react';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { Button } from '#renderer/ui/button.tsx';
import { VERDICT_WORDS, VerdictMark } from '#renderer/ui/verdict.tsx';
import { nameOf } from './describe-stop.ts';
import { editHere, goToCitation } from './review-actions.ts';
import { useReviewNow } from './review-now.ts';
import { citationStops, type ParagraphStop, type SectionStop } from './stops.ts';

type LackingProps = { stop: SectionStop | ParagraphStop; handle: StoryEditorHandle };

export function Lacking({ stop, handle }: LackingProps) {
  return (
    <div className="lacking">
      {stop.kind === 'section' ? <OneOutlet stop={stop} /> : <NoCitation stop={stop} />}
      <Button aria-keyshortcuts="E" onPress={() => editHere(handle)}>
        <PenLine aria-hidden /> Edit here <kbd aria-hidden>E</kbd>
      </Button>
    </div>
  );
}

function OneOutlet({ stop: { section, outlet, citationIds } }: { stop: SectionStop }) {
  const citations = useStorySession((state) => state.projections?.citations);
  const { sources } = useReviewNow();
  const own = citationStops(citations ?? []).filter(({ id }) => citationIds.includes(id));
  return (
    <>
      <h2>This section rests on one outlet</h2>
      <p>
        Everything cited in “{section.heading || 'Untitled section'}” comes from {outlet}. A second, independent outlet
        that says the same would carry it further.
      </p>
      <ul className="citation-list" aria-label="Citations of this section">
        {own.map(({ id, state, citation, sentence }) => (
          <li key={id}>
            <button type="button" className="citation-line" onClick={() => goToCitation(id)}>
              <VerdictMark verdict={state} />
              <span>
                {citation.items.map(({ sourceId }) => nameOf(sourceId, sources)).join('; ')}
                <small>
                  {VERDICT_WORDS[state]} · {sentence.replace(/\s+(?=[.,;:!?])/g, '')}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

const UNITS = { paragraph: 'paragraph', item: 'list item', table: 'table' } as const;

function NoCitation({ stop: { text, unit, section } }: { stop: ParagraphStop }) {
  return (
    <>
      <h2>This {UNITS[unit]} cites nothing</h2>
      {section?.heading && <p>{section.heading}</p>}
      <blockquote>{text}</blockquote>
    </>
  );
}
