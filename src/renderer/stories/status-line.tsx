/**
 * The line below the text: what the story holds, and whether it is on the disk.
 */
import { isReviewed, reviewStateOf } from '#core/citation/review.ts';
import { SaveState } from './save-state.tsx';
import { useStorySession } from './story-session.ts';

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

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
