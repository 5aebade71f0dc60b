/**
 * What a reviewer found, as a choice of one; each has its mark and its word.
 */
import { Check, CircleHelp, CircleSlash2, type LucideIcon, SearchX, X } from 'lucide-react';
import { useId } from 'react';
import type { Verdict } from '#core/model/citation.ts';

const VERDICTS: { verdict: Verdict; word: string; Icon: LucideIcon }[] = [
  { verdict: 'unverified', word: 'Unverified', Icon: CircleHelp },
  { verdict: 'supports', word: 'Supports', Icon: Check },
  { verdict: 'partly', word: 'Partly', Icon: CircleSlash2 },
  { verdict: 'contradicts', word: 'Contradicts', Icon: X },
  { verdict: 'not-found', word: 'Not found', Icon: SearchX },
];

export function VerdictField({ verdict, onChange }: { verdict: Verdict; onChange: (verdict: Verdict) => void }) {
  const name = useId();
  return (
    <fieldset className="verdict-field">
      <legend>Verdict</legend>
      <div className="verdict-choices">
        {VERDICTS.map(({ verdict: value, word, Icon }) => (
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
            {word}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
