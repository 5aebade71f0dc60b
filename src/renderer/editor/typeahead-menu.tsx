/**
 * The list that a typed trigger opens. The caret stays in the text: arrows, Enter, Tab and Escape are taken there, and the
 * text field tells assistive technology which entry is the current one.
 */
import {
  COMMAND_PRIORITY_CRITICAL,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalEditor,
  mergeRegister,
} from 'lexical';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { EditorUi, Typeahead } from './editor-ui.ts';
import { Floating } from './floating.tsx';
import { markTyped, placeOfStretch } from './text-places.ts';
import { leaveTypeahead } from './typeahead.ts';

export type MenuEntry = { id: string; content: ReactNode };

type TypeaheadMenuProps<Entry extends MenuEntry> = {
  editor: LexicalEditor;
  ui: EditorUi;
  typeahead: Typeahead;
  label: string;
  entries: readonly Entry[];
  onChoose: (entry: Entry) => void;
  /** What Tab does; absent, the same as Enter. */
  onTab?: (entry: Entry) => void;
  className?: string;
  /** What stands there where nothing was found. */
  nothing?: string;
  /** Below the list: what the keys do. */
  hint?: ReactNode;
};

export function TypeaheadMenu<Entry extends MenuEntry>({
  editor,
  ui,
  typeahead,
  label,
  entries,
  onChoose,
  onTab = onChoose,
  className = '',
  nothing,
  hint,
}: TypeaheadMenuProps<Entry>) {
  const listId = useId();
  const [current, setCurrent] = useState({ query: typeahead.query, index: 0 });
  // A new query begins at the top again.
  const wanted = current.query === typeahead.query ? current.index : 0;
  const index = Math.min(wanted, entries.length - 1);
  const active = entries[index];
  const optionId = (entry: Entry) => `${listId}-${entry.id}`;

  const keys = useRef({ entries, index, query: typeahead.query, onChoose, onTab });
  useEffect(() => {
    keys.current = { entries, index, query: typeahead.query, onChoose, onTab };
  });

  useEffect(() => {
    const move = (by: number) => (event: KeyboardEvent) => {
      const { entries: now, index: at, query } = keys.current;
      if (now.length === 0) return false;
      event.preventDefault();
      setCurrent({ query, index: (at + by + now.length) % now.length });
      return true;
    };
    const take = (which: 'onChoose' | 'onTab') => (event: KeyboardEvent | null) => {
      const entry = keys.current.entries[keys.current.index];
      if (!entry || event?.isComposing) return false;
      event?.preventDefault();
      keys.current[which](entry);
      return true;
    };
    return mergeRegister(
      editor.registerCommand(KEY_ARROW_DOWN_COMMAND, move(1), COMMAND_PRIORITY_CRITICAL),
      editor.registerCommand(KEY_ARROW_UP_COMMAND, move(-1), COMMAND_PRIORITY_CRITICAL),
      editor.registerCommand(KEY_ENTER_COMMAND, take('onChoose'), COMMAND_PRIORITY_CRITICAL),
      editor.registerCommand(KEY_TAB_COMMAND, take('onTab'), COMMAND_PRIORITY_CRITICAL),
      editor.registerCommand(
        KEY_ESCAPE_COMMAND,
        (event) => {
          event.preventDefault();
          leaveTypeahead(editor, ui);
          return true;
        },
        COMMAND_PRIORITY_CRITICAL,
      ),
    );
  }, [editor, ui]);

  useEffect(() => markTyped(editor, typeahead.stretch), [editor, typeahead.stretch]);

  const activeId = active ? optionId(active) : undefined;
  useEffect(() => {
    const root = editor.getRootElement();
    root?.setAttribute('aria-controls', listId);
    if (activeId) root?.setAttribute('aria-activedescendant', activeId);
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
    return () => {
      root?.removeAttribute('aria-controls');
      root?.removeAttribute('aria-activedescendant');
    };
  }, [editor, listId, activeId]);

  return (
    <Floating
      placeOf={() => placeOfStretch(editor, typeahead.stretch)}
      placeKey={`${typeahead.stretch.key}:${typeahead.stretch.start}`}
      className={className}
    >
      {entries.length === 0 && (
        <p className="typeahead-nothing" role="status">
          {nothing}
        </p>
      )}
      <div id={listId} role="listbox" hidden={entries.length === 0} aria-label={label} className="typeahead-list">
        {entries.map((entry, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are taken in the text, where the focus is
          <div
            key={entry.id}
            id={optionId(entry)}
            role="option"
            tabIndex={-1}
            aria-selected={place === index}
            className="typeahead-entry"
            onPointerMove={() => place !== index && setCurrent({ query: typeahead.query, index: place })}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(entry)}
          >
            {entry.content}
          </div>
        ))}
      </div>
      {hint && <div className="typeahead-hint">{hint}</div>}
    </Floating>
  );
}
