/**
 * The import of files: first what each would add, then a bar for all of them and what became of each.
 */
import { Check, CircleAlert, CircleDashed, CircleHelp, Minus } from 'lucide-react';
import { useEffect } from 'react';
import { Checkbox } from 'react-aria-components';
import { countOf, totalsInWords, totalsOf } from '#core/intake/totals.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { type PageImport, useImporting } from './import-pages.ts';
import { PreviewDetails, previewFacts } from './preview-details.tsx';
import './importing.css';

type ImportDialogProps = {
  title?: string;
  files: File[] | null;
  onClose: () => void;
  onOpenStory: (id: string) => void;
  /** Takes the bibliographies that were chosen instead of importing them here: the sources have a report of their own. */
  onChosen?: (files: File[]) => void;
};

/** Reads `files` as soon as they are given; nothing is written before it is asked for. */
export function ImportDialog({ title = 'Import stories', files, onClose, onOpenStory, onChosen }: ImportDialogProps) {
  const { pages, phase, read, start, cancel } = useImporting();
  useEffect(() => {
    if (files) void read(files);
  }, [files, read]);
  const close = () => {
    cancel();
    onClose();
  };
  const open = (id: string) => {
    close();
    onOpenStory(id);
  };
  const chosen = pages.filter(({ isChosen }) => isChosen);
  const confirm = () => {
    const isAllSources = chosen.every(({ preview }) => preview?.kind === 'sources');
    if (!onChosen || !isAllSources) return void start();
    close();
    onChosen(chosen.map(({ file }) => file));
  };
  const imported = pages.flatMap(({ outcome }) =>
    outcome.kind === 'done' && outcome.result.status === 'imported' ? [outcome.result] : [],
  );
  const isRunning = phase === 'importing';
  return (
    <Dialog title={title} isOpen={files !== null} onClose={close} size="medium" isDismissable={!isRunning}>
      <div className="g-dialog-content">
        <ImportProgress />
        <ul className="import-lines" aria-label="Files">
          {pages.map((page, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the files keep their places, and two may have one name
            <ImportLine key={index} page={page} index={index} onOpen={open} />
          ))}
        </ul>
      </div>
      <footer className="g-dialog-foot">
        {isRunning && <Button onPress={cancel}>Stop after this file</Button>}
        {(phase === 'reading' || phase === 'preview') && <Button onPress={close}>Cancel</Button>}
        {phase === 'preview' && (
          <Button variant="primary" isDisabled={chosen.length === 0} onPress={confirm}>
            Import {countOf(chosen.length, 'file')}
          </Button>
        )}
        {phase === 'done' && <Button onPress={close}>Close</Button>}
        {phase === 'done' && imported[0] && (
          <Button variant="primary" onPress={() => open(imported[0]?.storyId ?? '')}>
            Open {imported.length === 1 ? 'the story' : 'the first story'}
          </Button>
        )}
      </footer>
    </Dialog>
  );
}

/** How far the reading or the import is, and in between what all of it would add. */
function ImportProgress() {
  const { pages, phase } = useImporting();
  const read = pages.filter(({ preview, outcome }) => preview !== null || outcome.kind === 'failed').length;
  const isSettled = ({ outcome }: PageImport) => outcome.kind !== 'waiting' && outcome.kind !== 'running';
  const settled = phase === 'reading' ? read : pages.filter(isSettled).length;
  const imported = pages.filter(
    ({ outcome }) => outcome.kind === 'done' && outcome.result.status !== 'already-there',
  ).length;
  const previews = pages.flatMap(({ preview, isChosen }) => (preview && isChosen ? [preview] : []));
  return (
    <>
      {phase !== 'preview' && (
        <progress
          className="g-progress-bar"
          aria-label={phase === 'reading' ? 'Progress of the reading' : 'Progress of the import'}
          value={settled}
          max={Math.max(1, pages.length)}
        />
      )}
      <p className="import-count num" role="status">
        {phase === 'reading' && `Reading ${read} of ${countOf(pages.length, 'file')}`}
        {phase === 'preview' &&
          (previews.length > 0
            ? `To be added: ${totalsInWords(totalsOf(previews))}.`
            : 'Nothing is chosen to be added.')}
        {(phase === 'importing' || phase === 'done') &&
          `${settled} of ${countOf(pages.length, 'file')} · ${imported} imported`}
      </p>
    </>
  );
}

function ImportLine({ page, index, onOpen }: { page: PageImport; index: number; onOpen: (id: string) => void }) {
  const { phase, choose } = useImporting();
  const { file, outcome, preview } = page;
  const done = outcome.kind === 'done' && outcome.result.status !== 'already-there' ? outcome.result : undefined;
  const result = done?.status === 'imported' ? done : undefined;
  const title = done?.title || preview?.title || file.name;
  const isPreview = phase === 'reading' || phase === 'preview';
  return (
    <li className="import-line">
      {isPreview && preview ? (
        <Checkbox
          className="g-check import-choice"
          aria-label={`Import ${title}`}
          isSelected={page.isChosen}
          onChange={(isOn) => choose(index, isOn)}
        >
          <span className="g-check-box" aria-hidden />
        </Checkbox>
      ) : (
        <Mark outcome={outcome} />
      )}
      <div>
        <p>
          <b>{title}</b>
        </p>
        {isPreview && preview && (
          <>
            <p className="import-facts num">{[file.name, ...previewFacts(preview)].join(' · ')}</p>
            {preview.alreadyThere && (
              <p className="import-there">
                <CircleHelp aria-hidden /> It was imported before, as “{preview.alreadyThere.title}”. Choosing it makes
                a second one.
              </p>
            )}
            <PreviewDetails preview={preview} />
          </>
        )}
        {done && <p className="import-facts num">{[file.name, ...resultFacts(done)].join(' · ')}</p>}
        {done && done.warnings.length > 0 && (
          <details>
            <summary>{countOf(done.warnings.length, 'remark')}</summary>
            <ul>
              {done.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </details>
        )}
        {outcome.kind === 'failed' && <p className="import-problem">{outcome.message} Nothing was imported from it.</p>}
        {outcome.kind === 'left-out' && <p className="import-facts">Left out.</p>}
      </div>
      {result && (
        <Button variant="quiet" onPress={() => onOpen(result.storyId)}>
          Open
        </Button>
      )}
      {isPreview && preview?.alreadyThere && preview.kind === 'story' && (
        <Button variant="quiet" onPress={() => onOpen(preview.alreadyThere?.id ?? '')}>
          Open it
        </Button>
      )}
    </li>
  );
}

type Done = Exclude<Extract<PageImport['outcome'], { kind: 'done' }>['result'], { status: 'already-there' }>;

function resultFacts(done: Done): string[] {
  const added = `${countOf(done.sourcesAdded, 'source')} added`;
  switch (done.status) {
    case 'imported':
      return [countOf(done.sections, 'section'), countOf(done.citations, 'citation'), added];
    case 'imported-briefing':
      return [`briefing of ${countOf(done.stories, 'story', 'stories')}`, added];
    case 'imported-sources':
      return [added, `${done.sourcesThere.toLocaleString('en')} there already`];
  }
}

function Mark({ outcome }: { outcome: PageImport['outcome'] }) {
  if (outcome.kind === 'failed') return <CircleAlert aria-label="Failed" data-tone="problem" />;
  if (outcome.kind === 'left-out') return <Minus aria-label="Left out" />;
  if (outcome.kind !== 'done')
    return <CircleDashed aria-label={outcome.kind === 'running' ? 'Importing' : 'Waiting'} />;
  return <Check aria-label="Imported" data-tone="done" />;
}
