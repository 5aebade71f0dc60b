/**
 * The merge that is under way: the version of this window and the one of the library, and what is taken from which.
 */
import { create } from 'zustand';
import { type Merge, type MergedField, merged, mergeOf, type Side } from '#core/history/merge.ts';
import type { JournalMark } from '#core/model/journal.ts';
import type { Story } from '#core/model/story.ts';
import { api, failureFrom, queries, queryClient } from '#renderer/app/api.ts';
import { load } from '#renderer/stories/story-loading.ts';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { showToast } from '#renderer/ui/toast.tsx';

/** `mark` is how far the window had come with `mine`. */
type Comparison = { mine: Story; mark: JournalMark; theirs: Story; merge: Merge };

type MergeState = {
  comparison: Comparison | null;
  /** What was decided otherwise than proposed: by row, and by field. */
  rows: ReadonlyMap<number, Side>;
  fields: ReadonlyMap<MergedField, Side>;
  /** What went wrong, to be said in the dialog. */
  problem: string | null;
};

export const useMerge = create<MergeState>(() => ({
  comparison: null,
  rows: new Map(),
  fields: new Map(),
  problem: null,
}));

/**
 * Lays the window's version beside the library's. Both are in the history by then, so that it makes no difference how this ends; where
 * that can't be, it is tried once more before anything is saved.
 */
export async function compareVersions(): Promise<void> {
  const { currentStory, commonStory, mark } = useStorySession.getState();
  const held = currentStory();
  if (!held) return;
  try {
    await api.history.beforeMerge.mutate({ mine: held });
  } catch (error) {
    showToast({ message: failureFrom(error).message, tone: 'problem' });
  }
  try {
    const { story: theirs } = await api.stories.get.query({ id: held.id });
    // With what was typed until now; from here on the dialog lies over the text.
    const mine = currentStory();
    if (mine?.id !== held.id) return;
    const merge = mergeOf(commonStory(), mine, theirs);
    useMerge.setState({
      comparison: { mine, mark: mark(), theirs, merge },
      rows: new Map(),
      fields: new Map(),
      problem: null,
    });
  } catch (error) {
    showToast({ message: failureFrom(error).message, tone: 'problem' });
  }
}

/** Leaves the merge; the window holds what it held. */
export function leaveMerge(): void {
  useMerge.setState({ comparison: null, problem: null });
}

/** Which side a row is taken from as things stand. */
export function sideOfRow({ comparison, rows }: MergeState, index: number): Side {
  const row = comparison?.merge.rows[index];
  return rows.get(index) ?? (row && !row.isSame ? row.proposed : 'mine');
}

export function sideOfField({ comparison, fields }: MergeState, field: MergedField): Side {
  return fields.get(field) ?? comparison?.merge.fields.find((one) => one.field === field)?.proposed ?? 'mine';
}

export function takeRow(index: number, side: Side): void {
  useMerge.setState(({ rows }) => ({ rows: new Map(rows).set(index, side) }));
}

export function takeField(field: MergedField, side: Side): void {
  useMerge.setState(({ fields }) => ({ fields: new Map(fields).set(field, side) }));
}

/** Takes everything that differs from one side. */
export function takeAll(side: Side): void {
  const { comparison } = useMerge.getState();
  if (!comparison) return;
  useMerge.setState({
    rows: new Map(comparison.merge.rows.map((_, index) => [index, side])),
    fields: new Map(comparison.merge.fields.map(({ field }) => [field, side])),
  });
}

/** Saves the merged story on their rev and shows it. Where they have saved again meanwhile, that is laid beside ours anew. */
export async function saveMerged(): Promise<void> {
  const state = useMerge.getState();
  const { comparison } = state;
  if (!comparison) return;
  const { merge, mine, mark, theirs } = comparison;
  const story = merged(
    merge,
    mine,
    theirs,
    (index) => sideOfRow(state, index),
    (field) => sideOfField(state, field),
  );
  try {
    await api.history.beforeMerge.mutate({ mine });
    await api.stories.save.mutate({ story, mark });
  } catch (error) {
    const failure = failureFrom(error);
    if (failure.kind === 'Conflict') {
      await compareVersions();
      useMerge.setState({ problem: 'It was changed elsewhere once more. Here is what it has become; look again.' });
    } else useMerge.setState({ problem: `${failure.message} Both versions are still here: try again.` });
    return;
  }
  if (useStorySession.getState().mark().change !== mark.change) {
    await compareVersions();
    useMerge.setState({ problem: 'Something was written meanwhile. It stands beside what was saved; look again.' });
    return;
  }
  useStorySession.getState().discard();
  leaveMerge();
  void queryClient.invalidateQueries(queries.history.list.queryFilter({ storyId: story.id }));
  try {
    await load(story.id);
    showToast({ message: 'The merged story was saved. Both versions are in its history.' });
  } catch (error) {
    showToast({ message: failureFrom(error).message, tone: 'problem' });
  }
}
