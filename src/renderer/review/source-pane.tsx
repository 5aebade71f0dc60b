/**
 * The right half of a review: the sources of the citation under review, and the verdict on it.
 */
import { CircleCheck, Columns2, ExternalLink, Quote } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { openExternal } from '#renderer/app/desktop.ts';
import { useReadOnly } from '#renderer/app/reading.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { IconButton, ToggleIconButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ComparedSource } from './compared-source.tsx';
import { nameOf } from './describe-stop.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { Lacking } from './lacking.tsx';
import { useReadAhead } from './prefetch.ts';
import { setFilter, shownSourceId, sourceIdsOf } from './review-actions.ts';
import { useReviewNow } from './review-now.ts';
import { useReview } from './review-state.ts';
import { CHOSEN_TAB_ID, SOURCE_PANEL_ID, SourceTabs } from './source-tabs.tsx';
import { SourceView } from './source-view.tsx';
import { type CitationStop, FILTERS } from './stops.ts';
import { VerdictBar } from './verdict-bar.tsx';
import './review.css';

export function SourcePane({ handle }: { handle: StoryEditorHandle | null }) {
  const { stop } = useReviewNow();
  useReadAhead();
  const pane = useRef<HTMLDivElement>(null);
  // Where the review's keys act, and where a screen reader goes on from.
  useEffect(() => pane.current?.focus({ preventScroll: true }), []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of no fields
    <div ref={pane} className="review-pane" tabIndex={-1} role="group" aria-label="Source and verdict">
      {!stop && <NoStop />}
      {stop && handle && stop.kind !== 'citation' && <Lacking stop={stop} handle={handle} />}
      {stop?.kind === 'citation' && handle && <CitedSources stop={stop} handle={handle} />}
      <KeysDialog />
    </div>
  );
}

function NoStop() {
  const filter = useReview((state) => state.filter);
  const citations = useStorySession((state) => state.projections?.citations.length ?? 0);
  if (citations === 0 && filter === 'all')
    return <EmptyState Icon={Quote} text="This story cites nothing yet. Citations are reviewed here one by one." />;
  const name = FILTERS.find(({ id }) => id === filter)?.label ?? '';
  return (
    <EmptyState
      Icon={CircleCheck}
      text={`There is nothing under “${name}”.`}
      action={{ label: 'Show all citations', run: () => setFilter('all') }}
    />
  );
}

function CitedSources({ stop, handle }: { stop: CitationStop; handle: StoryEditorHandle }) {
  const { sources } = useReviewNow();
  const { sourceId: wantedId, isComparing } = useReview();
  const ids = sourceIdsOf(stop);
  const shownId = shownSourceId(stop, wantedId) ?? '';
  const readOnly = useReadOnly();
  const url = sources.get(shownId)?.csl.URL;
  return (
    <>
      <div className="review-sources">
        <div className="review-tabs">
          <SourceTabs
            ids={ids}
            shownId={shownId}
            nameOf={(id) => nameOf(id, sources)}
            onChoose={(sourceId) => useReview.setState({ sourceId })}
          />
          <ToggleIconButton
            label="Second source beside this one"
            shortcut="C"
            isSelected={isComparing}
            onChange={(next) => useReview.setState({ isComparing: next })}
          >
            <Columns2 aria-hidden />
          </ToggleIconButton>
          {url && (
            <IconButton label="Open the original in the browser" onPress={() => openExternal(url)}>
              <ExternalLink aria-hidden />
            </IconButton>
          )}
        </div>
        <div className="review-columns" data-comparing={isComparing || undefined}>
          <div id={SOURCE_PANEL_ID} className="review-column" role="tabpanel" aria-labelledby={CHOSEN_TAB_ID}>
            <SourceView sourceId={shownId} stop={stop} handle={handle} readOnly={readOnly} isFirst />
          </div>
          {isComparing && <ComparedSource besideId={shownId} stop={stop} handle={handle} readOnly={readOnly} />}
        </div>
      </div>
      <VerdictBar stop={stop} handle={handle} readOnly={readOnly} />
    </>
  );
}
