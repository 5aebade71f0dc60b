/**
 * Undo and redo within the form of one source. Typing in one field is undone as one.
 */
import type { Source } from '#core/model/source.ts';

/** What the form changes; copies and excerpts have ways back of their own. */
export type SourceFields = Pick<Source, 'csl' | 'grade' | 'needsDetails' | 'tags' | 'notes' | 'syndicatedFrom'>;

/** Changes of one field that come closer together than this are one, in milliseconds. */
const TOGETHER_MS = 1_000;
const MAX_STEPS = 200;

export type EditHistory = {
  past: readonly SourceFields[];
  future: readonly SourceFields[];
  /** The field that was changed last, and when. */
  last: { field: string; atMs: number } | null;
};

export const NO_HISTORY: EditHistory = { past: [], future: [], last: null };

/** What the form changes of a source. */
export function fieldsOf({ csl, grade, needsDetails, tags, notes, syndicatedFrom }: Source): SourceFields {
  return { csl, grade, needsDetails, tags, notes, ...(syndicatedFrom !== undefined && { syndicatedFrom }) };
}

/** The source with other fields; one that they lack is taken away. */
export function withFields(source: Source, fields: SourceFields): Source {
  const { syndicatedFrom: _, ...rest } = source;
  return { ...rest, ...fields };
}

/** The history after `field` was changed from what `before` has. */
export function changed(history: EditHistory, before: SourceFields, field: string, nowMs: number): EditHistory {
  const goesOn =
    history.last?.field === field && nowMs - history.last.atMs < TOGETHER_MS && history.future.length === 0;
  return {
    past: goesOn ? history.past : [...history.past, before].slice(-MAX_STEPS),
    future: [],
    last: { field, atMs: nowMs },
  };
}

/** One step back from what `now` has; undefined where there is none. */
export function undone(
  history: EditHistory,
  now: SourceFields,
): { history: EditHistory; fields: SourceFields } | undefined {
  const fields = history.past.at(-1);
  if (!fields) return undefined;
  return { fields, history: { past: history.past.slice(0, -1), future: [now, ...history.future], last: null } };
}

/** One step forward again; undefined where there is none. */
export function redone(
  history: EditHistory,
  now: SourceFields,
): { history: EditHistory; fields: SourceFields } | undefined {
  const [fields, ...future] = history.future;
  if (!fields) return undefined;
  return { fields, history: { past: [...history.past, now], future, last: null } };
}
