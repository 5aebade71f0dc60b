/**
 * The percentage slider of the header, the margin and the outline: 0–100 by pointer, arrow keys (5, with Shift 1) or typed
 * digits. A native range input lies over what is drawn, so that every aid to access knows it.
 */
import { type CSSProperties, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type TypedPercent, typeDigit } from './typed-percent.ts';

export type PercentSliderProps = {
  /** The accessible name; shown too at size `gauge`. */
  label: string;
  /** Null while nobody has said: the track is empty and the number a dash. */
  valuePercent: number | null;
  /** While it moves. */
  onChange?: (percent: number) => void;
  /** Once per gesture or key. */
  onChangeEnd: (percent: number) => void;
  tone?: 'ink' | 'accent';
  size: 'gauge' | 'margin' | 'outline';
  /** The word for the value, `High`. */
  bandWord?: string;
  /** A second value to hold the first against, drawn as a tick; `label` says what it is. */
  tick?: { percent: number; label: string } | undefined;
  /** The least and the most that can be set; 0 and 100 unless told. */
  minPercent?: number;
  maxPercent?: number;
  isDisabled?: boolean;
};

const STEP_PERCENT = 5;
const PAGE_PERCENT = 20;
/** So long at most what was set is shown before it comes back as the value, in milliseconds. */
const HELD_MS = 1_000;

/**
 * What was set last. It is shown over the value of then until another comes, which takes a moment where that is read from the
 * text: a thumb let go of would jump back, and a second key go on from the old value.
 */
type Held = { percent: number; over: number | null; isMoving: boolean };

export function PercentSlider({
  label,
  valuePercent,
  onChange,
  onChangeEnd,
  tone = 'accent',
  size,
  bandWord,
  tick,
  minPercent = 0,
  maxPercent = 100,
  isDisabled = false,
}: PercentSliderProps) {
  const input = useRef<HTMLInputElement>(null);
  const typed = useRef<TypedPercent | null>(null);
  const [held, setHeld] = useState<Held | null>(null);
  if (held && held.over !== valuePercent) setHeld(null);
  const value = held ? held.percent : valuePercent;
  const commit = useRef(onChangeEnd);
  commit.current = onChangeEnd;

  // React's onChange is the input event; a gesture's end is the native change event.
  useEffect(() => {
    const element = input.current;
    if (!element) return;
    const end = () => {
      setHeld((last) => last && { ...last, isMoving: false });
      commit.current(Number(element.value));
    };
    element.addEventListener('change', end);
    return () => element.removeEventListener('change', end);
  }, []);

  // Taken back at once, a value may never come: then what there is is shown.
  useEffect(() => {
    if (!held || held.isMoving) return undefined;
    const timer = setTimeout(() => setHeld(null), HELD_MS);
    return () => clearTimeout(timer);
  }, [held]);

  const set = (percent: number) => {
    const bounded = Math.min(maxPercent, Math.max(minPercent, percent));
    setHeld({ percent: bounded, over: valuePercent, isMoving: false });
    onChange?.(bounded);
    onChangeEnd(bounded);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const from = value ?? 50;
    const step = event.shiftKey ? 1 : STEP_PERCENT;
    const next = keyTarget(event.key, from, step);
    if (next !== undefined) set(next);
    else if (/^\d$/.test(event.key)) {
      typed.current = typeDigit(typed.current, event.key, event.timeStamp);
      set(Number(typed.current.digits));
    } else return;
    event.preventDefault();
  };

  const shown = value === null ? '–' : String(value);
  return (
    <span className={`g-slider g-slider-${size}`} data-tone={tone} data-empty={value === null || undefined}>
      {size === 'gauge' && (
        <span className="g-slider-top" aria-hidden>
          <span>{label}</span>
          <span className="num">
            <b>{shown}</b> %{bandWord && ` · ${bandWord}`}
          </span>
        </span>
      )}
      <span
        className="g-slider-track"
        style={{ '--percent': value ?? 0, '--tick': tick?.percent } as CSSProperties}
        title={tick?.label}
      >
        {tick && <i className="g-slider-tick" />}
        <input
          ref={input}
          type="range"
          min={minPercent}
          max={maxPercent}
          step={1}
          aria-label={label}
          aria-description={tick?.label}
          aria-valuetext={value === null ? 'not set' : `${value} %${bandWord ? `, ${bandWord}` : ''}`}
          value={value ?? 50}
          disabled={isDisabled}
          onChange={(event) => {
            const percent = Number(event.target.value);
            setHeld({ percent, over: valuePercent, isMoving: true });
            onChange?.(percent);
          }}
          onKeyDown={onKeyDown}
        />
      </span>
      {size !== 'gauge' && (
        <b className="num" aria-hidden>
          {shown}
        </b>
      )}
    </span>
  );
}

function keyTarget(key: string, from: number, step: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return from + step;
    case 'ArrowLeft':
    case 'ArrowDown':
      return from - step;
    case 'PageUp':
      return from + PAGE_PERCENT;
    case 'PageDown':
      return from - PAGE_PERCENT;
    case 'Home':
      return 0;
    case 'End':
      return 100;
    default:
      return undefined;
  }
}
