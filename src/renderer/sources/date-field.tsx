/**
 * A date of a source as an editor types it: `4 March 2026`, `4–6 March 2026`, `Spring 2026`, `c. 2019`. What is no date is kept in its words.
 */
import { useState } from 'react';
import { cslDateFrom, dateSpanOf, dateText } from '#core/citation/date-text.ts';
import type { CslDate } from '#core/model/source.ts';
import { TextField } from '#renderer/ui/text-field.tsx';

type DateFieldProps = {
  label: string;
  date: CslDate | undefined;
  onChange: (date: CslDate | undefined) => void;
  placeholder?: string;
};

export function DateField({ label, date, onChange, placeholder = '4 March 2026' }: DateFieldProps) {
  // What is being typed stands as it is, until the date is another for some other reason.
  const [typed, setTyped] = useState<{ text: string; date: CslDate | undefined } | null>(null);
  const isTyping = typed !== null && typed.date === date;
  const isWords = date !== undefined && !dateSpanOf(date) && dateText(date) !== '';
  return (
    <TextField
      label={label}
      value={isTyping ? typed.text : dateText(date)}
      placeholder={placeholder}
      {...(isWords && !isTyping && { hint: 'Kept in these words: not read as a date.' })}
      onBlur={() => setTyped(null)}
      onChange={(text) => {
        const words = text.trim();
        const next = words === '' ? undefined : (cslDateFrom(words) ?? { literal: words });
        setTyped({ text, date: next });
        onChange(next);
      }}
    />
  );
}
