/**
 * The head of a briefing and its introduction, in one column as a story is written.
 */
import { Check, CircleAlert, CircleDashed, Share } from 'lucide-react';
import { useCallback, useMemo, useRef } from 'react';
import { type Briefing, TLP_LABELS } from '#core/model/briefing.ts';
import { calendarDateSchema } from '#core/model/primitives.ts';
import { newStory } from '#core/model/story.ts';
import { failureFrom } from '#renderer/app/api.ts';
import { StoryEditor, type StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { GrowingText } from '#renderer/ui/growing-text.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast.tsx';
import { useBriefingSession } from './briefing-session.ts';

const doNothing = () => undefined;

export function BriefingComposer({ isReadOnly, onExport }: { isReadOnly: boolean; onExport: () => void }) {
  const briefing = useBriefingSession((state) => state.briefing);
  const generation = useBriefingSession((state) => state.generation);
  const handle = useRef<StoryEditorHandle | null>(null);
  const onReady = useCallback((ready: StoryEditorHandle) => {
    handle.current = ready;
    return () => {
      handle.current = null;
    };
  }, []);
  const onDocumentChange = useCallback(() => {
    const { current } = handle;
    if (current) useBriefingSession.getState().introductionChanged(current.getDocument);
  }, []);
  // The editor takes a story; the introduction is one without a head. Built once for each opening.
  // biome-ignore lint/correctness/useExhaustiveDependencies: later states come from the editor itself
  const story = useMemo(
    () => briefing && { ...newStory(briefing.id, new Date(0), briefing.date), document: briefing.introduction },
    [generation],
  );
  if (!briefing || !story) return null;
  return (
    <main className="work-area briefing-composer">
      <StoryEditor
        key={generation}
        story={story}
        readOnly={isReadOnly}
        textLabel="Introduction"
        placeholder="Introduce the briefing, or leave this empty"
        header={<Head briefing={briefing} isReadOnly={isReadOnly} onEnter={() => handle.current?.focus()} />}
        toolbarEnd={
          <Button onPress={onExport}>
            <Share aria-hidden /> Export
          </Button>
        }
        onReady={onReady}
        onDocumentChange={onDocumentChange}
        onMetadataChange={doNothing}
        onActiveSection={doNothing}
      />
      <StatusLine />
    </main>
  );
}

/** `onEnter` goes on to the introduction. */
function Head({ briefing, isReadOnly, onEnter }: { briefing: Briefing; isReadOnly: boolean; onEnter: () => void }) {
  const { change } = useBriefingSession.getState();
  return (
    <header className="story-header briefing-head">
      <input
        className="story-label"
        aria-label="Handling"
        list="tlp-labels"
        placeholder="Handling, such as TLP:AMBER"
        value={briefing.handling}
        readOnly={isReadOnly}
        maxLength={200}
        size={Math.max(26, briefing.handling.length)}
        onChange={(event) => change({ handling: event.target.value })}
      />
      <datalist id="tlp-labels">
        {TLP_LABELS.map((label) => (
          <option key={label} value={label} />
        ))}
      </datalist>
      <GrowingText
        className="story-title briefing-title"
        label="Title"
        placeholder="Untitled briefing"
        value={briefing.title}
        isReadOnly={isReadOnly}
        maxLength={2_000}
        onChange={(title) => change({ title })}
        onEnter={onEnter}
      />
      <div className="briefing-facts">
        <TextField
          label="Number"
          value={briefing.number}
          isReadOnly={isReadOnly}
          maxLength={100}
          onChange={(number) => change({ number })}
        />
        <label className="g-field">
          <span className="react-aria-Label">Date</span>
          <input
            type="date"
            className="react-aria-Input num"
            value={briefing.date}
            readOnly={isReadOnly}
            onChange={({ target }) => {
              const read = calendarDateSchema.safeParse(target.value);
              if (read.success) change({ date: read.data });
            }}
          />
        </label>
        <TextField
          label="Prepared by"
          value={briefing.preparedBy}
          isReadOnly={isReadOnly}
          maxLength={500}
          onChange={(preparedBy) => change({ preparedBy })}
        />
        <TextField
          label="Prepared for"
          value={briefing.preparedFor}
          isReadOnly={isReadOnly}
          maxLength={500}
          onChange={(preparedFor) => change({ preparedFor })}
        />
      </div>
    </header>
  );
}

/** After a save was refused: neither version is lost. */
async function showOther(): Promise<void> {
  try {
    const copy = await useBriefingSession.getState().showOther();
    if (copy) showToast({ message: `Your version was kept as “${copy.title}”.` });
  } catch (error) {
    showToast({ message: failureFrom(error).message, tone: 'problem' });
  }
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

function StatusLine() {
  const { briefing, status, flush } = useBriefingSession();
  if (!briefing) return null;
  const isProblem = typeof status === 'object';
  const isConflict = isProblem && status.problem.kind === 'Conflict';
  return (
    <footer className="status-line num">
      <span className="status-facts">
        {briefing.items.length} {briefing.items.length === 1 ? 'item' : 'items'}
      </span>
      <span className="save-state" data-kind={isProblem ? 'problem' : status} role="status" aria-label="Save status">
        {status === 'saved' && (
          <>
            <Check aria-hidden /> Saved {clock.format(new Date(briefing.savedAt))}
          </>
        )}
        {(status === 'saving' || status === 'unsaved') && (
          <>
            <CircleDashed aria-hidden /> Saving…
          </>
        )}
        {isProblem && (
          <>
            <CircleAlert aria-hidden /> {status.problem.message}
            <Button variant="quiet" onPress={() => void (isConflict ? showOther() : flush())}>
              {isConflict ? 'Show the other version' : 'Try again'}
            </Button>
          </>
        )}
      </span>
    </footer>
  );
}
