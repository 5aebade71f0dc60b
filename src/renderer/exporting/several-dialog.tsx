/**
 * Exporting several stories at once: which and how, a question before anything is replaced, a bar for all and a line for each.
 */
import { useQuery } from '@tanstack/react-query';
import { Check, CircleAlert, CircleDashed, Minus } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { countOf } from '#core/intake/totals.ts';
import { failureFrom, queries } from '#renderer/app/api.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { SearchField } from '#renderer/ui/text-field.tsx';
import { ExportForm } from './export-form.tsx';
import type { ExportOptions, ExportSubject } from './export-subject.ts';
import { type SeveralItem, useSeveralExports } from './several-exports.ts';
import { chooseTargetFolder } from './target-folder.ts';
import './exporting.css';

/** More rows than this nobody ticks; the search narrows them. */
const MAX_ROWS = 300;
/** Audiences are looked for in so many of the chosen stories. */
const MAX_LOOKED_AT = 200;

type SeveralDialogProps = {
  /** The stories that are chosen to begin with; null while the dialog is closed. */
  storyIds: readonly string[] | null;
  onClose: () => void;
};

export function ExportSeveralDialog({ storyIds, onClose }: SeveralDialogProps) {
  const { phase, reset } = useSeveralExports();
  const isOpen = storyIds !== null;
  const close = () => {
    onClose();
    reset();
  };
  return (
    <Dialog
      title="Export several stories"
      isOpen={isOpen}
      onClose={close}
      size={phase === 'choosing' ? 'wide' : 'medium'}
      isDismissable={phase !== 'running'}
    >
      {isOpen && phase === 'choosing' && <Choosing storyIds={storyIds} onClose={close} />}
      {isOpen && phase === 'asking' && <Asking onClose={close} />}
      {isOpen && (phase === 'running' || phase === 'done') && <Lines onClose={close} />}
    </Dialog>
  );
}

function Choosing({ storyIds, onClose }: { storyIds: readonly string[]; onClose: () => void }) {
  const { begin } = useSeveralExports();
  const { data: info } = useQuery(queries.library.info.queryOptions());
  const { data: stories = [] } = useQuery(queries.stories.list.queryOptions());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(storyIds));
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [options, setOptions] = useState<ExportOptions>(() => ({
    format: 'html',
    layout: 'document',
    styleId: info?.settings.styleId ?? 'galley-house',
    localeId: info?.settings.localeId ?? 'en-US',
    publish: {},
  }));
  const lookedAt = [...chosen].slice(0, MAX_LOOKED_AT);
  const { data: materials } = useQuery(
    queries.briefings.materials.queryOptions({ storyIds: lookedAt }, { enabled: lookedAt.length > 0, staleTime: 0 }),
  );
  const audiences = useMemo(
    () => [...new Set(materials?.flatMap((material) => material.audiences) ?? [])].sort(),
    [materials],
  );
  const subject: ExportSubject = {
    noun: 'story',
    audiences,
    note: '',
    make: () => Promise.reject(new Error('Several stories have no preview.')),
  };
  const needle = typed.trim().toLowerCase();
  const shown = useMemo(
    () =>
      stories
        .filter(({ title }) => title.toLowerCase().includes(needle))
        .toSorted((a, b) => b.updatedOn.localeCompare(a.updatedOn)),
    [stories, needle],
  );
  const isAllShown = shown.length > 0 && shown.every(({ id }) => chosen.has(id));
  const toggle = (ids: readonly string[], isOn: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (isOn) next.add(id);
      else next.delete(id);
    }
    setChosen(next);
  };
  const start = async () => {
    setProblem(null);
    try {
      const folder = await chooseTargetFolder();
      const items = stories.filter(({ id }) => chosen.has(id)).map(({ id, title }) => ({ id, title }));
      if (folder) await begin(folder, items, options);
    } catch (error) {
      setProblem(failureFrom(error).message);
    }
  };
  return (
    <div className="export-body">
      <div className="export-side">
        <div className="export-form">
          <ExportForm
            subject={subject}
            options={options}
            onChange={(change) => setOptions((now) => ({ ...now, ...change }))}
          />
          {problem && (
            <p className="export-problem" role="alert">
              {problem}
            </p>
          )}
        </div>
        <footer className="g-dialog-foot">
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={chosen.size === 0} onPress={() => void start()}>
            Export {countOf(chosen.size, 'story', 'stories')}…
          </Button>
        </footer>
      </div>
      <section className="several-stories" aria-label="Stories to export">
        <SearchField label="Search titles" value={typed} onChange={setTyped} />
        <Tick
          isOn={isAllShown}
          onChange={(isOn) =>
            toggle(
              shown.map(({ id }) => id),
              isOn,
            )
          }
        >
          {needle
            ? `All ${shown.length.toLocaleString('en')} that match`
            : `All ${stories.length.toLocaleString('en')}`}
        </Tick>
        <ul aria-label="Stories">
          {shown.slice(0, MAX_ROWS).map(({ id, title }) => (
            <li key={id}>
              <Tick isOn={chosen.has(id)} onChange={(isOn) => toggle([id], isOn)}>
                {title || 'Untitled story'}
              </Tick>
            </li>
          ))}
          {shown.length > MAX_ROWS && (
            <li className="export-note">
              and {(shown.length - MAX_ROWS).toLocaleString('en')} more; search to see them.
            </li>
          )}
        </ul>
      </section>
    </div>
  );
}

function Asking({ onClose }: { onClose: () => void }) {
  const { there, folder, items, run } = useSeveralExports();
  const isOne = there.length === 1;
  return (
    <>
      <div className="g-dialog-content">
        <p>
          {isOne ? 'This file is' : `${there.length.toLocaleString('en')} files are`} in “{folder?.name}” already:
        </p>
        <ul className="several-there">
          {there.slice(0, 20).map((name) => (
            <li key={name}>{name}</li>
          ))}
          {there.length > 20 && <li>and {(there.length - 20).toLocaleString('en')} more</li>}
        </ul>
      </div>
      <footer className="g-dialog-foot">
        <Button onPress={onClose}>Cancel</Button>
        <Button isDisabled={there.length >= items.length && items.length === 1} onPress={() => void run(false)}>
          Keep {isOne ? 'it' : 'them'}, export the others
        </Button>
        <Button variant="primary" onPress={() => void run(true)}>
          Replace {isOne ? 'it' : 'them'}
        </Button>
      </footer>
    </>
  );
}

function Lines({ onClose }: { onClose: () => void }) {
  const { items, phase, folder, cancel } = useSeveralExports();
  const settled = items.filter(({ outcome }) => outcome.kind !== 'waiting' && outcome.kind !== 'running').length;
  const done = items.filter(({ outcome }) => outcome.kind === 'done').length;
  return (
    <>
      <div className="g-dialog-content">
        <progress className="g-progress-bar" aria-label="Progress of the export" value={settled} max={items.length} />
        <p className="export-note num" role="status">
          {settled.toLocaleString('en')} of {countOf(items.length, 'story', 'stories')} · {done.toLocaleString('en')}{' '}
          exported to “{folder?.name}”
        </p>
        <ul className="several-lines" aria-label="Exports">
          {items.map((item) => (
            <Line key={item.id} item={item} />
          ))}
        </ul>
      </div>
      <footer className="g-dialog-foot">
        {phase === 'running' ? (
          <Button onPress={cancel}>Stop after this story</Button>
        ) : (
          <Button variant="primary" onPress={onClose}>
            Close
          </Button>
        )}
      </footer>
    </>
  );
}

/** Drawn anew only where its own story has come on: there may be a thousand of them. */
const Line = memo(function Line({ item: { title, outcome } }: { item: SeveralItem }) {
  return (
    <li>
      <Mark outcome={outcome} />
      <div>
        <p>{title || 'Untitled story'}</p>
        {outcome.kind === 'done' && <p className="export-note">{outcome.fileName}</p>}
        {outcome.kind === 'left-out' && <p className="export-note">{outcome.reason}</p>}
        {outcome.kind === 'failed' && <p className="export-problem">{outcome.message}</p>}
      </div>
    </li>
  );
});

function Mark({ outcome }: { outcome: SeveralItem['outcome'] }) {
  if (outcome.kind === 'failed') return <CircleAlert aria-label="Failed" data-tone="problem" />;
  if (outcome.kind === 'left-out') return <Minus aria-label="Left out" />;
  if (outcome.kind === 'done') return <Check aria-label="Exported" data-tone="done" />;
  return <CircleDashed aria-label={outcome.kind === 'running' ? 'Exporting' : 'Waiting'} />;
}

function Tick({ isOn, onChange, children }: { isOn: boolean; onChange: (isOn: boolean) => void; children: string }) {
  return (
    <Checkbox className="g-check" isSelected={isOn} onChange={onChange}>
      <span className="g-check-box" aria-hidden />
      <span>{children}</span>
    </Checkbox>
  );
}
