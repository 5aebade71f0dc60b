/**
 * What can be done with whole sources: make, grade and tag many, delete and bring back, export.
 */
import type { SourceFormat } from '#core/citation/source-formats.ts';
import { outletOf, type Source } from '#core/model/source.ts';
import { type ApiInputs, api, failureFrom, IN_STEPS } from '#renderer/app/api.ts';
import { saveFiles } from '#renderer/app/desktop.ts';
import { runInSteps, Stopped } from '#renderer/app/long-operation.tsx';
import { NOTHING_SELECTED } from '#renderer/ui/grid-selection.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { useSourceEditing } from './source-editing.ts';
import type { SourceRow } from './source-rows.ts';
import { selectSource, useSourcesRoom, wantForm } from './sources-room.ts';

type Patch = ApiInputs['sources']['patchMany']['patches'][number];
/** A source that is cited, and where. */
export type StillCited = { id: string; title: string; stories: { id: string; title: string }[] };

/** Runs `action` and shows its failure as a message; undefined where it failed. */
export async function orSay<R>(action: () => Promise<R>): Promise<R | undefined> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Stopped) showToast({ message: 'Stopped. What was done until then stays.' });
    else showToast({ message: failureFrom(error).message, tone: 'problem' });
    return undefined;
  }
}

export const counted = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'source' : 'sources'}`;

export function titleOf({ csl }: Pick<Source, 'csl'>): string {
  return csl.title || outletOf(csl) || 'Untitled source';
}

/** Makes an empty source and opens it. */
export async function createSource(): Promise<void> {
  await orSay(async () => {
    const source = await api.sources.create.mutate({ csl: { type: 'article-newspaper' } });
    selectSource(source.id);
    wantForm();
  });
}

/** Gives many sources what their patches say, and offers to take that back. `done` says what was done. */
export function patchSources(
  rows: readonly SourceRow[],
  patchOf: (row: SourceRow) => Omit<Patch, 'id'>,
  done: string,
): void {
  const patches = rows.map((row) => ({ id: row.id, ...patchOf(row) }));
  const before = rows.map(({ id, grade, tags, needsDetails }) => ({ id, grade, tags: [...tags], needsDetails }));
  void orSay(async () => {
    const { refused } = await patchMany('Changing sources', patches);
    const problem = refused[0] && `${counted(refused.length)} could not be changed. ${refused[0].message}`;
    showToast({
      message: problem ?? done,
      ...(problem && { tone: 'problem' as const }),
      action: { label: 'Undo', run: () => void orSay(() => patchMany('Taking it back', before)) },
    });
  });
}

async function patchMany(title: string, patches: Patch[]) {
  await useSourceEditing.getState().flush();
  return runInSteps(title, (signal) => api.sources.patchMany.mutate({ patches }, { ...IN_STEPS, signal }));
}

/** Moves sources to the trash and offers to bring them back; those that are cited stay, and are returned. */
export async function removeSources(sources: readonly { id: string; title: string }[]): Promise<StillCited[]> {
  const outcome = await orSay(async () => {
    await useSourceEditing.getState().flush();
    const ids = sources.map(({ id }) => id);
    return runInSteps('Deleting sources', (signal) => api.sources.removeMany.mutate({ ids }, { ...IN_STEPS, signal }));
  });
  if (!outcome) return [];
  const { removed, cited, refused } = outcome;
  const titles = new Map(sources.map(({ id, title }) => [id, title]));
  if (removed.length > 0) {
    const { selection, select } = useSourcesRoom.getState();
    const left = new Set([...selection.ids].filter((id) => !removed.includes(id)));
    select(left.size > 0 ? { ...selection, ids: left } : NOTHING_SELECTED);
    const [first = ''] = removed;
    showToast({
      message:
        removed.length === 1 ? `“${titles.get(first)}” was deleted.` : `${counted(removed.length)} were deleted.`,
      action: { label: 'Undo', run: () => void restoreSources(removed) },
    });
  }
  if (refused[0]) showToast({ message: refused[0].message, tone: 'problem' });
  return cited.map(({ id, stories }) => ({ id, title: titles.get(id) ?? '', stories }));
}

async function restoreSources(ids: string[]): Promise<void> {
  await orSay(() =>
    runInSteps('Bringing sources back', (signal) => api.sources.restoreMany.mutate({ ids }, { ...IN_STEPS, signal })),
  );
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) selectSource(only);
}

/** Saves sources as a file where the editor says; without `ids`, all of them. */
export async function exportSources(format: SourceFormat, ids: string[] | undefined): Promise<boolean> {
  const saved = await orSay(async () => {
    await useSourceEditing.getState().flush();
    const { fileName, mediaType, text, count } = await api.sources.exportFile.query({ format, ...(ids && { ids }) });
    if ((await saveFiles([{ fileName, mediaType, content: text }])) === 'cancelled') return false;
    showToast({ message: `${counted(count)} ${count === 1 ? 'was' : 'were'} exported.` });
    return true;
  });
  return saved ?? false;
}
