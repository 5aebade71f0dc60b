/**
 * What can be recovered or was set aside, as the window asks for it, and what is done with it.
 */
import { useQuery } from '@tanstack/react-query';
import { type ApiOutputs, api, failureFrom, queries, queryClient } from '#renderer/app/api.ts';
import { openStory } from '#renderer/app/navigation.ts';
import { openWindows } from '#renderer/stories/journal-keeper.ts';
import { showToast } from '#renderer/ui/toast.tsx';

export type RecoveryOffer = ApiOutputs['journal']['offers'][number];
export type Notice = ApiOutputs['library']['info']['notices'][number];

export type ConflictedCopy = { fileName: string; title: string; tool: string };

const OFFERS_KEY = ['recovery-offers'];

/** What earlier windows have left unsaved; asked for when this window starts and after each choice. */
export function useOffers(): readonly RecoveryOffer[] {
  const { data } = useQuery({
    queryKey: OFFERS_KEY,
    queryFn: async () => api.journal.offers.query({ openWindows: await openWindows() }),
  });
  return data ?? [];
}

/** What was set aside because it could not be read. */
export function useNotices(): readonly Notice[] {
  return useQuery(queries.library.info.queryOptions()).data?.notices ?? [];
}

/** Second versions of stories that a synced folder has left. */
export function useCopies(): readonly ConflictedCopy[] {
  const { data: info } = useQuery(queries.library.info.queryOptions());
  const { data: stories } = useQuery(queries.stories.list.queryOptions());
  return (info?.problems ?? []).flatMap(({ file, copy }) => {
    const [room, fileName = ''] = file.split('/');
    if (!copy || room !== 'stories') return [];
    const title = stories?.find(({ id }) => id === copy.id)?.title ?? copy.id;
    return [{ fileName, title, tool: copy.tool }];
  });
}

/** Takes a copy out of sight; `file` is its path within the library, `stories/….json`. */
export function setCopyAside(file: string): Promise<void> {
  return orSay(async () => {
    const { original } = await api.library.setCopyAside.mutate({ file });
    await queryClient.invalidateQueries(queries.library.info.queryFilter());
    showToast({ message: `The second version now lies in ${original}, as it is.` });
  });
}

/** Makes a copy a story of its own and shows it. */
export function takeInCopy({ fileName }: ConflictedCopy): Promise<void> {
  return orSay(async () => {
    const { story } = await api.stories.takeInCopy.mutate({ fileName });
    await queryClient.invalidateQueries(queries.library.info.queryFilter());
    openStory(story.id);
  });
}

async function orSay(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    showToast({ message: failureFrom(error).message, tone: 'problem' });
  }
  await queryClient.invalidateQueries({ queryKey: OFFERS_KEY });
}

/** Puts the words back and shows them. */
export function restore({ storyId, window, title }: RecoveryOffer): Promise<void> {
  return orSay(async () => {
    const restored = await api.journal.restore.mutate({ storyId, window });
    openStory(restored.storyId);
    const name = title || 'Untitled story';
    showToast({
      message: restored.isOwnStory
        ? `The words were put back as a story of their own, “${name} (recovered)”.`
        : `The words were put back into “${name}”. The version before is kept.`,
    });
  });
}

export function discard({ storyId, window }: RecoveryOffer): Promise<void> {
  return orSay(() => api.journal.discard.mutate({ storyId, window }));
}

export function dismiss({ original }: Notice): Promise<void> {
  return orSay(async () => {
    await api.library.dismissNotice.mutate({ original });
    await queryClient.invalidateQueries(queries.library.info.queryFilter());
  });
}
