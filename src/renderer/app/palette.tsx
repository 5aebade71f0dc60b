/**
 * The command palette: every command with its shortcut, and every story by its title.
 */
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Input,
  ListBox,
  ListBoxItem,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { flushSync } from 'react-dom';
import { create } from 'zustand';
import { formatShortcut } from '#renderer/ui/keys.ts';
import { queries } from './api.ts';
import { commandsNow, isRefused, perform, useCommandRegistry } from './commands.ts';
import { openStory } from './navigation.ts';

/** Whether the palette is open. */
export const usePalette = create<{ isOpen: boolean; open(): void; close(): void }>((set) => ({
  isOpen: false,
  // At once, so that what is typed right after the shortcut goes into it and not into the text.
  open: () => flushSync(() => set({ isOpen: true })),
  close: () => set({ isOpen: false }),
}));

type Entry = {
  id: string;
  title: string;
  hint: string;
  shortcut: string | undefined;
  isRefused: boolean;
  run: () => void;
};

/** As many entries as one reads; typing narrows them. */
const MAX_ENTRIES = 60;

export function CommandPalette() {
  const { isOpen, close } = usePalette();
  return (
    <ModalOverlay className="palette-overlay" isOpen={isOpen} onOpenChange={(open) => !open && close()} isDismissable>
      <Modal className="palette">
        <Dialog aria-label="All commands">{isOpen && <PaletteBody onDone={close} />}</Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteBody({ onDone }: { onDone: () => void }) {
  const [typed, setTyped] = useState('');
  const sets = useCommandRegistry((state) => state.sets);
  const { data: stories } = useQuery(queries.stories.list.queryOptions());
  const entries = useMemo(() => {
    const commands: Entry[] = commandsNow(sets)
      .filter(({ id }) => id !== 'view.palette')
      .map((command) => {
        const { id, title, group, shortcut } = command;
        const refused = isRefused(command);
        return {
          id,
          title,
          hint: refused ? 'Reading only' : group,
          shortcut,
          isRefused: refused,
          run: () => perform(command),
        };
      });
    const needle = fold(typed.trim());
    if (!needle) return commands.slice(0, MAX_ENTRIES);
    const titles: Entry[] = (stories ?? []).map(({ id, title }) => ({
      id: `story:${id}`,
      title: title || 'Untitled story',
      hint: 'Open story',
      shortcut: undefined,
      isRefused: false,
      run: () => openStory(id),
    }));
    return [...commands, ...titles].filter((entry) => matches(fold(entry.title), needle)).slice(0, MAX_ENTRIES);
  }, [sets, stories, typed]);

  const choose = (id: string | number) => {
    onDone();
    // After the palette has given the focus back, so that the command acts where the editor was.
    window.requestAnimationFrame(() => entries.find((entry) => entry.id === id)?.run());
  };

  // The list marks its first entry a moment after the last letter: Enter must not run what an earlier letter has found.
  const hasChosen = useRef(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') hasChosen.current = /^(?:Arrow(?:Up|Down)|Home|End|Page(?:Up|Down))$/.test(event.key);
    const first = entries.find((entry) => !entry.isRefused);
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || hasChosen.current || !typed || !first) return;
    event.preventDefault();
    event.stopPropagation();
    choose(first.id);
  };

  return (
    <Autocomplete
      inputValue={typed}
      onInputChange={(text) => {
        hasChosen.current = false;
        setTyped(text);
      }}
    >
      <SearchField aria-label="Type a command or a title" autoFocus className="palette-field">
        <Input placeholder="Type a command or a title" className="palette-input" onKeyDownCapture={onKeyDown} />
      </SearchField>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="palette-scroll" tabIndex={0}>
        <ListBox
          aria-label="Commands"
          className="palette-list"
          items={entries}
          onAction={choose}
          renderEmptyState={() => <p className="palette-empty">Nothing is called that. Try a shorter word.</p>}
        >
          {(entry) => (
            <ListBoxItem
              id={entry.id}
              textValue={entry.title}
              className="palette-entry"
              isDisabled={entry.isRefused}
              onHoverStart={() => {
                hasChosen.current = true;
              }}
            >
              <span className="palette-title">{entry.title}</span>
              <span className="palette-hint">{entry.hint}</span>
              {entry.shortcut && <kbd>{formatShortcut(entry.shortcut)}</kbd>}
            </ListBoxItem>
          )}
        </ListBox>
      </div>
    </Autocomplete>
  );
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Every typed word begins somewhere in the title. */
function matches(title: string, needle: string): boolean {
  return needle.split(/\s+/).every((word) => title.includes(word));
}
