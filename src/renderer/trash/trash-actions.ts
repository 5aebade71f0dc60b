/**
 * What can be done with what was deleted: bring it back, or delete it for ever.
 */
import { type ApiOutputs, api, failureFrom, queries, queryClient } from '#renderer/app/api.ts';
import { openStory } from '#renderer/app/navigation.ts';
import { showToast } from '#renderer/ui/toast.tsx';

export type Trashed = ApiOutputs['trash']['list']['items'][number];

const RESTORE = {
  stories: (id: string) => api.stories.restore.mutate({ id }),
  sources: (id: string) => api.sources.restore.mutate({ id }),
  briefings: (id: string) => api.briefings.restore.mutate({ id }),
};

/** Brings a document back to its room and offers to open a story. */
export async function bringBack({ room, id }: Trashed, name: string): Promise<void> {
  await orSay(async () => {
    await RESTORE[room](id);
    showToast({
      message: `“${name}” is back.`,
      ...(room === 'stories' && { action: { label: 'Open it', run: () => openStory(id) } }),
    });
  });
}

export async function deleteForEver(items: readonly Trashed[]): Promise<void> {
  await orSay(async () => {
    await api.trash.removeForEver.mutate({ items: items.map(({ room, id }) => ({ room, id })) });
    const count = items.length.toLocaleString('en');
    showToast({ message: items.length === 1 ? 'It was deleted for ever.' : `${count} things were deleted for ever.` });
  });
}

async function orSay(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    showToast({ message: failureFrom(error).message, tone: 'problem' });
  }
  await queryClient.invalidateQueries(queries.trash.list.queryFilter());
}
