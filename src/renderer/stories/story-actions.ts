/**
 * What can be done with whole stories: make, copy, delete and bring back.
 */
import { create } from 'zustand';
import { countOf } from '#core/intake/totals.ts';
import type { Story } from '#core/model/story.ts';
import { api, failureFrom, IN_STEPS } from '#renderer/app/api.ts';
import { runInSteps, Stopped } from '#renderer/app/long-operation.tsx';
import { openStory, useNavigation } from '#renderer/app/navigation.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { load } from './story-loading.ts';
import { useStorySession } from './story-session.ts';

/** Runs `action` and shows its failure as a message; nothing is thrown. */
async function orSay(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (error instanceof Stopped) showToast({ message: 'Stopped. What was done until then stays.' });
    else showToast({ message: failureFrom(error).message, tone: 'problem' });
  }
}

/** The story that was made a moment ago and waits for its title to be typed. */
export const useFreshStory = create<{ id: string | null }>(() => ({ id: null }));

/** Makes an empty story and opens it, with the caret in its title. */
export function createStory(): Promise<void> {
  return orSay(async () => {
    const { story } = await api.stories.create.mutate();
    useFreshStory.setState({ id: story.id });
    openStory(story.id);
  });
}

/** Copies a story, as it is in the window where it is the open one, and opens the copy. */
export function duplicateStory(id: string): Promise<void> {
  return orSay(async () => {
    if (useStorySession.getState().story?.id === id) await useStorySession.getState().flush();
    const { story } = await api.stories.duplicate.mutate({ id });
    openStory(story.id);
    showToast({ message: 'The story was duplicated.' });
  });
}

/** Moves a story to the trash and offers to bring it back. */
export function removeStory(id: string, title: string): Promise<void> {
  return orSay(async () => {
    const session = useStorySession.getState();
    const isOpen = session.story?.id === id;
    if (isOpen && !(await session.flush())) return;
    await api.stories.remove.mutate({ id });
    if (isOpen) useNavigation.getState().showStory(null);
    showToast({
      message: `“${title || 'Untitled story'}” was deleted.`,
      action: {
        label: 'Undo',
        run: () =>
          void orSay(async () => {
            await api.stories.restore.mutate({ id });
            openStory(id);
          }),
      },
    });
  });
}

/** Moves several stories to the trash and offers to bring them back. */
export function removeStories(stories: readonly { id: string; title: string }[]): Promise<void> {
  const [first, second] = stories;
  if (!first) return Promise.resolve();
  if (!second) return removeStory(first.id, first.title);
  return orSay(async () => {
    const session = useStorySession.getState();
    const ids = stories.map(({ id }) => id);
    const openId = ids.find((id) => id === session.story?.id);
    if (openId !== undefined && !(await session.flush())) return;
    const { removed, refused } = await runInSteps('Deleting stories', (signal) =>
      api.stories.removeMany.mutate({ ids }, { ...IN_STEPS, signal }),
    );
    const closedId = removed.find((id) => id === openId);
    if (closedId !== undefined) useNavigation.getState().showStory(null);
    if (removed.length > 0)
      showToast({
        message: `${countOf(removed.length, 'story was', 'stories were')} deleted.`,
        action: { label: 'Undo', run: () => void restoreStories(removed, closedId) },
      });
    if (refused[0]) showToast({ message: refused[0].message, tone: 'problem' });
  });
}

/** Brings stories back from the trash, and opens the one that was open. */
function restoreStories(ids: string[], openId: string | undefined): Promise<void> {
  return orSay(async () => {
    const { refused } = await runInSteps('Bringing stories back', (signal) =>
      api.stories.restoreMany.mutate({ ids }, { ...IN_STEPS, signal }),
    );
    if (refused[0]) showToast({ message: refused[0].message, tone: 'problem' });
    if (openId !== undefined && !refused.some(({ id }) => id === openId)) openStory(openId);
  });
}

/**
 * Keeps what the window holds as a story of its own, after its save was refused, and opens that or the version of the
 * other hand. Neither is lost either way.
 */
export function keepAsCopy(open: 'mine' | 'other'): Promise<void> {
  return orSay(async () => {
    const session = useStorySession.getState();
    const story = session.currentStory();
    if (!story) return;
    const copy = await copyOfAll(story);
    session.discard();
    if (open === 'mine') {
      openStory(copy.id);
      showToast({ message: 'Your version was kept as a story of its own.' });
      return;
    }
    await load(story.id);
    showToast({
      message: `Your version was kept as “${copy.title}”.`,
      action: { label: 'Open it', run: () => openStory(copy.id) },
    });
  });
}

/** Copies what the window holds, with what is typed in it until the copy is on the disk; `into` is the copy so far. */
async function copyOfAll(held: Story, into?: Pick<Story, 'id' | 'rev'>): Promise<Story> {
  const { mark, currentStory } = useStorySession.getState();
  const sent = mark();
  const { story: copy } = await api.stories.saveAsCopy.mutate({ story: held, mark: sent, ...(into && { into }) });
  const later = mark().change === sent.change ? null : currentStory();
  return later ? copyOfAll(later, { id: copy.id, rev: copy.rev }) : copy;
}
