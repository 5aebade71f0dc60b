/**
 * The grip of a row: rows are dragged by it, and pressed it offers the same by menu, for who has no pointer to drag with.
 */
import { GripVertical } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button, Menu, MenuItem, Popover } from 'react-aria-components';
import { formatShortcut } from './keys.ts';

export type MoveDirection = 'up' | 'down';

type MoveGripProps = {
  label: string;
  /** Asked when the menu opens. */
  canMove: (direction: MoveDirection) => boolean;
  onMove: (direction: MoveDirection) => void;
};

const DIRECTIONS: { id: MoveDirection; label: string; shortcut: string }[] = [
  { id: 'up', label: 'Move up', shortcut: 'Alt+ArrowUp' },
  { id: 'down', label: 'Move down', shortcut: 'Alt+ArrowDown' },
];

export function MoveGrip({ label, canMove, onMove }: MoveGripProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {/* Opened when the press ends: a press that goes on is a drag, which a menu trigger would take for one. */}
      <Button
        ref={button}
        className="g-grip"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPress={() => setOpen(true)}
      >
        <GripVertical aria-hidden />
      </Button>
      <Popover
        className="g-float"
        offset={4}
        placement="bottom start"
        triggerRef={button}
        isOpen={isOpen}
        onOpenChange={setOpen}
      >
        <Menu
          aria-label={label}
          autoFocus="first"
          onClose={() => setOpen(false)}
          onAction={(id) => onMove(id === 'up' ? 'up' : 'down')}
        >
          {DIRECTIONS.map(({ id, label: text, shortcut }) => (
            <MenuItem key={id} id={id} textValue={text} className="g-option" isDisabled={isOpen && !canMove(id)}>
              <span className="g-option-name">{text}</span>
              <kbd>{formatShortcut(shortcut)}</kbd>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </>
  );
}
