/**
 * What a reviewer found, as a choice of one; each has its mark and its word.
 */
import { Check, CircleHelp, CircleSlash2, type LucideIcon, SearchX, X } from 'lucide-react';
import { useId } from 'react';
import type { Verdict } from '#core/model/citation.ts';
import { VERDICT_WORDS } from '#renderer/ui/verdict.tsx';

const VERDICTS: { verdict: Verdict; Icon: LucideIcon }[] = [
  { verdict: 'unverified', Icon: CircleHelp },
  { verdict: 'supports', Icon: Check },
  { verdict: 'partly', Icon: CircleSlash2 },
  { verdict: 'contradicts', Icon: X },
  { verdict: 'not-found', Icon: SearchX },
];

export function VerdictField({ verdict, onChange }: { verdict: Verdict; onChange: (verdict: Verdict) => void }) {
  const name = useId();
  return (
    <fieldset className="verdict-field">
      <legend>Verdict</legend>
      <div className="verdict-choices">
        {VERDICTS.map(({ verdict: value, Icon }) => (
          <label key={value} className="verdict-choice" data-verdict={value}>
            <input
              type="radio"
              className="sr-only"
              name={name}
              value={value}
              checked={verdict === value}
              onChange={() => onChange(value)}
            />
            <Icon aria-hidden />
            {VERDICT_WORDS[value]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
