/**
 * Several sources that are the same into one.
 */
import type { Citation, CitationItem } from '#core/model/citation.ts';
import type { CslItem, Excerpt, Source, SourceCopy } from '#core/model/source.ts';
import { spanOf } from './date-span.ts';

/**
 * What `keep` becomes: its own fields stay, those that it lacks are filled from the others in their order; tags, excerpts, copies and
 * notes are joined. Merging the same sources again changes nothing more, so that a merge that was cut off can be done anew.
 */
export function mergeSources(keep: Source, others: readonly Source[]): Source {
  return others.reduce(mergeTwo, keep);
}

function mergeTwo(keep: Source, other: Source): Source {
  const copies = joinCopies(keep.copies, other.copies);
  const grade = keep.grade ?? other.grade;
  const syndicatedFrom = keep.syndicatedFrom || other.syndicatedFrom;
  return {
    ...keep,
    csl: mergeItems(keep, other),
    grade,
    needsDetails: keep.needsDetails && other.needsDetails,
    tags: [...new Set([...keep.tags, ...other.tags])],
    notes: joinNotes(keep.notes, other.notes),
    copies: copies.joined,
    excerpts: joinExcerpts(keep.excerpts, other.excerpts, copies.renamed),
    ...(syndicatedFrom && { syndicatedFrom }),
    mergedIds: [...new Set([...(keep.mergedIds ?? []), other.id, ...(other.mergedIds ?? [])])].filter(
      (id) => id !== keep.id,
    ),
    createdAt: keep.createdAt < other.createdAt ? keep.createdAt : other.createdAt,
  };
}

function mergeItems(keep: Source, other: Source): CslItem {
  const filled = Object.fromEntries(Object.entries(keep.csl).filter(([, value]) => !isEmpty(value)));
  const issued = moreExact(keep.csl.issued, other.csl.issued);
  return {
    ...other.csl,
    ...filled,
    // What a bare citation was taken for is a guess.
    type: keep.needsDetails && !other.needsDetails ? other.csl.type : keep.csl.type,
    ...(issued && { issued }),
  };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** The first date, or the second where that says the same and more: `4 March 2026` for `March 2026`. */
function moreExact(first: CslItem['issued'], second: CslItem['issued']): CslItem['issued'] {
  const [mine, theirs] = [spanOf(first), spanOf(second)];
  if (!mine) return isEmpty(first) ? second : first;
  if (!theirs || mine.end || mine.season || mine.isOpen || mine.isCirca || theirs.isCirca) return first;
  const isSame =
    mine.start.year === theirs.start.year && (mine.start.month ?? theirs.start.month) === theirs.start.month;
  return isSame && mine.start.day === undefined && theirs.start.month !== undefined ? second : first;
}

function joinNotes(mine: string, theirs: string): string {
  const added = theirs.trim();
  if (!added || mine.includes(added)) return mine;
  return mine.trim() ? `${mine.trimEnd()}\n\n${added}` : added;
}

function joinCopies(mine: readonly SourceCopy[], theirs: readonly SourceCopy[]) {
  const joined = [...mine];
  const renamed = new Map<string, string>();
  for (const copy of theirs) {
    const same = joined.find(({ attachment }) => attachment === copy.attachment);
    if (same) renamed.set(copy.id, same.id);
    else joined.push(copy);
  }
  return { joined, renamed };
}

function joinExcerpts(
  mine: readonly Excerpt[],
  theirs: readonly Excerpt[],
  copies: ReadonlyMap<string, string>,
): Excerpt[] {
  const joined = [...mine];
  for (const excerpt of theirs) {
    const copyId = excerpt.copyId && (copies.get(excerpt.copyId) ?? excerpt.copyId);
    const isThere = joined.some(
      ({ id, text, page, note }) =>
        id === excerpt.id || (text === excerpt.text && page === excerpt.page && note === excerpt.note),
    );
    if (!isThere) joined.push({ ...excerpt, ...(copyId && { copyId }) });
  }
  return joined;
}

/** The items of a citation once each source that was merged is the one that was kept; two that then say the same are one. */
export function followMerge(
  items: Citation['items'],
  keptIdOf: (sourceId: string) => string | undefined,
): CitationItem[] {
  const seen = new Set<string>();
  return items
    .map((item) => ({ ...item, sourceId: keptIdOf(item.sourceId) ?? item.sourceId }))
    .filter((item) => {
      const key = JSON.stringify(Object.entries(item).sort());
      return !seen.has(key) && seen.add(key);
    });
}
