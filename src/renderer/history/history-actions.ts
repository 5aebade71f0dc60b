/**
 * What can be done with a story's history. Whatever replaces text is kept first, and is one change of the open editor: undone as one.
 */
import { plainTextOf } from '#core/document/text.ts';
import { blocksOfSection, restoreSection } from '#core/history/restore-section.ts';
import { Failure } from '#core/model/failure.ts';
import { newId } from '#core/model/primitives.ts';
import type { SerializedNode, Story } from '#core/model/story.ts';
import { api, failureFrom, queries, queryClient } from '#renderer/app/api.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { metadataOf } from '#renderer/editor/story-metadata.ts';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { showHistory, useHistory } from './history-state.ts';

/** Runs `action` and shows its failure as a message. True where it succeeded. */
async function orSay(action: () => Promise<void>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    showToast({ message: failureFrom(error).message, tone: 'problem' });
    return false;
  }
}

/** What is kept is what is on the disk. Throws `Failure` where the window's text can't get there now. */
async function saveFirst(): Promise<void> {
  if (await useStorySession.getState().flush()) return;
  throw new Failure(
    'Conflict',
    'The story can’t be saved now, so nothing was done with its history. Your text is safe.',
  );
}

function listChanged(storyId: string): Promise<void> {
  return queryClient.invalidateQueries(queries.history.list.queryFilter({ storyId }));
}

/** Keeps the open story as it is now and opens its history, where the snapshot can be named. */
export async function keepSnapshot(storyId: string): Promise<void> {
  await orSay(async () => {
    await saveFirst();
    const { id } = await api.history.take.mutate({ storyId });
    await listChanged(storyId);
    showHistory(storyId, id, true);
  });
}

export function renameSnapshot(storyId: string, snapshotId: string, name: string): Promise<boolean> {
  return orSay(async () => {
    await api.history.rename.mutate({ storyId, snapshotId, name });
    await listChanged(storyId);
  });
}

/** Deletes a snapshot for ever. */
export function removeSnapshot(storyId: string, snapshotId: string): Promise<boolean> {
  return orSay(async () => {
    await api.history.remove.mutate({ storyId, snapshotId });
    await listChanged(storyId);
  });
}

/** Puts the open story back to an earlier state, text and header. */
export async function restoreAll(handle: StoryEditorHandle, earlier: Story, when: string): Promise<void> {
  await replaceAfterKeeping(earlier.id, () => {
    handle.replace(earlier.document, metadataOf(earlier));
    sayRestored(handle, `The story is as it was ${when}.`);
  });
}

/** Puts one section of the open story back to an earlier state and shows it. */
export async function restoreOneSection(
  handle: StoryEditorHandle,
  earlier: Story,
  section: { id: string; heading: string },
  when: string,
): Promise<void> {
  await replaceAfterKeeping(earlier.id, () => {
    const document = restoreSection(handle.getDocument(), earlier.document, section.id, newId);
    if (!document) return;
    handle.replace(document);
    handle.revealSection(section.id);
    sayRestored(handle, `“${section.heading || 'Untitled section'}” is as it was ${when}.`);
  });
}

/** Offers to take the restore back: that change and no later one, which the editor's undo would come to first. */
function sayRestored(handle: StoryEditorHandle, message: string): void {
  let restored: string | undefined;
  window.requestAnimationFrame(() => {
    restored = contentNow();
  });
  const takeBack = () => {
    if (contentNow() === restored) handle.undo();
    else
      showToast({
        message: 'Something was changed since. What the story was before is in its history, as “Before a restore”.',
        tone: 'problem',
      });
  };
  showToast({ message, action: { label: 'Undo', run: takeBack } });
}

/** What somebody writes of the open story, and which it is: all but what a save settles. */
function contentNow(): string {
  const { rev: _, savedAt: __, updatedOn: ___, ...content } = useStorySession.getState().currentStory() ?? {};
  return JSON.stringify(content);
}

/** Nothing is replaced that is not kept: where it can't be, nothing happens and the reason is said. */
async function replaceAfterKeeping(storyId: string, replace: () => void): Promise<void> {
  await orSay(async () => {
    await saveFirst();
    await api.history.beforeRestore.mutate({ storyId });
    useHistory.getState().close();
    // The dialog gives the focus back first, so that the change has it.
    window.requestAnimationFrame(replace);
    void listChanged(storyId);
  });
}

/** Copies a section of an earlier state, or all of it for null, as text and as our own nodes: pasted into a story its citations live. */
export function copyEarlier(earlier: Story, sectionId: string | null): void {
  const blocks = sectionId === null ? earlier.document.root.children : blocksOfSection(earlier.document, sectionId);
  if (!blocks) return;
  const isCopied = copyBlocks(blocks);
  showToast(
    isCopied
      ? { message: sectionId === null ? 'The earlier text was copied.' : 'The section was copied.' }
      : { message: 'The system’s clipboard can’t be reached.', tone: 'problem' },
  );
}

function copyBlocks(blocks: SerializedNode[]): boolean {
  const onCopy = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', plainTextOf({ root: { type: 'root', children: blocks } }));
    event.clipboardData?.setData(
      'application/x-lexical-editor',
      JSON.stringify({ namespace: 'galley', nodes: blocks }),
    );
  };
  window.addEventListener('copy', onCopy, { capture: true, once: true });
  try {
    // The way that needs no permission and takes our own type.
    return document.execCommand('copy');
  } finally {
    window.removeEventListener('copy', onCopy, { capture: true });
  }
}
