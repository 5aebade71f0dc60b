/**
 * One snapshot: its name, what has changed since it (or since the one before), and what can be brought back from it.
 */
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronUp, FileWarning } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { diffStories } from '#core/document/diff/story-diff.ts';
import { MAX_SNAPSHOT_NAME } from '#core/model/snapshot.ts';
import type { Story } from '#core/model/story.ts';
import { queries } from '#renderer/app/api.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { MenuButton } from '#renderer/ui/menu.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { DiffArticle, stopsIn } from './diff-article.tsx';
import { copyEarlier, removeSnapshot, renameSnapshot, restoreAll, restoreOneSection } from './history-actions.ts';
import { useHistory } from './history-state.ts';
import type { ListedSnapshot } from './snapshot-list.tsx';
import { dayText, REASON_WORDS, timeText, whenText } from './snapshot-words.ts';

type SnapshotViewProps = {
  storyId: string;
  snapshot: ListedSnapshot;
  /** The one that was taken before it. */
  previous: ListedSnapshot | undefined;
  handle: StoryEditorHandle;
  isReadOnly: boolean;
};

/** What is read: what came after the snapshot, what led to it, or the snapshot itself. */
type Reading = 'since' | 'until' | 'itself';

export function SnapshotView({ storyId, snapshot, previous, handle, isReadOnly }: SnapshotViewProps) {
  const [reading, setReading] = useState<Reading>('since');
  const earlier = useStateOf(storyId, snapshot.id);
  const led = useStateOf(storyId, previous?.id ?? null);
  const open = useStorySession((state) => state.story);
  const now = useMemo(() => open && useStorySession.getState().currentStory(), [open]);
  const [before, after] = sidesOf(reading, { previous: led.data?.story, earlier: earlier.data?.story, now });
  const diff = useMemo(() => before && after && diffStories(before, after), [before, after]);
  const stops = useMemo(() => (diff ? stopsIn(diff) : []), [diff]);
  /** The change that was gone to last; -1 before any. */
  const [stop, setStop] = useState(-1);
  const scroller = useRef<HTMLDivElement>(null);
  const when = whenText(snapshot.takenAt, new Date());
  const error = earlier.error ?? (reading === 'until' ? led.error : null);

  const goTo = (index: number) => {
    if (stops.length === 0) return;
    const next = Math.min(stops.length - 1, Math.max(0, index));
    setStop(next);
    const element = scroller.current?.querySelector(`[data-stop="${stops[next]?.id}"]`);
    element?.scrollIntoView({ block: 'center' });
  };
  useStepKeys((step) => goTo(stop + step));

  return (
    <div className="history-main">
      <header className="history-head">
        <NameField storyId={storyId} snapshot={snapshot} isReadOnly={isReadOnly} />
        <p className="history-when">
          {dayText(snapshot.takenAt, new Date())}, {timeText(snapshot.takenAt)} · {REASON_WORDS[snapshot.reason]} ·{' '}
          <span className="num">{snapshot.words.toLocaleString('en')} words</span>
        </p>
        <div className="history-tools">
          <Segmented
            label="What to show"
            hideLabel
            value={reading}
            options={[
              { id: 'since', label: 'Changes since' },
              ...(previous ? [{ id: 'until' as const, label: 'Changes before' }] : []),
              { id: 'itself', label: 'As it was' },
            ]}
            onChange={(next) => {
              setReading(next);
              setStop(-1);
            }}
          />
          {reading !== 'itself' && (
            <span className="history-steps">
              <IconButton label="Previous change" shortcut="K" isDisabled={stop <= 0} onPress={() => goTo(stop - 1)}>
                <ChevronUp aria-hidden />
              </IconButton>
              <IconButton
                label="Next change"
                shortcut="J"
                isDisabled={stops.length === 0 || stop === stops.length - 1}
                onPress={() => goTo(stop + 1)}
              >
                <ChevronDown aria-hidden />
              </IconButton>
              <span className="num">
                {stops.length === 0 ? 'No changes' : `${stop < 0 ? '–' : stop + 1} of ${stops.length}`}
              </span>
            </span>
          )}
          <span className="history-restore">
            <Button
              variant="primary"
              isDisabled={isReadOnly || !earlier.data}
              onPress={() => earlier.data && void restoreAll(handle, earlier.data.story, when)}
            >
              Restore all
            </Button>
            <MoreMenu
              storyId={storyId}
              snapshotId={snapshot.id}
              isReadOnly={isReadOnly}
              onCopy={() => earlier.data && copyEarlier(earlier.data.story, null)}
            />
          </span>
        </div>
        <p className="sr-only" role="status">
          {stops[stop] ? `Change ${stop + 1} of ${stops.length}. ${stops[stop].words}` : ''}
        </p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="history-scroll" ref={scroller} tabIndex={0}>
        {error ? (
          <EmptyState Icon={FileWarning} text={error.message} />
        ) : (
          diff &&
          before &&
          after && (
            <DiffArticle
              diff={diff}
              before={before}
              after={after}
              currentStop={stops[stop]?.id}
              section={{
                onCopy: (id) => earlier.data && copyEarlier(earlier.data.story, id),
                // What led to the snapshot is looked at there; what is brought back is the snapshot's.
                ...(reading !== 'until' &&
                  !isReadOnly && {
                    onRestore: (section) =>
                      earlier.data && void restoreOneSection(handle, earlier.data.story, section, when),
                  }),
              }}
              showsAll={reading === 'itself'}
            />
          )
        )}
      </div>
    </div>
  );
}

/** `J` and `K` go from change to change wherever the focus is, before a list takes them for the beginning of a name. */
function useStepKeys(goBy: (step: 1 | -1) => void): void {
  const latest = useRef(goBy);
  useEffect(() => {
    latest.current = goBy;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyped = event.target instanceof HTMLInputElement && event.target.type === 'text';
      if (event.ctrlKey || event.metaKey || event.altKey || isTyped) return;
      if (event.key !== 'j' && event.key !== 'k') return;
      event.preventDefault();
      event.stopPropagation();
      latest.current(event.key === 'j' ? 1 : -1);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

/** The two states that a reading compares; undefined while one is still being read. */
function sidesOf(
  reading: Reading,
  { previous, earlier, now }: { previous: Story | undefined; earlier: Story | undefined; now: Story | null },
): [Story | undefined, Story | undefined] {
  if (reading === 'since') return [earlier, now ?? undefined];
  return reading === 'until' ? [previous, earlier] : [earlier, earlier];
}

function useStateOf(storyId: string, snapshotId: string | null) {
  return useQuery(
    queries.history.read.queryOptions({ storyId, snapshotId: snapshotId ?? '' }, { enabled: snapshotId !== null }),
  );
}

function NameField({ storyId, snapshot, isReadOnly }: Pick<SnapshotViewProps, 'storyId' | 'snapshot' | 'isReadOnly'>) {
  const [name, setName] = useState(snapshot.name);
  const isNaming = useHistory((state) => state.isNaming);
  const commit = async () => {
    if (name.trim() === snapshot.name) return;
    if (!(await renameSnapshot(storyId, snapshot.id, name))) setName(snapshot.name);
  };
  return (
    <form
      className="history-name"
      onSubmit={(event) => {
        event.preventDefault();
        void commit();
      }}
    >
      <TextField
        label="Name of the snapshot"
        placeholder="Name it to keep it for ever"
        value={name}
        onChange={setName}
        onBlur={() => void commit()}
        maxLength={MAX_SNAPSHOT_NAME}
        isReadOnly={isReadOnly}
        autoFocus={isNaming}
      />
    </form>
  );
}

function MoreMenu({
  storyId,
  snapshotId,
  isReadOnly,
  onCopy,
}: {
  storyId: string;
  snapshotId: string;
  isReadOnly: boolean;
  onCopy: () => void;
}) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <MenuButton
        label="More for this snapshot"
        items={[
          { id: 'copy', label: 'Copy its text' },
          { id: 'delete', label: 'Delete the snapshot…', isDisabled: isReadOnly },
        ]}
        onAction={(id) => (id === 'copy' ? onCopy() : setAsking(true))}
      />
      <Dialog title="Delete this snapshot?" isOpen={isAsking} onClose={() => setAsking(false)}>
        <div className="g-dialog-content">
          <p>The story stays as it is. This earlier state of it is deleted for ever.</p>
        </div>
        <footer className="g-dialog-foot">
          <Button onPress={() => setAsking(false)}>Keep it</Button>
          <Button
            variant="primary"
            onPress={() => {
              setAsking(false);
              void removeSnapshot(storyId, snapshotId);
            }}
          >
            Delete for ever
          </Button>
        </footer>
      </Dialog>
    </>
  );
}
