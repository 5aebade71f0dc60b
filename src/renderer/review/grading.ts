/**
 * Grading a source from beside the text: shown at once, saved one after the other.
 */
import type { Grade } from '#core/model/source.ts';
import { type ApiOutputs, api, failureFrom, queries, queryClient } from '#renderer/app/api.ts';
import { sourcesNow } from '#renderer/app/sources-by-id.ts';
import { showToast } from '#renderer/ui/toast.tsx';

type ListedSource = ApiOutputs['sources']['list'][number]['source'];

let saving: Promise<void> = Promise.resolve();

/** Grades a source, null takes its grade away; where that can't be saved, all is as before and the editor is told. */
export function setGrade(sourceId: string, grade: Grade | null): void {
  show(sourceId, { grade });
  saving = saving.then(() => save(sourceId, grade));
}

async function save(sourceId: string, grade: Grade | null): Promise<void> {
  if (!sourcesNow().has(sourceId)) return;
  try {
    const source = await api.sources.get.query({ id: sourceId });
    const { rev, savedAt } = await api.sources.save.mutate({ source: { ...source, grade } });
    show(sourceId, { rev, savedAt });
  } catch (error) {
    showToast({ message: failureFrom(error).message, tone: 'problem' });
    await queryClient.invalidateQueries(queries.sources.list.queryFilter());
  }
}

function show(sourceId: string, change: Partial<ListedSource>): void {
  queryClient.setQueryData(queries.sources.list.queryKey(), (list) =>
    list?.map((item) => (item.source.id === sourceId ? { ...item, source: { ...item.source, ...change } } : item)),
  );
}
