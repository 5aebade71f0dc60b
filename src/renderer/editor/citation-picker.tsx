/**
 * The citation picker that `@` opens: sources of the library narrowing as one types, and always a new one last.
 */
import { useQuery } from '@tanstack/react-query';
import { COMMAND_PRIORITY_CRITICAL, type LexicalEditor, PASTE_COMMAND } from 'lexical';
import { Plus } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { $createCitationNode } from '#core/document/nodes/citation-node.ts';
import type { Citation } from '#core/model/citation.ts';
import { newId } from '#core/model/primitives.ts';
import type { ListedSource } from '#core/model/source.ts';
import { queries } from '#renderer/app/api.ts';
import { $replaceStretchByNode } from './chip-insertion.ts';
import type { EditorUi, TextStretch, Typeahead } from './editor-ui.ts';
import { createSourceFrom, describesSource } from './new-source.ts';
import { SourceLine } from './source-line.tsx';
import { searchSources, sourceIndexOf } from './source-search.ts';
import { MAX_QUERY_WORDS } from './typeahead.ts';
import { TypeaheadMenu } from './typeahead-menu.tsx';

const MAX_ENTRIES = 30;
const NEW_SOURCE = 'new-source';

type CitationPickerProps = { editor: LexicalEditor; ui: EditorUi; typeahead: Typeahead };

export function CitationPicker({ editor, ui, typeahead }: CitationPickerProps) {
  const { data: list } = useQuery(queries.sources.list.queryOptions());
  const { query, stretch } = typeahead;
  const found = useMemo(() => (list ? searchSources(sourceIndexOf(list), query, MAX_ENTRIES) : []), [list, query]);

  useEffect(
    () =>
      editor.registerCommand(
        PASTE_COMMAND,
        (event) => {
          const text = 'clipboardData' in event ? (event.clipboardData?.getData('text/plain') ?? '') : '';
          const open = ui.getState().typeahead;
          if (!open || !describesSource(text)) return false;
          event.preventDefault();
          ui.setState({ typeahead: null });
          void createSourceFrom(text).then((source) => source && insertCitation(editor, open.stretch, source));
          return true;
        },
        COMMAND_PRIORITY_CRITICAL,
      ),
    [editor, ui],
  );

  const typed = query.trim();
  if (found.length === 0 && typed.split(/\s+/).length > MAX_QUERY_WORDS) return null;
  const entries = [
    ...found.map((entry) => ({ id: entry.source.id, source: entry.source, content: <SourceLine entry={entry} /> })),
    { id: NEW_SOURCE, source: null, content: <NewSourceLine typed={typed} /> },
  ];

  async function sourceOf(source: ListedSource | null): Promise<ListedSource | null> {
    if (source) return source;
    return typed ? createSourceFrom(typed) : null;
  }

  return (
    <TypeaheadMenu
      editor={editor}
      ui={ui}
      typeahead={typeahead}
      label="Sources to cite"
      className="citation-menu"
      entries={entries}
      onChoose={(entry) => {
        // Nothing typed is no source yet: the menu stays for what comes.
        if (!entry.source && !typed) return;
        ui.setState({ typeahead: null });
        if (entry.source) insertCitation(editor, stretch, entry.source);
        else void sourceOf(null).then((source) => source && insertCitation(editor, stretch, source));
      }}
      onTab={(entry) => {
        if (!entry.source && !typed) return;
        ui.setState({ typeahead: null });
        void sourceOf(entry.source).then(
          (source) => source && ui.setState({ citationForm: { kind: 'new', citation: citationOf(source), stretch } }),
        );
      }}
      hint={
        <>
          <span>
            <kbd>↵</kbd> insert
          </span>
          <span>
            <kbd>⇥</kbd> page, quote, another source
          </span>
          <span>
            <kbd>esc</kbd> leave as text
          </span>
        </>
      }
    />
  );
}

function NewSourceLine({ typed }: { typed: string }) {
  return (
    <>
      <span className="source-grade">
        <Plus aria-hidden />
      </span>
      <span className="typeahead-name">
        {typed ? `New source from “${typed}”` : 'New source from what you type'}
        <small>or paste a URL, BibTeX, RIS or CSL-JSON</small>
      </span>
    </>
  );
}

/** A citation of one source, not reviewed yet. */
function citationOf(source: ListedSource): Citation {
  return { id: newId(), items: [{ sourceId: source.id }], quote: '', verdict: 'unverified', note: '' };
}

function insertCitation(editor: LexicalEditor, stretch: TextStretch, source: ListedSource): void {
  editor.update(() => {
    $replaceStretchByNode(stretch, $createCitationNode(citationOf(source)));
  });
}
