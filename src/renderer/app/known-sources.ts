/**
 * The library's sources by id, made once for each list that the window has been told.
 */
import type { Source } from '#core/model/source.ts';

const known = new WeakMap<object, ReadonlyMap<string, Source>>();

/** The sources of a list by their ids; the same map for the same list. */
export function sourcesById(list: readonly { source: Source }[]): ReadonlyMap<string, Source> {
  const byId = known.get(list) ?? new Map(list.map(({ source }) => [source.id, source]));
  known.set(list, byId);
  return byId;
}
