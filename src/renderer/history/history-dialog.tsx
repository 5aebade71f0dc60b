/**
 * The history of the open story, over all of the window: its snapshots on the left, and what has changed since on the right. The
 * editor stays where it is below, so that what is brought back is a change of its own.
 */
import { useQuery } from '@tanstack/react-query';
import { History, X } from 'lucide-react';
import { useMemo } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { queries } from '#renderer/app/api.ts';
import { useReadOnly } from '#renderer/app/reading.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { keepSnapshot } from './history-actions.ts';
import { useHistory } from './history-state.ts';
import { SnapshotList } from './snapshot-list.tsx';
import { SnapshotView } from './snapshot-view.tsx';
import './history.css';

export function HistoryDialog({ handle }: { handle: StoryEditorHandle | null }) {
  const { storyId, close } = useHistory();
  // The story itself is opened first, and may be held back by one that can't be saved.
  const openId = useStorySession((state) => state.story?.id);
  const isOpen = storyId !== null && openId === storyId && handle !== null;
  return (
    <ModalOverlay className="g-scrim history-scrim" isOpen={isOpen} onOpenChange={(open) => !open && close()}>
      <Modal className="history-modal">
        <Dialog className="history" aria-label="History">
          {isOpen && <HistoryOf storyId={storyId} handle={handle} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function HistoryOf({ storyId, handle }: { storyId: string; handle: StoryEditorHandle }) {
  const { snapshotId, isNaming, select, close } = useHistory();
  const isReadOnly = useReadOnly();
  // What the library has kept by itself since is not announced.
  const { data: snapshots, error } = useQuery(
    queries.history.list.queryOptions({ storyId }, { staleTime: 0, refetchOnMount: 'always' }),
  );
  const title = useStorySession((state) => state.story?.title);
  const selected = snapshots?.find(({ id }) => id === snapshotId) ?? snapshots?.[0];
  const previous = useMemo(
    () => (selected && snapshots ? snapshots[snapshots.indexOf(selected) + 1] : undefined),
    [selected, snapshots],
  );
  return (
    <>
      <aside className="history-list-pane">
        <header className="pane-head">
          <Heading slot="title" level={1}>
            History
          </Heading>
          <Button isDisabled={isReadOnly} onPress={() => void keepSnapshot(storyId)}>
            Keep now
          </Button>
        </header>
        <p className="history-of">{title || 'Untitled story'}</p>
        {snapshots && snapshots.length > 0 && (
          <SnapshotList
            snapshots={snapshots}
            selectedId={selected?.id ?? null}
            onSelect={select}
            takesFocus={!isNaming}
          />
        )}
      </aside>
      {selected ? (
        <SnapshotView
          key={selected.id}
          storyId={storyId}
          snapshot={selected}
          previous={previous}
          handle={handle}
          isReadOnly={isReadOnly}
        />
      ) : (
        <div className="history-empty">
          {error ? (
            <EmptyState Icon={History} text={error.message} />
          ) : (
            snapshots && (
              <EmptyState
                Icon={History}
                text="Earlier states of this story will stand here: one is kept when you begin to write, and every ten minutes while you do."
              />
            )
          )}
        </div>
      )}
      <IconButton label="Close the history" className="history-close" onPress={close}>
        <X aria-hidden />
      </IconButton>
    </>
  );
}
