/**
 * A new source out of the picker: from typed words, an address, BibTeX, RIS or CSL-JSON.
 */
import type { Source } from '#core/model/source.ts';
import { api, failureFrom, queries, queryClient } from '#renderer/app/api.ts';
import { showToast } from '#renderer/ui/toast.tsx';

/** Adds a source to the library; null where the text was refused, which the editor has then been told. */
export async function createSourceFrom(text: string): Promise<Source | null> {
  try {
    const source = await api.sources.createFromText.mutate({ text });
    // The chip is painted at once; the library's own announcement may come later.
    const { notes, excerpts, ...listed } = source;
    queryClient.setQueryData(queries.sources.list.queryKey(), (list) =>
      list?.some((item) => item.source.id === source.id)
        ? list
        : [...(list ?? []), { source: listed, citedInCount: 0, excerptCount: excerpts.length, notes }],
    );
    return source;
  } catch (error) {
    showToast({ message: failureFrom(error).message, tone: 'problem' });
    return null;
  }
}

/** True for what is pasted as the description of a source rather than as words: an address, BibTeX, RIS or CSL-JSON. */
export function describesSource(text: string): boolean {
  return /^\s*(?:https?:\/\/\S+\s*$|@\w+\s*[{(]|TY {2}-|[[{]\s*["{])/.test(text);
}
