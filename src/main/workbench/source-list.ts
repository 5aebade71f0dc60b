/**
 * What the window knows of every source: enough to list, find and cite it. Long texts stay on this side until a source is opened.
 */
import type { ListedSource, Source } from '#core/model/source.ts';
import type { Library } from '../library/library.ts';

/** More of the notes than one searches for by heart. */
const MAX_NOTES = 2_000;

/** One source of the list. */
export type SourceListItem = {
  source: ListedSource;
  /** How many stories cite it. */
  citedInCount: number;
  excerptCount: number;
  /** The beginning of the notes, to search in. */
  notes: string;
};

type Unchanging = Omit<SourceListItem, 'citedInCount'>;
const known = new WeakMap<Source, Unchanging>();

/** The list's item of a source. */
export function listItemOf(library: Library, source: Source): SourceListItem {
  let item = known.get(source);
  if (!item) {
    item = unchangingOf(source);
    known.set(source, item);
  }
  return { ...item, citedInCount: library.citedIn(source.id).length };
}

function unchangingOf({ notes, excerpts, ...source }: Source): Unchanging {
  const { abstract: _, ...csl } = source.csl;
  return {
    // A page that was saved from a browser has hundreds of resources.
    source: { ...source, csl, copies: source.copies.map(({ resources: _resources, ...copy }) => copy) },
    excerptCount: excerpts.length,
    notes: notes.slice(0, MAX_NOTES),
  };
}
