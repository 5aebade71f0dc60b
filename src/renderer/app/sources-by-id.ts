/**
 * The library's sources by id, also by the ids of those that were merged into one of them.
 */
import type { ListedSource } from '#core/model/source.ts';
import { queries, queryClient } from './api.ts';

type SourcesById = ReadonlyMap<string, ListedSource>;

const known = new WeakMap<object, SourcesById>();
const NONE: readonly { source: ListedSource }[] = [];

/** The sources of a list as the API gives it; the same list is looked through once. */
export function sourcesById(list: readonly { source: ListedSource }[]): SourcesById {
  let byId = known.get(list);
  if (!byId) {
    const merged = list.flatMap(({ source }) => (source.mergedIds ?? []).map((id) => [id, source] as const));
    byId = new Map([...merged, ...list.map(({ source }) => [source.id, source] as const)]);
    known.set(list, byId);
  }
  return byId;
}

/** The sources as far as the window knows them. */
export function sourcesNow(): SourcesById {
  return sourcesById(queryClient.getQueryData(queries.sources.list.queryKey()) ?? NONE);
}
