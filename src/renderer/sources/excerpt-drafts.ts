/**
 * What is written in the forms of excerpts and not kept yet. It stays while the window shows another source, and as long as the
 * window is open; nothing of it is in the library.
 */
import { create } from 'zustand';
import type { Excerpt, Source } from '#core/model/source.ts';
import { addExcerpt, saveExcerpt } from './source-changes.ts';
import { useSourceEditing } from './source-editing.ts';

/** The fields that were changed in a form; the others are the excerpt's own. Another object after each change. */
export type ExcerptDraft = { text?: string; page?: string; note?: string };

type ExcerptDrafts = {
  /** By source and excerpt. A form is open for each; one of an excerpt that the source doesn't have adds it. */
  bySource: Readonly<Record<string, Readonly<Record<string, ExcerptDraft>>>>;
};

const NONE: Readonly<Record<string, ExcerptDraft>> = {};

export const useExcerptDrafts = create<ExcerptDrafts>(() => ({ bySource: {} }));

/** The drafts of a source by excerpt, in the order in which their forms were opened. */
export function useDraftsOf(sourceId: string): Readonly<Record<string, ExcerptDraft>> {
  return useExcerptDrafts(({ bySource }) => bySource[sourceId] ?? NONE);
}

/** Writes a draft; its form opens where there was none. */
export function setDraft(sourceId: string, excerptId: string, draft: ExcerptDraft): void {
  change(sourceId, (drafts) => ({ ...drafts, [excerptId]: draft }));
}

/** Closes a form, and forgets what was written in it. */
export function dropDraft(sourceId: string, excerptId: string): void {
  change(sourceId, ({ [excerptId]: _, ...others }) => others);
}

/** An excerpt as its form shows it. */
export function withDraft(excerpt: Excerpt, draft: ExcerptDraft): Required<ExcerptDraft> {
  return { text: excerpt.text, page: excerpt.page ?? '', note: excerpt.note ?? '', ...draft };
}

/** Keeps one at a time: of two that are asked for of one form the second knows what became of the first. */
let line: Promise<void> = Promise.resolve();

/**
 * Keeps what stands in a form, and closes that form once the library has it. A form that was written on meanwhile stays open
 * with what was written; so does one that could not be kept, and the editor is told why.
 */
export function keepDraft(source: Source, excerpt: Excerpt): void {
  line = line.then(() => keep(source, excerpt));
}

async function keep(source: Source, excerpt: Excerpt): Promise<void> {
  const { id, copyId } = excerpt;
  const draft = draftOf(source.id, id);
  if (!draft) return;
  const { text, page, note } = withDraft(excerpt, draft);
  const kept: Excerpt = {
    id,
    text: text.trim(),
    ...(page.trim() && { page: page.trim() }),
    ...(note.trim() && { note: note.trim() }),
    ...(copyId !== undefined && { copyId }),
  };
  const { source: shown } = useSourceEditing.getState();
  const { excerpts } = shown?.id === source.id ? shown : source;
  const isThere = excerpts.some((other) => other.id === id);
  const saved = await (isThere ? saveExcerpt(source.id, kept) : addExcerpt(source.id, kept));
  if (saved && draftOf(source.id, id) === draft) dropDraft(source.id, id);
}

function draftOf(sourceId: string, excerptId: string): ExcerptDraft | undefined {
  return useExcerptDrafts.getState().bySource[sourceId]?.[excerptId];
}

function change(
  sourceId: string,
  next: (drafts: Readonly<Record<string, ExcerptDraft>>) => Record<string, ExcerptDraft>,
) {
  useExcerptDrafts.setState(({ bySource }) => ({
    bySource: { ...bySource, [sourceId]: next(bySource[sourceId] ?? NONE) },
  }));
}
