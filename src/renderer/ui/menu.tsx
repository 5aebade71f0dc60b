/**
 * A glyph that opens a menu.
 */
import { Check, Ellipsis, type LucideIcon } from 'lucide-react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
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
  /** A sentence above the entries, such as why none of them can be chosen now. */
  note?: string | undefined;
  className?: string;
};

export function MenuButton({
  label,
  items,
  onAction,
  Icon = Ellipsis,
  selectedId,
  note,
  className = '',
}: MenuButtonProps) {
  const entries = items.map((item) => (
    <MenuItem
      key={item.id}
      id={item.id}
      textValue={item.label}
      className="g-option"
      isDisabled={item.isDisabled ?? false}
    >
      {item.Icon && <item.Icon aria-hidden />}
      <span className="g-option-name">{item.label}</span>
      {item.id === selectedId && <Check aria-hidden />}
      {item.shortcut && <kbd>{formatShortcut(item.shortcut)}</kbd>}
    </MenuItem>
  ));
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
          onAction={(id) => onAction(String(id))}
          {...(selectedId !== undefined && {
            selectionMode: 'single' as const,
            selectedKeys: [selectedId],
            disallowEmptySelection: true,
          })}
        >
          {note ? (
            <MenuSection>
              <Header className="g-menu-note">{note}</Header>
              {entries}
            </MenuSection>
          ) : (
            entries
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
