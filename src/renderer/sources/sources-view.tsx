/**
 * The Sources room: all sources of the library, searched, filtered and sorted, and the details of one.
 */
import { useQuery } from '@tanstack/react-query';
import { Download, Plus, Quote } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { outletOf, type Source } from '#core/model/source.ts';
import { api, failureFrom, queries, queryClient } from '#renderer/app/api.ts';
import { useCommands } from '#renderer/app/commands.ts';
import { openStory } from '#renderer/app/navigation.ts';
import { READING_NOTICE_ID, useReadOnly } from '#renderer/app/reading.ts';
import { chooseFiles } from '#renderer/importing/choose-files.ts';
import { WindowDropZone } from '#renderer/importing/drop-zone.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { SearchField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast.tsx';
import { SourceDetails } from './source-details.tsx';
import { type ImportReport, importSourceFiles, SourceImportDialog } from './source-import.tsx';
import { useSourceEditing } from './source-saving.ts';
import { type SourceOrder, type SourceRow, SourceTable, sortSources } from './source-table.tsx';
import './sources.css';

const SOURCE_FILES = '.bib,.ris,.json,application/json,application/x-research-info-systems,text/x-bibtex';

const FILTERS: { id: string; name: string; holds: (row: SourceRow) => boolean }[] = [
  { id: 'all', name: 'All', holds: () => true },
  { id: 'needs-details', name: 'Needs details', holds: ({ source }) => source.needsDetails },
  { id: 'ungraded', name: 'Ungraded', holds: ({ source }) => source.grade === null },
  { id: 'not-cited', name: 'Not cited', holds: ({ citedInCount }) => citedInCount === 0 },
];

type InUse = { title: string; citedIn: { id: string; title: string }[] };

export function SourcesView() {
  const isReadOnly = useReadOnly();
  const { data: rows } = useQuery(queries.sources.list.queryOptions());
  const [typed, setTyped] = useState('');
  const [filterId, setFilterId] = useState('all');
  const [order, setOrder] = useState<SourceOrder>({ column: 'outlet', direction: 'ascending' });
  const [report, setReport] = useState<ImportReport | null>(null);
  const [inUse, setInUse] = useState<InUse | null>(null);
  const { source: selected, open, flush } = useSourceEditing();

  useEffect(() => () => void flush(), [flush]);

  const shown = useMemo(() => {
    const words = fold(typed).split(/\s+/).filter(Boolean);
    const filter = FILTERS.find(({ id }) => id === filterId);
    const matching = (rows ?? []).filter((row) => {
      if (filter && !filter.holds(row)) return false;
      if (words.length === 0) return true;
      const text = searchTextOf(row.source);
      return words.every((word) => text.includes(word));
    });
    return sortSources(matching, order);
  }, [rows, typed, filterId, order]);

  const select = useCallback(
    (id: string) => open(rows?.find(({ source }) => source.id === id)?.source ?? null),
    [open, rows],
  );

  const create = useCallback(async () => {
    try {
      const source = await api.sources.create.mutate({ csl: { type: 'article-newspaper' } });
      await queryClient.invalidateQueries(queries.sources.list.queryFilter());
      open(source);
    } catch (error) {
      showToast({ message: failureFrom(error).message, tone: 'problem' });
    }
  }, [open]);

  const importFiles = useCallback(async (files: readonly File[]) => {
    if (files.length === 0) return;
    setReport(await importSourceFiles(files));
    await queryClient.invalidateQueries(queries.sources.list.queryFilter());
  }, []);
  const chooseAndImport = useCallback(async () => importFiles(await chooseFiles(SOURCE_FILES, true)), [importFiles]);

  const remove = async (source: Source) => {
    const title = source.csl.title || outletOf(source.csl) || 'Untitled source';
    try {
      await flush();
      await api.sources.remove.mutate({ id: source.id });
      open(null);
      showToast({
        message: `“${title}” was deleted.`,
        action: { label: 'Undo', run: () => void api.sources.restore.mutate({ id: source.id }).then(open) },
      });
    } catch (error) {
      const failure = failureFrom(error);
      if (failure.kind === 'InUse')
        setInUse({ title, citedIn: (failure.details.citedIn as InUse['citedIn'] | undefined) ?? [] });
      else showToast({ message: failure.message, tone: 'problem' });
    }
  };

  useCommands(
    useMemo(
      () => [
        {
          id: 'source.new',
          title: 'New source',
          changesLibrary: true,
          group: 'Library' as const,
          shortcut: 'Mod+Alt+N',
          run: () => void create(),
        },
        {
          id: 'source.import',
          title: 'Import sources…',
          changesLibrary: true,
          group: 'Library' as const,
          shortcut: 'Mod+Shift+O',
          run: () => void chooseAndImport(),
        },
      ],
      [create, chooseAndImport],
    ),
  );

  return (
    <WindowDropZone
      onFiles={(files) => void importFiles(files)}
      isReadOnly={isReadOnly}
      text="Drop .bib, .ris or CSL-JSON files to import their sources"
    >
      <div className="sources-view">
        <main className="sources-main">
          <header className="sources-head">
            <h1>Sources</h1>
            <SearchField label="Search sources" value={typed} onChange={setTyped} className="sources-search" />
            <Button
              isDisabled={isReadOnly}
              {...(isReadOnly && { 'aria-describedby': READING_NOTICE_ID })}
              onPress={() => void chooseAndImport()}
            >
              <Download aria-hidden /> Import
            </Button>
            <Button
              variant="primary"
              isDisabled={isReadOnly}
              {...(isReadOnly && { 'aria-describedby': READING_NOTICE_ID })}
              onPress={() => void create()}
            >
              <Plus aria-hidden /> New source
            </Button>
          </header>
          <fieldset className="source-filters" aria-label="Filter">
            {FILTERS.map(({ id, name, holds }) => (
              <button
                key={id}
                type="button"
                className="source-filter num"
                aria-pressed={id === filterId}
                onClick={() => setFilterId(id)}
              >
                {name} <b>{(rows ?? []).filter(holds).length.toLocaleString('en')}</b>
              </button>
            ))}
          </fieldset>
          {rows && rows.length === 0 ? (
            <EmptyState
              Icon={Quote}
              text="The sources that stories cite stand here. Import a bibliography, or cite something in a story."
              {...(!isReadOnly && { action: { label: 'Import sources…', run: () => void chooseAndImport() } })}
            />
          ) : shown.length === 0 ? (
            <EmptyState
              Icon={Quote}
              text="No source matches."
              action={{
                label: 'Show all',
                run: () => {
                  setTyped('');
                  setFilterId('all');
                },
              }}
            />
          ) : (
            <SourceTable
              rows={shown}
              order={order}
              onOrder={setOrder}
              selectedId={selected?.id ?? null}
              onSelect={select}
            />
          )}
          <footer className="status-line num">
            <span>
              {shown.length.toLocaleString('en')} {shown.length === 1 ? 'source' : 'sources'}
            </span>
          </footer>
        </main>
        <aside className="source-panel" aria-label="Source details">
          <SourceDetails onDelete={(source) => void remove(source)} />
        </aside>
      </div>
      <SourceImportDialog report={report} onClose={() => setReport(null)} />
      <Dialog title="This source is cited" isOpen={inUse !== null} onClose={() => setInUse(null)}>
        <div className="g-dialog-content">
          <p>“{inUse?.title}” can’t be deleted while stories cite it. Remove its citations there first:</p>
          <ul className="cited-in">
            {inUse?.citedIn.map(({ id, title }) => (
              <li key={id}>
                <button type="button" onClick={() => openStory(id)}>
                  {title || 'Untitled story'}
                </button>
              </li>
            ))}
          </ul>
        </div>
      </Dialog>
    </WindowDropZone>
  );
}

function searchTextOf({ csl, tags, notes }: Source): string {
  const names = csl.author?.map(({ family, given, literal }) => [given, family, literal].join(' ')) ?? [];
  return fold([csl.title, csl['container-title'], csl.publisher, csl.URL, csl.DOI, ...names, ...tags, notes].join(' '));
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
