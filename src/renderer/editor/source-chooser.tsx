/**
 * A search field that finds one more source for a citation; a new one is its last entry.
 */
import { useQuery } from '@tanstack/react-query';
import { Plus, Search } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import type { ListedSource } from '#core/model/source.ts';
import { queries } from '#renderer/app/api.ts';
import { createSourceFrom } from './new-source.ts';
import { SourceLine } from './source-line.tsx';
import { searchSources, sourceIndexOf } from './source-search.ts';

const MAX_ENTRIES = 6;

type SourceChooserProps = {
  /** Sources that are in the citation already. */
  takenIds: readonly string[];
  onChoose: (source: ListedSource) => void;
  onCancel: () => void;
};

export function SourceChooser({ takenIds, onChoose, onCancel }: SourceChooserProps) {
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [index, setIndex] = useState(0);
  const { data: list } = useQuery(queries.sources.list.queryOptions());
  const found = useMemo(
    () =>
      (list ? searchSources(sourceIndexOf(list), typed, MAX_ENTRIES + takenIds.length) : [])
        .filter(({ source }) => !takenIds.includes(source.id))
        .slice(0, MAX_ENTRIES),
    [list, typed, takenIds],
  );
  const hasNew = typed.trim() !== '';
  const size = found.length + (hasNew ? 1 : 0);
  const at = Math.min(index, size - 1);

  function choose(place: number): void {
    const entry = found[place];
    if (entry) onChoose(entry.source);
    else if (hasNew) void createSourceFrom(typed.trim()).then((source) => source && onChoose(source));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setIndex(size === 0 ? 0 : (at + (event.key === 'ArrowDown' ? 1 : -1) + size) % size);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) choose(at);
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="source-chooser">
      <div className="source-chooser-field">
        <Search aria-hidden />
        <input
          // biome-ignore lint/a11y/noAutofocus: it was asked for by the button that it replaces
          autoFocus
          role="combobox"
          aria-label="Another source"
          aria-expanded={size > 0}
          aria-controls={listId}
          aria-activedescendant={size > 0 ? `${listId}-${at}` : undefined}
          placeholder="Outlet, author, title or year"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setIndex(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={listId} role="listbox" aria-label="Sources" className="typeahead-list">
        {Array.from({ length: size }, (_, place) => {
          const entry = found[place];
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are taken in the field, where the focus is
            <div
              key={entry?.source.id ?? 'new-source'}
              id={`${listId}-${place}`}
              role="option"
              tabIndex={-1}
              aria-selected={place === at}
              className="typeahead-entry"
              onPointerMove={() => setIndex(place)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(place)}
            >
              {entry ? (
                <SourceLine entry={entry} />
              ) : (
                <>
                  <span className="source-grade">
                    <Plus aria-hidden />
                  </span>
                  <span className="typeahead-name">New source from “{typed.trim()}”</span>
                </>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
