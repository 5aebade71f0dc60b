/**
 * Changes of a source that the library makes at once: its copies and excerpts. What is being typed in the source's details
 * is saved before, and stays.
 */
import type { Excerpt, Source, SourceCopy } from '#core/model/source.ts';
import { api, failureFrom } from '#renderer/app/api.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { useSourceEditing } from './source-editing.ts';

/** Runs a change and shows the source as it then is; null, and a message, where it failed. */
export async function changeSource(change: () => Promise<Source>): Promise<Source | null> {
  try {
    await useSourceEditing.getState().flush();
    const source = await change();
    useSourceEditing.getState().adopt(source);
    return source;
  } catch (error) {
    showToast({ message: failureFrom(error).message, tone: 'problem' });
    return null;
  }
}

export function addExcerpt(sourceId: string, excerpt: Excerpt): Promise<Source | null> {
  return changeSource(() => api.excerpts.add.mutate({ sourceId, excerpt }));
}

export function saveExcerpt(sourceId: string, excerpt: Excerpt): Promise<Source | null> {
  return changeSource(() => api.excerpts.change.mutate({ sourceId, excerpt }));
}

/** Removes an excerpt and offers to put it back. */
export async function removeExcerpt(sourceId: string, excerpt: Excerpt): Promise<void> {
  const removed = await changeSource(() => api.excerpts.remove.mutate({ sourceId, excerptId: excerpt.id }));
  if (!removed) return;
  showToast({
    message: 'The excerpt was deleted.',
    action: { label: 'Undo', run: () => void addExcerpt(sourceId, excerpt) },
  });
}

/** Removes a copy and offers to bring it back; its file stays in the library. */
export async function removeCopy(sourceId: string, copy: SourceCopy): Promise<void> {
  const removed = await changeSource(() => api.copies.remove.mutate({ sourceId, copyId: copy.id }));
  if (!removed) return;
  showToast({
    message: `“${copy.fileName}” is no copy of this source any more.`,
    action: {
      label: 'Undo',
      run: () => void changeSource(() => api.copies.restore.mutate({ sourceId, copy })),
    },
  });
}
