/**
 * The line below a story under review: the keys that one needs, and where the review is.
 */
import { SaveState } from '#renderer/stories/save-state.tsx';
import { placeInWords } from './describe-stop.ts';
import { useReviewNow } from './review-now.ts';
import { useReview } from './review-state.ts';

export function ReviewStatus() {
  const { stop, stops, index } = useReviewNow();
  return (
    <footer className="status-line review-status num">
      <span className="review-hint" aria-hidden>
        <kbd>K</kbd> <kbd>J</kbd> previous, next
      </span>
      <span className="review-hint" aria-hidden>
        <kbd>1</kbd>–<kbd>4</kbd> verdict
      </span>
      <span className="review-hint" aria-hidden>
        <kbd>N</kbd> note
      </span>
      <button
        type="button"
        className="review-all-keys"
        aria-label="All keys"
        aria-keyshortcuts="?"
        onClick={() => useReview.setState({ isShowingKeys: true })}
      >
        <kbd aria-hidden>?</kbd> all keys
      </button>
      <span className="review-place">{stop && placeInWords(stop, index, stops.length)}</span>
      <SaveState />
      <Announcements />
    </footer>
  );
}

/** What has been announced, for screen readers: lines that come are read out, those that go are not. */
function Announcements() {
  const announcements = useReview((state) => state.announcements);
  return (
    <div className="sr-only" role="log" aria-label="Review">
      {announcements.map(({ text, number }) => (
        <p key={number}>{text}</p>
      ))}
    </div>
  );
}
