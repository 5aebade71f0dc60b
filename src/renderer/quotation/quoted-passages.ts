/**
 * Which quoted passages of a story can be compared with their sources, and what comparing them says of each.
 */
import type { QuoteMatch } from '#core/assessment/checks/check.ts';
import type { PlacedCitation } from '#core/document/citations.ts';
import type { ListedSource } from '#core/model/source.ts';

/** An offline copy that a passage may stand in; `attachment` names its content for good. */
export type ComparedCopy = { sourceId: string; copyId: string; attachment: string };

export type QuotedPassage = {
  citationId: string;
  quote: string;
  /** The copies of each source of the citation. */
  copiesBySource: ComparedCopy[][];
};

/**
 * How alike a passage and a copy are, 0–1, 0 where nothing is near; null where the copy has no text that could be compared,
 * undefined while that is not known.
 */
export type Similarity = number | null | undefined;

/** The quoted passages of a story's citations in its order, without those whose sources have no copy. */
export function quotedPassages(
  citations: readonly PlacedCitation[],
  sources: ReadonlyMap<string, ListedSource>,
): QuotedPassage[] {
  return citations.flatMap(({ citation: { id, quote, items } }) => {
    if (!quote.trim()) return [];
    const copiesBySource = items.map(({ sourceId }) => {
      const source = sources.get(sourceId);
      return (source?.copies ?? []).map((copy) => ({
        sourceId: source?.id ?? sourceId,
        copyId: copy.id,
        attachment: copy.attachment,
      }));
    });
    return copiesBySource.some((copies) => copies.length > 0) ? [{ citationId: id, quote, copiesBySource }] : [];
  });
}

/**
 * What is known of each passage once all its copies were compared. A citation of several sources quotes one of them, and of
 * several copies one will do: the likest counts. That nothing is near is said only where every source has a text.
 */
export function matchesOf(
  passages: readonly QuotedPassage[],
  similarityOf: (attachment: string, quote: string) => Similarity,
): QuoteMatch[] {
  return passages.flatMap(({ citationId, quote, copiesBySource }) => {
    const bySource = copiesBySource.map((copies) => copies.map(({ attachment }) => similarityOf(attachment, quote)));
    if (bySource.flat().includes(undefined)) return [];
    const known = bySource.map((similarities) => similarities.filter((similarity) => typeof similarity === 'number'));
    const similarity = Math.max(0, ...known.flat());
    if (similarity === 0 && known.some((similarities) => similarities.length === 0)) return [];
    return [{ citationId, similarity }];
  });
}

/** The passages that are still to be compared with each copy, copy by copy in the order of the story. */
export function comparisons(
  passages: readonly QuotedPassage[],
  similarityOf: (attachment: string, quote: string) => Similarity,
): { copy: ComparedCopy; quotes: string[] }[] {
  const byAttachment = new Map<string, { copy: ComparedCopy; quotes: Set<string> }>();
  for (const { quote, copiesBySource } of passages) {
    for (const copy of copiesBySource.flat()) {
      if (similarityOf(copy.attachment, quote) !== undefined) continue;
      const wanted = byAttachment.get(copy.attachment) ?? { copy, quotes: new Set() };
      byAttachment.set(copy.attachment, wanted);
      wanted.quotes.add(quote);
    }
  }
  return [...byAttachment.values()].map(({ copy, quotes }) => ({ copy, quotes: [...quotes] }));
}
