/**
 * The list of the review's keys.
 */
import { Dialog } from '#renderer/ui/dialog.tsx';
import { formatShortcut } from '#renderer/ui/keys.ts';
import { REVIEW_KEYS } from './review-keys.ts';
import { useReview } from './review-state.ts';

export function KeysDialog() {
  const isOpen = useReview((state) => state.isShowingKeys);
  return (
    <Dialog title="Keys of the review" isOpen={isOpen} onClose={() => useReview.setState({ isShowingKeys: false })}>
      <dl className="g-dialog-content review-keys">
        {REVIEW_KEYS.map(({ shown, what }) => (
          <div key={what}>
            <dt>
              <kbd>{formatShortcut(shown)}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
