/**
 * A verdict as its icon and word; colour is never the only sign.
 */
import { Check, CircleHelp, CircleSlash2, History, type LucideIcon, SearchX, X } from 'lucide-react';
import type { ReviewState } from '#core/citation/review.ts';

/** Each state of a review in words; a verdict that the text has outrun is one of its own. */
export const VERDICT_WORDS: Record<ReviewState, string> = {
  unverified: 'Unverified',
  supports: 'Supports',
  partly: 'Partly',
  contradicts: 'Contradicts',
  'not-found': 'Not found',
  changed: 'Changed since review',
};

export const VERDICT_ICONS: Record<ReviewState, LucideIcon> = {
  unverified: CircleHelp,
  supports: Check,
  partly: CircleSlash2,
  contradicts: X,
  'not-found': SearchX,
  changed: History,
};

/** The icon, with the word for who can't see it. */
export function VerdictMark({ verdict }: { verdict: ReviewState }) {
  const Icon = VERDICT_ICONS[verdict];
  return (
    <span className="g-verdict" data-verdict={verdict}>
      <Icon aria-hidden />
      <span className="sr-only">{VERDICT_WORDS[verdict]}</span>
    </span>
  );
}
