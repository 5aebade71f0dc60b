/**
 * Citations that come to the library after their source was merged into another: from a window that had the story open, from the
 * trash, from an older state. They follow as those that were there did.
 */
import { followMerge } from '#core/citation/merge-sources.ts';
import { changeCitations } from '#core/document/change-citations.ts';
import { sourcesCitedIn } from '#core/document/citations.ts';
import type { StoryDocument } from '#core/model/story.ts';
import type { Library } from '../library/library.ts';

/** The document with each citation of a merged source naming the one that was kept; the same object where there is none. */
export function followMergedSources(library: Library, document: StoryDocument): StoryDocument {
  const missing = sourcesCitedIn(document).filter((id) => !library.sources.summary(id));
  if (missing.length === 0) return document;
  const kept = new Map(
    library.sources.list().flatMap(({ id, mergedIds }) => (mergedIds ?? []).map((merged) => [merged, id] as const)),
  );
  const follows = (id: string) => missing.includes(id) && kept.has(id);
  return changeCitations(document, (citation) =>
    citation.items.some(({ sourceId }) => follows(sourceId))
      ? { ...citation, items: followMerge(citation.items, (id) => (follows(id) ? kept.get(id) : undefined)) }
      : citation,
  );
}
