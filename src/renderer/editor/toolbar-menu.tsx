/**
 * A menu of the toolbar or at a table. It gives the focus back before it acts, so that what it does is done to the text.
 */
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { formatShortcut } from '#renderer/ui/keys.ts';

export type ToolbarMenuItem = {
  id: string;
  label: string;
  shortcut?: string | undefined;
  isSelected?: boolean;
  run: () => void;
};

type ToolbarMenuProps = {
  label: string;
  items: readonly ToolbarMenuItem[];
  isDisabled?: boolean;
  className: string;
  /** Called when the menu opens, for what is only looked up then. */
  onOpen?: () => void;
  children: ReactNode;
};

export function ToolbarMenu({ label, items, isDisabled = false, className, onOpen, children }: ToolbarMenuProps) {
  const runLater = (id: string | number) => requestAnimationFrame(() => items.find((item) => item.id === id)?.run());
  return (
    <MenuTrigger onOpenChange={(isOpen) => isOpen && onOpen?.()}>
      <Button className={className} aria-label={label} isDisabled={isDisabled}>
        {children}
      </Button>
      <Popover className="g-float" offset={4} placement="bottom start">
        <Menu aria-label={label} onAction={runLater}>
          {items.map(({ id, label: text, shortcut, isSelected }) => (
            <MenuItem key={id} id={id} textValue={text} className="g-option">
              <Check aria-hidden visibility={isSelected ? 'visible' : 'hidden'} />
              <span className="g-option-name">{text}</span>
              {isSelected && <span className="sr-only">, on</span>}
              {shortcut && <kbd>{formatShortcut(shortcut)}</kbd>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
