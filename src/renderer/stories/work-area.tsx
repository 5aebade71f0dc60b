/**
 * The work area: the open story's editor with its header, what went wrong with saving it, and the status line.
 */
import { useQuery } from '@tanstack/react-query';
import { FileText, FileWarning, PanelLeft, PanelRight, ScanSearch, Share } from 'lucide-react';
import { useCallback, useState } from 'react';
import { queries } from '#renderer/app/api.ts';
import { useLayout } from '#renderer/app/layout.ts';
import { useReadOnly } from '#renderer/app/reading.ts';
import { Assessing } from '#renderer/assessment/story-assessment.ts';
import { StoryEditor, type StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { ComparingQuotes } from '#renderer/quotation/comparing-quotes.ts';
import { goToCitation, REVIEW_BUTTON_ID, startReview } from '#renderer/review/review-actions.ts';
import { ReviewBar } from '#renderer/review/review-bar.tsx';
import { isReviewingNow, useIsReviewing } from '#renderer/review/review-now.ts';
import { ReviewOfText } from '#renderer/review/review-of-text.tsx';
import { ReviewStatus } from '#renderer/review/review-status.tsx';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { SaveProblem } from './save-problem.tsx';
import { StatusLine } from './status-line.tsx';
import { createStory } from './story-actions.ts';
import { StoryHeader } from './story-header.tsx';
import { useLoadFailure } from './story-loading.ts';
import { useStorySession } from './story-session.ts';

type WorkAreaProps = {
  onHandle: (handle: StoryEditorHandle | null) => void;
  onActiveSection: (sectionId: string | null) => void;
  onExport: () => void;
  onImport: () => void;
};

export function WorkArea(props: WorkAreaProps) {
  const hasStory = useStorySession((state) => state.story !== null);
  const failure = useLoadFailure((state) => state.failure);
  const isReadOnly = useReadOnly();
  if (hasStory) return <OpenStory {...props} />;
  return (
    <main className="work-area work-area-empty">
      {failure ? (
        <EmptyState
          Icon={FileWarning}
          text={failure.kind === 'NotFound' ? 'This story is not in the library any more.' : failure.message}
        />
      ) : isReadOnly ? (
        <EmptyState Icon={FileText} text="Open a story from the list to read it." />
      ) : (
        <EmptyState
          Icon={FileText}
          text="Open a story from the list, drop a page onto the window, or begin a new one."
          action={{ label: 'New story', run: () => void createStory() }}
          secondAction={{ label: 'Import stories…', run: props.onImport }}
        />
      )}
    </main>
  );
}

function OpenStory({ onHandle, onActiveSection, onExport }: WorkAreaProps) {
  const generation = useStorySession((state) => state.generation);
  const { data: info } = useQuery(queries.library.info.queryOptions());
  const isReadOnly = useReadOnly();
  const [handle, setHandle] = useState<StoryEditorHandle | null>(null);

  const onReady = useCallback(
    (ready: StoryEditorHandle) => {
      const letGo = useStorySession.getState().hold(ready);
      setHandle(ready);
      onHandle(ready);
      return () => {
        letGo();
        setHandle(null);
        onHandle(null);
      };
    },
    [onHandle],
  );
  const isReviewing = useIsReviewing();
  const { documentChanged, metadataChanged, story } = useStorySession.getState();
  if (!story) return null;

  return (
    <main className="work-area" data-reviewing={isReviewing || undefined}>
      <StoryEditor
        key={generation}
        story={story}
        readOnly={isReviewing || isReadOnly}
        header={<StoryHeader handle={handle} bands={info?.settings.bands} isReadOnly={isReadOnly} />}
        toolbarStart={<FoldButton side="left" />}
        toolbarEnd={
          <>
            <Button id={REVIEW_BUTTON_ID} onPress={startReview}>
              <ScanSearch aria-hidden /> Review
            </Button>
            <Button onPress={onExport}>
              <Share aria-hidden /> Export
            </Button>
            <FoldButton side="right" />
          </>
        }
        bar={isReviewing ? <ReviewBar handle={handle} /> : undefined}
        onReady={onReady}
        onDocumentChange={documentChanged}
        onMetadataChange={metadataChanged}
        onChooseCitation={chooseCitation}
        onActiveSection={onActiveSection}
      />
      <ComparingQuotes />
      <Assessing />
      <SaveProblem />
      {isReviewing ? <ReviewStatus /> : <StatusLine />}
      {isReviewing && handle && <ReviewOfText handle={handle} />}
    </main>
  );
}

/** In a review a citation that is pressed is the one to look at. */
function chooseCitation(citationId: string): boolean {
  if (!isReviewingNow()) return false;
  goToCitation(citationId);
  return true;
}

function FoldButton({ side }: { side: 'left' | 'right' }) {
  const { toggleList, toggleInspector } = useLayout();
  return side === 'left' ? (
    <IconButton label="Show or fold the list" shortcut="Mod+\" onPress={toggleList}>
      <PanelLeft aria-hidden />
    </IconButton>
  ) : (
    <IconButton label="Show or fold the inspector" shortcut="Mod+Shift+\" onPress={toggleInspector}>
      <PanelRight aria-hidden />
    </IconButton>
  );
}
