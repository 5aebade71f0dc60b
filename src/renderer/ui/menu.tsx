/**
 * A glyph that opens a menu.
 */
import { Check, Ellipsis, type LucideIcon } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { formatShortcut } from './keys.ts';
import { Tooltip } from './tooltip.tsx';

export type MenuEntry = { id: string; label: string; shortcut?: string; Icon?: LucideIcon; isDisabled?: boolean };

type MenuButtonProps = {
  label: string;
  items: readonly MenuEntry[];
  onAction: (id: string) => void;
  Icon?: LucideIcon;
  /** The entry that is chosen now, where the menu is a choice. */
  selectedId?: string;
  className?: string;
};

export function MenuButton({ label, items, onAction, Icon = Ellipsis, selectedId, className = '' }: MenuButtonProps) {
  return (
    <MenuTrigger>
      <Tooltip text={label}>
        <Button className={`g-icon-button ${className}`} aria-label={label}>
          <Icon aria-hidden />
        </Button>
      </Tooltip>
      <Popover className="g-float" offset={4} placement="bottom end">
        <Menu
          aria-label={label}
          items={items}
          onAction={(id) => onAction(String(id))}
          {...(selectedId !== undefined && {
            selectionMode: 'single' as const,
            selectedKeys: [selectedId],
            disallowEmptySelection: true,
          })}
        >
          {(item) => (
            <MenuItem id={item.id} textValue={item.label} className="g-option" isDisabled={item.isDisabled ?? false}>
              {item.Icon && <item.Icon aria-hidden />}
              <span className="g-option-name">{item.label}</span>
              {item.id === selectedId && <Check aria-hidden />}
              {item.shortcut && <kbd>{formatShortcut(item.shortcut)}</kbd>}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
