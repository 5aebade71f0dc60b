/**
 * What a reviewer decides of a citation: the verdict, and a note.
 */
import { PenLine } from 'lucide-react';
import { type KeyboardEvent, memo, useRef } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { VERDICT_ICONS, VERDICT_WORDS } from '#renderer/ui/verdict.tsx';
import { REVIEWED_STATES } from './progress.ts';
import { decide, setNote } from './review-actions.ts';
import { NOTE_ID } from './review-keys.ts';
import type { CitationStop } from './stops.ts';

type VerdictBarProps = { stop: CitationStop; handle: StoryEditorHandle; readOnly: boolean };

export function VerdictBar({ stop, handle, readOnly }: VerdictBarProps) {
  const { state, citation } = stop;
  const Changed = VERDICT_ICONS.changed;
  return (
    <div className="verdict-bar">
      {state === 'changed' && (
        <p className="verdict-changed">
          <Changed aria-hidden /> {citation.review?.sourcesChanged ? 'The sources have' : 'The sentence has'} changed
          since the verdict “{VERDICT_WORDS[citation.verdict]}”.
        </p>
      )}
      <VerdictButtons state={state} handle={handle} readOnly={readOnly} />
      <Note key={stop.id} note={citation.note} handle={handle} readOnly={readOnly} />
    </div>
  );
}

type VerdictButtonsProps = Omit<VerdictBarProps, 'stop'> & Pick<CitationStop, 'state'>;

/** Drawn anew only where the verdict is another: on the way from citation to citation it mostly isn't. */
const VerdictButtons = memo(function VerdictButtons({ state, handle, readOnly }: VerdictButtonsProps) {
  return (
    <fieldset className="verdict-buttons" aria-label="Verdict">
      {REVIEWED_STATES.map((verdict, index) => {
        const Icon = VERDICT_ICONS[verdict];
        return (
          <ToggleButton
            key={verdict}
            className="verdict-button"
            data-verdict={verdict}
            isSelected={state === verdict}
            isDisabled={readOnly}
            aria-keyshortcuts={String(index + 1)}
            onChange={() => decide(handle, verdict)}
          >
            <Icon aria-hidden /> {VERDICT_WORDS[verdict]}
            <kbd aria-hidden>{index + 1}</kbd>
          </ToggleButton>
        );
      })}
    </fieldset>
  );
});

function Note({ note, handle, readOnly }: { note: string; handle: StoryEditorHandle; readOnly: boolean }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const isDone = event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey);
    if (!isDone || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    // Back to where the review's keys act.
    field.current?.closest<HTMLElement>('.review-pane')?.focus();
  };
  return (
    <div className="verdict-note">
      <PenLine aria-hidden />
      <textarea
        ref={field}
        id={NOTE_ID}
        rows={1}
        aria-label="Note"
        aria-keyshortcuts="N"
        placeholder="What the desk should know of this citation"
        maxLength={50_000}
        readOnly={readOnly}
        value={note}
        onChange={(event) => setNote(handle, event.target.value)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden>N</kbd>
    </div>
  );
}
