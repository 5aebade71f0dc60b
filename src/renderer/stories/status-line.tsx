/**
 * The line below the text: what the story holds, and whether it is on the disk.
 */
import { Check, CircleAlert, CircleDashed, Lock } from 'lucide-react';
import { isReviewed, reviewStateOf } from '#core/citation/review.ts';
import { useReadOnly } from '#renderer/app/reading.ts';
import { useStorySession } from './story-session.ts';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

export function StatusLine() {
  const projections = useStorySession((state) => state.projections);
  const placeholders = useStorySession((state) => state.placeholders);
  const reviewed =
    projections?.citations.filter(({ citation, sentence }) => isReviewed(reviewStateOf(citation, sentence))).length ??
    0;
  const open = projections?.questions.filter((question) => !question.answered).length ?? 0;
  return (
    <footer className="status-line num">
      <span className="status-facts">
        {projections && (
          <>
            <span>{counted(projections.sourceIds.length, 'source')}</span>
            <span>
              {counted(projections.citations.length, 'citation')}, {reviewed} reviewed
            </span>
            <span>{counted(open, 'open question')}</span>
          </>
        )}
        {placeholders > 0 && <span>{counted(placeholders, 'part')} can’t be shown; kept as stored</span>}
      </span>
      <SaveState />
    </footer>
  );
}

/** Whether what the window holds is on the disk. */
export function SaveState() {
  const status = useStorySession((state) => state.status);
  const isReadOnly = useReadOnly();
  if (isReadOnly && status.kind === 'saved') {
    return (
      <span className="save-state" role="status" aria-label="Save status">
        <Lock aria-hidden /> Reading only
      </span>
    );
  }
  return (
    <span className="save-state" data-kind={status.kind} role="status" aria-label="Save status">
      {status.kind === 'saved' && (
        <>
          <Check aria-hidden /> Saved {clock.format(status.at)}
        </>
      )}
      {status.kind === 'unsaved' && (
        <>
          <CircleDashed aria-hidden /> Not saved yet
        </>
      )}
      {status.kind === 'saving' && (
        <>
          <CircleDashed aria-hidden /> Saving…
        </>
      )}
      {status.kind === 'problem' && (
        <>
          <CircleAlert aria-hidden /> Not saved; your text is safe in this window
        </>
      )}
    </span>
  );
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
