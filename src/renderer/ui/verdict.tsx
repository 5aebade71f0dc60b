/**
 * A verdict as its icon and word; colour is never the only sign.
 */
import { Check, CircleHelp, CircleSlash2, type LucideIcon, SearchX, X } from 'lucide-react';
import type { Verdict } from '#core/model/citation.ts';

export const VERDICT_WORDS: Record<Verdict, string> = {
  unverified: 'Unverified',
  supports: 'Supports',
  partly: 'Partly',
  contradicts: 'Contradicts',
  'not-found': 'Not found',
};

const ICONS: Record<Verdict, LucideIcon> = {
  unverified: CircleHelp,
  supports: Check,
  partly: CircleSlash2,
  contradicts: X,
  'not-found': SearchX,
};

/** The icon, with the word for who can't see it. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const Icon = ICONS[verdict];
  return (
    <span className="g-verdict" data-verdict={verdict}>
      <Icon aria-hidden />
      <span className="sr-only">{VERDICT_WORDS[verdict]}</span>
    </span>
  );
}
