/**
 * The bar above a story under review, in the toolbar's place: the way back, how far the review has come, the filter.
 */
import { ArrowLeft } from 'lucide-react';
import { useMemo } from 'react';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { VERDICT_WORDS } from '#renderer/ui/verdict.tsx';
import { type Progress, progressOf, REVIEWED_STATES } from './progress.ts';
import { leaveReview, setFilter } from './review-actions.ts';
import { useReview } from './review-state.ts';
import { FILTERS } from './stops.ts';

export function ReviewBar({ handle }: { handle: StoryEditorHandle | null }) {
  const title = useStorySession((state) => state.story?.title ?? '');
  const citations = useStorySession((state) => state.projections?.citations);
  const filter = useReview((state) => state.filter);
  const progress = useMemo(() => progressOf(citations ?? []), [citations]);
  return (
    <header className="editor-toolbar review-bar">
      <IconButton label="Back to writing" shortcut="Escape" onPress={() => handle && leaveReview(handle)}>
        <ArrowLeft aria-hidden />
      </IconButton>
      <h1 className="review-title" title={title}>
        {title || 'Untitled story'}
      </h1>
      <ProgressLine progress={progress} />
      <Select
        label="Citations to go through"
        hideLabel
        className="review-filter"
        value={filter}
        options={FILTERS}
        onChange={setFilter}
      />
    </header>
  );
}

function ProgressLine({ progress }: { progress: Progress }) {
  const { total, reviewed, counts } = progress;
  const text = `${reviewed.toLocaleString('en')} of ${total.toLocaleString('en')} reviewed`;
  const parts = REVIEWED_STATES.filter((state) => counts[state] > 0).map(
    (state) => `${counts[state]} ${VERDICT_WORDS[state].toLowerCase()}`,
  );
  return (
    <>
      <div
        className="review-progress"
        role="progressbar"
        aria-label="Citations reviewed"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={reviewed}
        aria-valuetext={[text, ...parts].join(', ')}
        title={parts.join(', ')}
      >
        {REVIEWED_STATES.map((state) => (
          <i key={state} data-verdict={state} style={{ flexGrow: counts[state] }} />
        ))}
        <i style={{ flexGrow: Math.max(total - reviewed, total === 0 ? 1 : 0) }} />
      </div>
      <span className="review-count num" aria-hidden>
        {text}
      </span>
    </>
  );
}
