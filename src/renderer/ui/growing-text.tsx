/**
 * A text area without lines of its own: it grows with its text, and Enter goes on to what follows.
 */
import { useEffect, useLayoutEffect, useRef } from 'react';

type GrowingTextProps = {
  className: string;
  label: string;
  /** What find and replace knows it by; absent, it is not searched. */
  field?: string;
  placeholder: string;
  value: string;
  maxLength: number;
  isReadOnly: boolean;
  /** True where it is to be typed into at once. */
  takesFocus?: boolean;
  onChange: (value: string) => void;
  onEnter: () => void;
};

export function GrowingText({
  className,
  label,
  field,
  placeholder,
  value,
  maxLength,
  isReadOnly,
  takesFocus = false,
  onChange,
  onEnter,
}: GrowingTextProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (takesFocus) area.current?.focus();
  }, [takesFocus]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the value
  useLayoutEffect(() => {
    if (!area.current || CSS.supports('field-sizing', 'content')) return;
    area.current.style.height = 'auto';
    area.current.style.height = `${area.current.scrollHeight}px`;
  }, [value]);
  return (
    <div className="growing-text">
      <textarea
        ref={area}
        className={className}
        aria-label={label}
        data-searched={field}
        placeholder={placeholder}
        rows={1}
        dir="auto"
        maxLength={maxLength}
        readOnly={isReadOnly}
        value={value}
        spellCheck
        onChange={(event) => onChange(event.target.value.replace(/\s*\n\s*/g, ' '))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onEnter();
        }}
      />
    </div>
  );
}
