/**
 * What can be done with a selected passage, in a row of buttons beside it.
 */
import type { LucideIcon } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { Floating } from '#renderer/editor/floating.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { formatShortcut } from '#renderer/ui/keys.ts';
import type { Passage } from './passage.ts';

export type PassageAction = {
  id: string;
  label: string;
  Icon: LucideIcon;
  /** A key that does it while the reader has the focus and a passage is selected, as `E`. */
  shortcut?: string;
  isDisabled?: boolean;
  run: (passage: Passage) => void;
};

type PassageBarProps = {
  barRef: RefObject<HTMLDivElement | null>;
  passage: Passage;
  actions: readonly PassageAction[];
  /** Called once something was done. */
  onDone: () => void;
  /** Called when the keyboard leaves the bar without doing anything. */
  onLeave: () => void;
};

export function PassageBar({ barRef, passage, actions, onDone, onLeave }: PassageBarProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(barRef.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) buttons[(at + step + buttons.length) % buttons.length]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Floating placeOf={placeOfSelection} placeKey={passage} className="passage-bar" boxRef={barRef}>
      <section aria-label="Selection">
        <div
          role="toolbar"
          aria-label="Selected passage"
          tabIndex={-1}
          onKeyDown={onKeyDown}
          // A press would otherwise take the selection away, and the bar with it.
          onMouseDown={(event) => event.preventDefault()}
        >
          {actions.map(({ id, label, Icon, shortcut, isDisabled = false, run }) => (
            <Button
              key={id}
              variant="quiet"
              isDisabled={isDisabled}
              onPress={() => {
                run(passage);
                onDone();
              }}
            >
              <Icon aria-hidden /> {label}
              {shortcut && <kbd aria-hidden>{formatShortcut(shortcut)}</kbd>}
            </Button>
          ))}
        </div>
      </section>
    </Floating>
  );
}

/** The last line of the selection. */
function placeOfSelection(): DOMRect | null {
  const selection = window.getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  return [...selection.getRangeAt(0).getClientRects()].filter(({ width }) => width > 0).at(-1) ?? null;
}
