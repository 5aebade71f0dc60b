/**
 * Merging sources from the window: the open story is saved first, and a merge can be taken back.
 */
import { create } from 'zustand';
import { Failure } from '#core/model/failure.ts';
import type { Source } from '#core/model/source.ts';
import { type ApiInputs, api, IN_STEPS } from '#renderer/app/api.ts';
import { runInSteps } from '#renderer/app/long-operation.tsx';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { counted, orSay } from './source-actions.ts';
import { useSourceEditing } from './source-editing.ts';
import { selectSource } from './sources-room.ts';

type MergeRecord = ApiInputs['sources']['takeBackMerge'];

/** The last merge of this window, while it can be taken back. */
export const useLastMerge = create<{ record: MergeRecord | null }>(() => ({ record: null }));

/** Stories that could not follow, and why. */
export type LeftBehind = { id: string; title: string; message: string }[];

/** Merges `others` into `keep`; returns the stories that could not follow. Throws what the API throws, and where a story can't be saved. */
export async function mergeSourcesInto(keep: Source, others: readonly Source[]): Promise<LeftBehind> {
  await saveOpenStory();
  if (!(await useSourceEditing.getState().flush()))
    throw new Failure(
      'Conflict',
      'The open source has changes that can’t be saved. Settle that first; nothing was merged.',
    );
  const at = ({ id, rev }: Source) => ({ id, rev });
  const input = { keep: at(keep), others: others.map(at) };
  const { source, stories, leftBehind, record } = await runInSteps('Merging sources', (signal) =>
    api.sources.merge.mutate(input, { ...IN_STEPS, signal }),
  );
  selectSource(source.id);
  if (leftBehind.length > 0) return leftBehind;
  useLastMerge.setState({ record });
  const followed =
    stories === 0 ? '' : ` ${stories.toLocaleString('en')} ${stories === 1 ? 'story follows' : 'stories follow'}.`;
  showToast({
    message: `${counted(others.length + 1)} became one.${followed} The others are in the trash.`,
    action: { label: 'Undo', run: () => void takeBackLastMerge() },
  });
  return [];
}

/** Takes the last merge back, but for what was changed since. */
export async function takeBackLastMerge(): Promise<void> {
  const { record } = useLastMerge.getState();
  if (!record) return;
  await orSay(async () => {
    await saveOpenStory();
    await useSourceEditing.getState().flush();
    await runInSteps('Taking the merge back', (signal) =>
      api.sources.takeBackMerge.mutate(record, { ...IN_STEPS, signal }),
    );
    useLastMerge.setState({ record: null });
    showToast({ message: 'The merge was taken back. What was changed since has stayed.' });
  });
}

/** What the window holds of a story must be on the disk before the story's file changes under it. */
async function saveOpenStory(): Promise<void> {
  const session = useStorySession.getState();
  if (!session.story || (await session.flush())) return;
  throw new Failure(
    'Conflict',
    `The open story “${session.story.title || 'Untitled story'}” has changes that can’t be saved. Settle that first; nothing was merged.`,
  );
}
