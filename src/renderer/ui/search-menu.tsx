/**
 * A button that opens a list with a search field over it: to choose one, or several that stay chosen.
 */
import { Check } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import {
  Autocomplete,
  Button,
  DialogTrigger,
  type Key,
  ListBox,
  ListBoxItem,
  Popover,
  type Selection,
} from 'react-aria-components';
import { SearchField } from './text-field.tsx';
import './search-menu.css';

export type SearchMenuItem<I extends string> = { id: I; label: string; hint?: string };

type SearchMenuProps<I extends string> = {
  /** What the list is. */
  label: string;
  searchLabel: string;
  /** Asked whenever the list opens, and for what is new while it is open. */
  getItems: () => readonly SearchMenuItem<I>[];
  /** Those that are chosen, where several can be; they stand first when the list opens. */
  chosen?: ReadonlySet<string>;
  onChosen?: (chosen: ReadonlySet<string>) => void;
  /** Called with the one that is chosen, where only one can be; the list closes. */
  onChoose?: (id: I) => void;
  /** The button. */
  className: string;
  /** True where the button is to look chosen itself. */
  isChosen?: boolean;
  isDisabled?: boolean;
  children: ReactNode;
};

/** As many as one looks through; typing narrows them. */
const MAX_SHOWN = 100;

export function SearchMenu<I extends string>({
  className,
  isChosen = false,
  isDisabled = false,
  children,
  ...list
}: SearchMenuProps<I>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className={className} isDisabled={isDisabled} {...(isChosen && { 'data-chosen': '' })}>
        {children}
      </Button>
      {/* The popover is the dialog itself, so that the buttons by which a screen reader leaves it are within one. */}
      <Popover className="g-float g-search-menu" offset={4} placement="bottom start">
        <div className="g-search-menu-body">
          <SearchMenuList {...list} onDone={() => setOpen(false)} />
        </div>
      </Popover>
    </DialogTrigger>
  );
}

type ListProps<I extends string> = Omit<SearchMenuProps<I>, 'className' | 'isChosen' | 'isDisabled' | 'children'> & {
  onDone: () => void;
};

function SearchMenuList<I extends string>({
  label,
  searchLabel,
  getItems,
  chosen,
  onChosen,
  onChoose,
  onDone,
}: ListProps<I>) {
  const [typed, setTyped] = useState('');
  // As they are when the list opens, and what is new at the end: nothing moves under the pointer.
  const [opened] = useState(() => {
    const all = getItems();
    return chosen ? [...all.filter(({ id }) => chosen.has(id)), ...all.filter(({ id }) => !chosen.has(id))] : all;
  });
  const items = useMemo(() => {
    const ids = new Set(opened.map(({ id }) => id));
    return [...opened, ...getItems().filter(({ id }) => !ids.has(id))];
  }, [opened, getItems]);
  const found = useMemo(() => {
    const words = fold(typed).split(/\s+/).filter(Boolean);
    return items.filter((item) => words.every((word) => fold(item.label).includes(word)));
  }, [items, typed]);
  const choose = (key: Key, chooseItem: (id: I) => void) => {
    const item = items.find(({ id }) => id === key);
    if (!item) return;
    onDone();
    chooseItem(item.id);
  };
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField label={searchLabel} autoFocus />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="g-search-menu-list" tabIndex={0}>
        <ListBox
          aria-label={label}
          items={found.slice(0, MAX_SHOWN)}
          selectionMode={chosen ? 'multiple' : 'none'}
          escapeKeyBehavior="none"
          {...(chosen && { selectedKeys: chosen })}
          onSelectionChange={(keys: Selection) => {
            if (keys !== 'all') onChosen?.(new Set([...keys].map(String)));
          }}
          // With an action a press would run that instead of choosing one more.
          {...(onChoose && { onAction: (key: Key) => choose(key, onChoose) })}
          renderEmptyState={() => <p className="g-search-menu-empty">Nothing is called that.</p>}
        >
          {(item) => (
            <ListBoxItem id={item.id} textValue={item.label} className="g-option">
              {({ isSelected }) => (
                <>
                  {chosen && <span className="g-option-mark">{isSelected && <Check aria-hidden />}</span>}
                  <span className="g-option-name">{item.label}</span>
                  {item.hint && <small className="num">{item.hint}</small>}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </div>
      {found.length > MAX_SHOWN && (
        <p className="g-search-menu-empty">
          {(found.length - MAX_SHOWN).toLocaleString('en')} more; type to find them.
        </p>
      )}
    </Autocomplete>
  );
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
