/**
 * Which story the session has open: follows the navigation, keeps what is unsaved, takes in changes from outside.
 */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Failure } from '#core/model/failure.ts';
import { api, failureFrom } from '#renderer/app/api.ts';
import { citationsCanPrint } from '#renderer/app/citation-printing.ts';
import type { LibraryChange } from '#renderer/app/library-changes.ts';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useStorySession } from './story-session.ts';

/** The story that couldn't be opened, and why. */
export const useLoadFailure = create<{ failure: Failure | null }>(() => ({ failure: null }));

/** Opens the story that the navigation names, after what is open has been saved. */
export function useOpenStoryOfNavigation(): void {
  const wanted = useNavigation((state) => state.storyId);
  useEffect(() => {
    let isCurrent = true;
    void switchTo(wanted, () => isCurrent);
    return () => {
      isCurrent = false;
    };
  }, [wanted]);
}

async function switchTo(id: string | null, isCurrent: () => boolean): Promise<void> {
  if (useStorySession.getState().story?.id === id) return;
  if (!(await isSafeToLeave(isCurrent))) return;
  useLoadFailure.setState({ failure: null });
  try {
    const [opened] = id === null ? [null] : await Promise.all([api.stories.get.query({ id }), citationsCanPrint()]);
    // While it was read, somebody may have gone on typing in the one that is open.
    if (!isCurrent() || !(await isSafeToLeave(isCurrent)) || !isCurrent()) return;
    if (opened) useStorySession.getState().open(opened.story, opened.placeholders);
    else useStorySession.getState().discard();
  } catch (error) {
    if (!isCurrent() || !(await isSafeToLeave(isCurrent)) || !isCurrent()) return;
    useStorySession.getState().discard();
    useLoadFailure.setState({ failure: failureFrom(error) });
  }
}

/**
 * True once nothing is unsaved, at that very moment. Else the text stays in the window until it is on the disk: the story that
 * couldn't be saved stays open.
 */
async function isSafeToLeave(isCurrent: () => boolean): Promise<boolean> {
  const { story, flush } = useStorySession.getState();
  if (!story || (await flush())) return true;
  if (isCurrent()) useNavigation.getState().showStory(story.id);
  return false;
}

/** True once the story that the navigation names is open, also where another room is shown and never was a story's. */
export async function ensureStoryOpen(): Promise<boolean> {
  const { storyId } = useNavigation.getState();
  await switchTo(storyId, () => useNavigation.getState().storyId === storyId);
  return useStorySession.getState().story !== null;
}

/** Takes in a later state of the open story where nothing of ours is unsaved; else the next save reports the conflict. */
export function reloadIfChangedOutside(change: LibraryChange): void {
  const { story, isAllSaved } = useStorySession.getState();
  if (story?.id !== change.id || !isAllSaved()) return;
  // The version that this window holds was damaged on the disk and an earlier one restored: it is still here.
  if (change.isRestored && story.rev === change.rev - 1) useStorySession.getState().saveAgain(change.rev);
  else if (change.change === 'saved' && change.rev > story.rev) void reload(change.id);
}

async function reload(id: string): Promise<void> {
  const { story, placeholders } = await api.stories.get.query({ id });
  const session = useStorySession.getState();
  // Two readings may overtake each other: never back to an earlier state.
  if (session.story?.id !== id || session.story.rev >= story.rev) return;
  // While it was read, somebody may have typed: what is in the window stays, and its save is refused.
  if (session.isAllSaved()) session.takeIn(story, placeholders);
}

/** Reads a story from the library and shows it. For a window that holds no story. */
export async function load(id: string): Promise<void> {
  const { story, placeholders } = await api.stories.get.query({ id });
  useStorySession.getState().open(story, placeholders);
}
