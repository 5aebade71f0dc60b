/**
 * A second source beside the first, to compare what two sources say about one claim: another one of the citation, or any
 * that the story cites.
 */
import { X } from 'lucide-react';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { nameOf } from './describe-stop.ts';
import { sourceIdsOf } from './review-actions.ts';
import { useReviewNow } from './review-now.ts';
import { useReview } from './review-state.ts';
import { SourceView } from './source-view.tsx';
import type { CitationStop } from './stops.ts';

type ComparedSourceProps = { besideId: string; stop: CitationStop; handle: StoryEditorHandle; readOnly: boolean };

const NONE: string[] = [];

export function ComparedSource({ besideId, stop, handle, readOnly }: ComparedSourceProps) {
  const { sources } = useReviewNow();
  const ofStory = useStorySession((state) => state.projections?.sourceIds ?? NONE);
  const wantedId = useReview((state) => state.comparedId);
  const others = [...new Set([...sourceIdsOf(stop), ...ofStory])].filter((id) => id !== besideId);
  const shownId = others.find((id) => id === wantedId) ?? others[0];
  const close = (
    <IconButton label="Close the second source" onPress={() => useReview.setState({ isComparing: false })}>
      <X aria-hidden />
    </IconButton>
  );
  return (
    <section className="review-column" aria-label="Second source">
      <div className="review-second-head">
        {shownId !== undefined ? (
          <Select
            className="review-second"
            label="Second source"
            hideLabel
            value={shownId}
            options={others.map((id) => ({ id, label: labelOf(id) }))}
            onChange={(comparedId) => useReview.setState({ comparedId })}
          />
        ) : (
          <p className="review-second">This story cites no other source.</p>
        )}
        {close}
      </div>
      {shownId !== undefined && (
        <SourceView sourceId={shownId} stop={stop} handle={handle} readOnly={readOnly} isFirst={false} />
      )}
    </section>
  );

  /** Outlet and title: one outlet may have written more than once. */
  function labelOf(id: string): string {
    return [nameOf(id, sources), sources.get(id)?.csl.title].filter(Boolean).join(' – ');
  }
}
