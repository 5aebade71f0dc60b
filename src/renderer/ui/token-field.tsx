/**
 * Short words in a row, added by Enter or a comma and taken away one by one.
 */
import { X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';

type TokenFieldProps = {
  label: string;
  tokens: readonly string[];
  onChange: (tokens: string[]) => void;
  placeholder?: string;
  /** True where the words are only read. */
  isReadOnly?: boolean;
  className?: string;
};

export function TokenField({
  label,
  tokens,
  onChange,
  placeholder,
  isReadOnly = false,
  className = '',
}: TokenFieldProps) {
  const [typed, setTyped] = useState('');
  const add = (text: string) => {
    const fresh = text
      .split(',')
      .map((token) => token.trim().slice(0, 100))
      .filter((token) => token && !tokens.includes(token));
    setTyped('');
    if (fresh.length > 0) onChange([...tokens, ...new Set(fresh)]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      add(typed);
    } else if (event.key === 'Backspace' && typed === '' && tokens.length > 0) onChange(tokens.slice(0, -1));
  };
  return (
    <fieldset className={`g-tokens ${className}`} aria-label={label}>
      {tokens.map((token) => (
        <span key={token} className="g-token">
          {token}
          {!isReadOnly && (
            <button
              type="button"
              aria-label={`Remove ${token}`}
              onClick={() => onChange(tokens.filter((other) => other !== token))}
            >
              <X aria-hidden />
            </button>
          )}
        </span>
      ))}
      {!isReadOnly && (
        <input
          aria-label={`Add to ${label.toLowerCase()}`}
          value={typed}
          placeholder={placeholder}
          onChange={(event) =>
            event.target.value.includes(',') ? add(event.target.value) : setTyped(event.target.value)
          }
          onKeyDown={onKeyDown}
          onBlur={() => add(typed)}
        />
      )}
    </fieldset>
  );
}
