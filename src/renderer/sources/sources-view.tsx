/**
 * The Sources room: all sources of the library, searched, filtered and sorted, and the details of one or several.
 */
import { useQuery } from '@tanstack/react-query';
import { Download, Plus, Quote, Share } from 'lucide-react';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { queries } from '#renderer/app/api.ts';
import { useCommands } from '#renderer/app/commands.ts';
import { openStory } from '#renderer/app/navigation.ts';
import { READING_NOTICE_ID, useReadOnly } from '#renderer/app/reading.ts';
import { chooseFiles } from '#renderer/importing/choose-files.ts';
import { WindowDropZone } from '#renderer/importing/drop-zone.tsx';
import { ImportDialog } from '#renderer/importing/import-dialog.tsx';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { SearchField } from '#renderer/ui/text-field.tsx';
import { BulkPanel } from './bulk-panel.tsx';
import { useDuplicates } from './duplicate-search.ts';
import { ExportSourcesDialog } from './export-sources-dialog.tsx';
import { FilterBar } from './filter-bar.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { NeedsDetailsBar } from './needs-details-bar.tsx';
import { useShownRows } from './shown-rows.ts';
import { counted, createSource, removeSources, type StillCited, titleOf } from './source-actions.ts';
import { sourceCommands } from './source-commands.ts';
import { useSourceEditing } from './source-editing.ts';
import { facetValues, NO_FILTERS } from './source-filters.ts';
import { type FileReport, importSourceFiles, SourceImportDialog } from './source-import.tsx';
import { SourcePanel, StoryLinks } from './source-panel.tsx';
import type { SourceItem, SourceRow } from './source-rows.ts';
import { SourceTable } from './source-table.tsx';
import { selectSource, useSourcesRoom, wantForm } from './sources-room.ts';
import './sources.css';
import './source-panel.css';
import './merging.css';

const SOURCE_FILES = '.bib,.ris,.json,application/json,application/x-research-info-systems,text/x-bibtex';
const NO_ITEMS: SourceItem[] = [];

export function SourcesView() {
  const isReadOnly = useReadOnly();
  const { data: list = NO_ITEMS, isSuccess } = useQuery(queries.sources.list.queryOptions());
  const { filters, order, selection, setFilters, setOrder, select } = useSourcesRoom();
  const editedId = useSourceEditing((state) => state.source?.id ?? null);
  const duplicates = useDuplicates(isSuccess ? list : undefined);
  // What is typed stands in the field at once; the table follows as soon as it can.
  const applied = useDeferredValue(filters);
  const { all, rows, counts } = useShownRows(list, applied, order, duplicates, editedId);
  const [importing, setImporting] = useState<File[] | null>(null);
  const [reports, setReports] = useState<FileReport[] | null>(null);
  const [merging, setMerging] = useState<SourceRow[] | null>(null);
  const [isExporting, setExporting] = useState(false);
  const [stillCited, setStillCited] = useState<StillCited[]>([]);
  const view = useRef<HTMLDivElement>(null);
  const searchField = useRef<HTMLInputElement>(null);

  useEffect(() => () => void useSourceEditing.getState().flush(), []);

  const selected = useMemo(
    () => (selection.ids.size === 0 ? [] : all.filter(({ id }) => selection.ids.has(id))),
    [all, selection],
  );
  const focusTable = () => view.current?.querySelector<HTMLElement>('.g-grid-row[tabindex="0"]')?.focus();

  const importFiles = useCallback(async (files: readonly File[]) => {
    if (files.length > 0) setReports(await importSourceFiles(files));
  }, []);
  const chooseAndImport = useCallback(async () => {
    const files = await chooseFiles(SOURCE_FILES, true);
    if (files.length > 0) setImporting(files);
  }, []);
  const remove = async (sources: readonly { id: string; title: string }[]) =>
    setStillCited(await removeSources(sources));

  const needing = useMemo(() => rows.filter((row) => row.needsDetails && row.id !== editedId).length, [rows, editedId]);
  const doneNext = useCallback(() => {
    const at = rows.findIndex(({ id }) => id === editedId);
    const next = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))].find((row) => row.needsDetails);
    useSourceEditing.getState().change({ needsDetails: false }, 'details');
    if (!next) return void useSourceEditing.getState().flush();
    selectSource(next.id);
    wantForm();
  }, [rows, editedId]);

  const group = duplicates && editedId !== null ? duplicates.get(editedId) : undefined;
  const alike = group === undefined ? [] : all.filter(({ id }) => duplicates?.get(id) === group);

  const mergeSelected = useCallback(() => selected.length > 1 && setMerging(selected), [selected]);
  useCommands(
    useMemo(
      () =>
        sourceCommands({
          create: () => void createSource(),
          importFiles: () => void chooseAndImport(),
          exportSources: () => setExporting(true),
          search: () => searchField.current?.focus(),
          merge: mergeSelected,
          canMerge: () => selected.length > 1,
          doneNext,
        }),
      [chooseAndImport, mergeSelected, selected, doneNext],
    ),
  );

  return (
    <WindowDropZone
      onFiles={setImporting}
      isReadOnly={isReadOnly}
      text="Drop .bib, .ris or CSL-JSON files to import their sources"
    >
      <div className="sources-view" ref={view}>
        <main className="sources-main">
          <header className="sources-head">
            <h1>Sources</h1>
            <SearchField
              label="Search sources"
              value={filters.search}
              onChange={(search) => setFilters({ ...filters, search })}
              className="sources-search"
              ref={searchField}
            />
            <IconButton label="Export sources…" isDisabled={list.length === 0} onPress={() => setExporting(true)}>
              <Share aria-hidden />
            </IconButton>
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
              onPress={() => void createSource()}
            >
              <Plus aria-hidden /> New source
            </Button>
          </header>
          <FilterBar
            total={list.length}
            counts={duplicates ? counts : { ...counts, duplicates: null }}
            filters={filters}
            valuesOf={(facet) => facetValues(all, facet, filters, duplicates)}
            onFilters={setFilters}
          />
          {isSuccess && list.length === 0 ? (
            <EmptyState
              Icon={Quote}
              text="The sources that stories cite stand here. Import a bibliography, or cite something in a story."
              {...(!isReadOnly && { action: { label: 'Import sources…', run: () => void chooseAndImport() } })}
            />
          ) : isSuccess && rows.length === 0 ? (
            <EmptyState
              Icon={Quote}
              text={applied.chips.has('duplicates') && !duplicates ? 'Looking for duplicates…' : 'No source matches.'}
              action={{ label: 'Show all', run: () => setFilters(NO_FILTERS) }}
            />
          ) : (
            <SourceTable
              rows={rows}
              order={order}
              onOrder={setOrder}
              selection={selection}
              onSelection={select}
              onOpen={wantForm}
              groupOf={applied.chips.has('duplicates') ? (id) => duplicates?.get(id) : undefined}
            />
          )}
          <footer className="status-line num">
            <span>{counted(rows.length)}</span>
            <span className="status-gap" />
            {selected.length > 0 && <span>{selected.length.toLocaleString('en')} selected</span>}
          </footer>
        </main>
        <aside className="source-panel" aria-label="Source details">
          {selected.length > 1 ? (
            <BulkPanel
              rows={selected}
              isReadOnly={isReadOnly}
              onMerge={mergeSelected}
              onExport={() => setExporting(true)}
              onDelete={() => void remove(selected)}
            />
          ) : (
            <SourcePanel
              notice={<NeedsDetails others={needing} onDoneNext={doneNext} />}
              duplicates={Math.max(0, alike.length - 1)}
              onShowDuplicates={() => setMerging(alike)}
              onDelete={(source) => void remove([{ id: source.id, title: titleOf(source) }])}
              onLeave={focusTable}
            />
          )}
        </aside>
      </div>
      <ImportDialog
        title="What would be imported"
        files={importing}
        onClose={() => setImporting(null)}
        onOpenStory={openStory}
        onChosen={(files) => void importFiles(files)}
      />
      <SourceImportDialog reports={reports} onReports={setReports} />
      <ExportSourcesDialog
        isOpen={isExporting}
        total={list.length}
        shown={rows}
        selectedIds={selection.ids}
        onClose={() => setExporting(false)}
      />
      <MergeDialog rows={merging} onClose={() => setMerging(null)} />
      <StillCitedDialog sources={stillCited} onClose={() => setStillCited([])} />
    </WindowDropZone>
  );
}

/** Only while the open source needs details. */
function NeedsDetails({ others, onDoneNext }: { others: number; onDoneNext: () => void }) {
  const needsDetails = useSourceEditing((state) => state.source?.needsDetails ?? false);
  if (!needsDetails) return null;
  const done = () => {
    useSourceEditing.getState().change({ needsDetails: false }, 'details');
    void useSourceEditing.getState().flush();
  };
  return <NeedsDetailsBar others={others} onDone={done} onDoneNext={onDoneNext} />;
}

function StillCitedDialog({ sources, onClose }: { sources: readonly StillCited[]; onClose: () => void }) {
  const title = sources.length > 1 ? 'These sources are cited' : 'This source is cited';
  return (
    <Dialog title={title} isOpen={sources.length > 0} onClose={onClose}>
      <div className="g-dialog-content">
        {sources.slice(0, 20).map((source) => (
          <section key={source.id}>
            <p>
              “{source.title}” can’t be deleted while stories cite it. Remove its citations there first, or merge it:
            </p>
            <StoryLinks stories={source.stories} />
          </section>
        ))}
        {sources.length > 20 && <p>and {(sources.length - 20).toLocaleString('en')} more</p>}
      </div>
    </Dialog>
  );
}
