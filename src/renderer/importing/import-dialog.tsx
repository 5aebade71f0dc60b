/**
 * The import of story pages: a bar for all of them and a line for each.
 */
import { Check, CircleAlert, CircleDashed, CircleHelp, Minus } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { type PageImport, useImporting } from './import-pages.ts';
import './importing.css';

type ImportDialogProps = { files: File[] | null; onClose: () => void; onOpenStory: (id: string) => void };

/** Imports `files` as soon as they are given; stays until it is closed. */
export function ImportDialog({ files, onClose, onOpenStory }: ImportDialogProps) {
  const { pages, isRunning, start, cancel } = useImporting();
  useEffect(() => {
    if (files) void start(files);
  }, [files, start]);
  const settled = pages.filter(({ outcome }) => outcome.kind !== 'waiting' && outcome.kind !== 'running').length;
  const imported = pages.flatMap(({ outcome }) =>
    outcome.kind === 'done' && outcome.result.status === 'imported' ? [outcome.result] : [],
  );
  const open = (id: string) => {
    onClose();
    onOpenStory(id);
  };
  return (
    <Dialog title="Import stories" isOpen={files !== null} onClose={onClose} size="medium" isDismissable={!isRunning}>
      <div className="g-dialog-content">
        <progress
          className="import-bar"
          aria-label="Progress of the import"
          value={settled}
          max={Math.max(1, pages.length)}
        />
        <p className="import-count num" role="status">
          {settled} of {pages.length} {pages.length === 1 ? 'file' : 'files'} · {imported.length} imported
        </p>
        <ul className="import-lines">
          {pages.map((page, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the files keep their places, and two may have one name
            <ImportLine key={index} page={page} index={index} onOpen={open} />
          ))}
        </ul>
      </div>
      <footer className="g-dialog-foot">
        {isRunning && <Button onPress={cancel}>Stop after this file</Button>}
        {!isRunning && <Button onPress={onClose}>Close</Button>}
        {!isRunning && imported[0] && (
          <Button variant="primary" onPress={() => open(imported[0]?.storyId ?? '')}>
            Open {imported.length === 1 ? 'the story' : 'the first story'}
          </Button>
        )}
      </footer>
    </Dialog>
  );
}

function ImportLine({ page, index, onOpen }: { page: PageImport; index: number; onOpen: (id: string) => void }) {
  const { again, leaveOut } = useImporting();
  const { file, outcome } = page;
  const already = outcome.kind === 'done' && outcome.result.status === 'already-there' ? outcome.result : undefined;
  const done = outcome.kind === 'done' && outcome.result.status !== 'already-there' ? outcome.result : undefined;
  const result = done?.status === 'imported' ? done : undefined;
  return (
    <li className="import-line">
      <Mark outcome={outcome} />
      <div>
        <p>
          <b>{done?.title ?? file.name}</b>
        </p>
        {result && (
          <p className="import-facts num">
            {file.name} · {result.sections} sections · {result.citations} citations · {result.sourcesAdded} sources
            added
          </p>
        )}
        {done?.status === 'imported-briefing' && (
          <p className="import-facts num">
            {file.name} · briefing of {done.stories} {done.stories === 1 ? 'story' : 'stories'} · {done.sourcesAdded}{' '}
            sources added
          </p>
        )}
        {done && done.warnings.length > 0 && (
          <details>
            <summary>
              {done.warnings.length} {done.warnings.length === 1 ? 'remark' : 'remarks'}
            </summary>
            <ul>
              {done.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </details>
        )}
        {outcome.kind === 'failed' && <p className="import-problem">{outcome.message} Nothing was imported from it.</p>}
        {outcome.kind === 'left-out' && <p className="import-facts">Left out.</p>}
        {already && <p>This page was imported before, as “{already.title}”.</p>}
      </div>
      {result && (
        <Button variant="quiet" onPress={() => onOpen(result.storyId)}>
          Open
        </Button>
      )}
      {already && (
        <span className="import-answers">
          <Button onPress={() => void again(index)}>Import again</Button>
          <Button onPress={() => onOpen(already.storyId)}>Open it</Button>
          <Button variant="quiet" onPress={() => leaveOut(index)}>
            Leave out
          </Button>
        </span>
      )}
    </li>
  );
}

function Mark({ outcome }: { outcome: PageImport['outcome'] }) {
  if (outcome.kind === 'failed') return <CircleAlert aria-label="Failed" data-tone="problem" />;
  if (outcome.kind === 'left-out') return <Minus aria-label="Left out" />;
  if (outcome.kind !== 'done')
    return <CircleDashed aria-label={outcome.kind === 'running' ? 'Importing' : 'Waiting'} />;
  return outcome.result.status !== 'already-there' ? (
    <Check aria-label="Imported" data-tone="done" />
  ) : (
    <CircleHelp aria-label="There already" data-tone="asking" />
  );
}
