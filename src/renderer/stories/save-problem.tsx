/**
 * What went wrong with saving, in a quiet bar above the status line, with the next step for each kind of failure.
 */
import { CircleAlert } from 'lucide-react';
import { compareVersions } from '#renderer/history/merge-state.ts';
import { Button } from '#renderer/ui/button.tsx';
import { keepAsCopy } from './story-actions.ts';
import { useStorySession } from './story-session.ts';

export function SaveProblem() {
  const failure = useStorySession(({ status }) => (status.kind === 'problem' ? status.failure : null));
  if (!failure) return null;
  return (
    <div className="save-problem" role="alert">
      <CircleAlert aria-hidden />
      <p>
        {failure.message}{' '}
        {failure.kind === 'Conflict' ? 'Nothing was overwritten.' : 'Your text is safe in this window.'}
      </p>
      {failure.kind === 'Conflict' ? (
        <>
          <Button variant="primary" onPress={() => void compareVersions()}>
            Compare and merge…
          </Button>
          <Button onPress={() => void keepAsCopy('mine')}>Keep mine as a copy</Button>
          <Button onPress={() => void keepAsCopy('other')}>Show the other version</Button>
        </>
      ) : failure.kind === 'NotFound' ? (
        <Button variant="primary" onPress={() => void keepAsCopy('mine')}>
          Keep it as a story of its own
        </Button>
      ) : (
        <Button onPress={() => void useStorySession.getState().flush()}>Try again</Button>
      )}
    </div>
  );
}
