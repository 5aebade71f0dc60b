/**
 * Bringing copies in for the source that is shown: what is under way, and what went wrong.
 */
import { create } from 'zustand';
import type { Source } from '#core/model/source.ts';
import { api, failureFrom } from '#renderer/app/api.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import type { CopyToKeep } from './dropped-files.ts';
import { keepCopy, keepResources, type PlacedFile } from './keep-copy.ts';
import { useSourceEditing } from './source-editing.ts';

type Copying = {
  /** What is being brought in, as a line for the editor; null for nothing. */
  busy: { sourceId: string; line: string } | null;
  /** The copy that was attached last, to be shown. */
  attached: { sourceId: string; copyId: string } | null;
};

export const useCopying = create<Copying>(() => ({ busy: null, attached: null }));

/** Attaches files one after the other; one that is refused is named and doesn't stop the others. */
export async function attachCopies(sourceId: string, copies: readonly CopyToKeep[]): Promise<void> {
  for (const { file, beside } of copies) {
    const line =
      beside.length > 0 ? `Keeping “${file.name}” and its ${beside.length} files…` : `Keeping “${file.name}”…`;
    await orSay(sourceId, line, async () => shown(await keepCopy(sourceId, file, beside)));
  }
}

/** Attaches a text; where that fails, the result is a sentence that says why. */
export function attachText(sourceId: string, text: string, title: string): Promise<string | null> {
  return whileBusy(sourceId, 'Keeping the text…', async () =>
    shown(await api.copies.attachText.mutate({ sourceId, text, title: title.trim().slice(0, 200) || 'Pasted text' })),
  );
}

/** Adds the folder that a browser saved beside a page. */
export async function attachFolder(sourceId: string, copyId: string, files: readonly PlacedFile[]): Promise<void> {
  if (files.length === 0) return;
  await orSay(sourceId, `Keeping ${files.length} files of the page…`, async () => {
    const resources = await keepResources(files);
    useSourceEditing.getState().adopt(await api.copies.addResources.mutate({ sourceId, copyId, resources }));
  });
}

function shown({ source, copyId }: { source: Source; copyId: string }): void {
  useSourceEditing.getState().adopt(source);
  useCopying.setState({ attached: { sourceId: source.id, copyId } });
}

async function orSay(sourceId: string, line: string, act: () => Promise<void>): Promise<void> {
  const problem = await whileBusy(sourceId, line, act);
  if (problem !== null) showToast({ message: problem, tone: 'problem' });
}

/** Does something and says meanwhile what it is; where it fails, the result is a sentence that says why. */
async function whileBusy(sourceId: string, line: string, act: () => Promise<void>): Promise<string | null> {
  useCopying.setState({ busy: { sourceId, line } });
  try {
    await useSourceEditing.getState().flush();
    await act();
    return null;
  } catch (error) {
    return failureFrom(error).message;
  } finally {
    useCopying.setState({ busy: null });
  }
}
