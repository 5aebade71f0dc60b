/**
 * Merging sources: which one is kept, what it gets from the others, and what became of the stories that cite them.
 */
import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { describeSource } from '#core/citation/describe.ts';
import type { Source } from '#core/model/source.ts';
import { failureFrom, queries } from '#renderer/app/api.ts';
import { Stopped } from '#renderer/app/long-operation.tsx';
import { openStory } from '#renderer/app/navigation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { bestOf, previewOf } from './merge-preview.ts';
import { counted, titleOf } from './source-actions.ts';
import { type LeftBehind, mergeSourcesInto } from './source-merging.ts';
import type { SourceRow } from './source-rows.ts';

type MergeDialogProps = { rows: readonly SourceRow[] | null; onClose: () => void };

export function MergeDialog({ rows, onClose }: MergeDialogProps) {
  return (
    <Dialog title="Merge sources" isOpen={rows !== null} onClose={onClose} size="medium">
      {rows && <MergeForm rows={rows} onClose={onClose} />}
    </Dialog>
  );
}

function MergeForm({ rows, onClose }: { rows: readonly SourceRow[]; onClose: () => void }) {
  const found = useQueries({
    queries: rows.map(({ id }) => queries.sources.get.queryOptions({ id }, { staleTime: 0, gcTime: 0 })),
    combine: (results) => ({
      sources: results.flatMap(({ data }) => data ?? []),
      isLoading: results.some(({ isLoading }) => isLoading),
      refetch: () => Promise.all(results.map((result) => result.refetch())),
    }),
  });
  const citedIn = useMemo(() => new Map(rows.map(({ id, citedInCount }) => [id, citedInCount])), [rows]);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [leftBehind, setLeftBehind] = useState<LeftBehind>([]);
  const [isMerging, setMerging] = useState(false);
  const { sources, isLoading } = found;
  const keep = sources.find(({ id }) => id === chosenId) ?? bestOf(sources, (id) => citedIn.get(id) ?? 0);
  const others = sources.filter((source) => source !== keep);

  const merge = async () => {
    if (!keep) return;
    setMerging(true);
    setProblem(null);
    try {
      const left = await mergeSourcesInto(keep, others);
      setLeftBehind(left);
      if (left.length === 0) onClose();
    } catch (error) {
      setProblem(
        error instanceof Stopped
          ? 'Stopped. The stories that follow already stay so, the others cite what they cited; merge again to go on.'
          : failureFrom(error).message,
      );
    }
    await found.refetch();
    setMerging(false);
  };

  if (isLoading) return <div className="g-dialog-content" aria-busy />;
  return (
    <>
      <div className="g-dialog-content merge-form">
        <RadioGroup
          className="merge-choice"
          aria-label="The source that is kept"
          value={keep?.id ?? null}
          onChange={setChosenId}
        >
          {sources.map((source) => (
            <Candidate key={source.id} source={source} citedInCount={citedIn.get(source.id) ?? 0} />
          ))}
        </RadioGroup>
        {keep && others.length > 0 && <Preview keep={keep} others={others} />}
        {leftBehind.length > 0 && (
          <div role="alert" className="merge-problem">
            <p>
              {leftBehind.length === 1 ? 'One story' : `${leftBehind.length} stories`} could not follow. Until they do,
              the other sources stay; merge again once it is settled.
            </p>
            <ul>
              {leftBehind.map(({ id, title, message }) => (
                <li key={id}>
                  <button type="button" className="merge-story" onClick={() => openStory(id)}>
                    {title || 'Untitled story'}
                  </button>{' '}
                  {message}
                </li>
              ))}
            </ul>
          </div>
        )}
        {problem && (
          <p role="alert" className="merge-problem">
            {problem}
          </p>
        )}
      </div>
      <footer className="g-dialog-foot">
        <Button onPress={onClose}>Cancel</Button>
        <Button variant="primary" isDisabled={isMerging || others.length === 0} onPress={() => void merge()}>
          {leftBehind.length > 0 ? 'Merge again' : `Merge ${counted(sources.length)}`}
        </Button>
      </footer>
    </>
  );
}

function Candidate({ source, citedInCount }: { source: Source; citedInCount: number }) {
  const { outlet, date } = describeSource(source.csl);
  const details = [
    outlet,
    date,
    source.grade ? `graded ${source.grade}` : 'not graded',
    source.needsDetails ? 'needs details' : '',
    citedInCount === 0
      ? 'not cited'
      : `cited in ${citedInCount.toLocaleString('en')} ${citedInCount === 1 ? 'story' : 'stories'}`,
  ];
  return (
    <Radio value={source.id} className="merge-candidate">
      <span className="merge-dot" aria-hidden />
      <span>
        <b>{titleOf(source)}</b>
        <small>{details.filter(Boolean).join(' · ')}</small>
      </span>
    </Radio>
  );
}

function Preview({ keep, others }: { keep: Source; others: readonly Source[] }) {
  const { filled, joined } = useMemo(() => previewOf(keep, others), [keep, others]);
  return (
    <section className="merge-preview" aria-label="What it becomes">
      <h3>What the kept source gets</h3>
      {filled.length === 0 && joined.length === 0 && <p>Nothing: it has all that the others have.</p>}
      {filled.length > 0 && (
        <dl>
          {filled.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {joined.length > 0 && <p>Also {joined.join(', ')}.</p>}
      <p>Every citation of the others will cite the kept one. The others go to the trash.</p>
    </section>
  );
}
