/**
 * What of a document is searched, and what is kept of where a word stands in it.
 */

/** A document's texts by how much a hit in them counts: one in the title most, one in the text least. */
export type SearchFields = { title: string; keywords: string; summary: string; text: string };

/**
 * Places as a segment stores them, 0–7, the better ones higher; a word has its best. In the text that is how often it stands
 * there: once, up to three times, up to seven, more.
 */
export const TEXT_PLACES = [0, 1, 2, 3] as const;
export const HEAD_PLACES = { summary: 4, keywords: 5, title: 6 } as const;

/** The place of a word that stands in the text so many times, and nowhere else. */
export function textPlaceOf(times: number): number {
  if (times <= 1) return TEXT_PLACES[0];
  if (times <= 3) return TEXT_PLACES[1];
  return times <= 7 ? TEXT_PLACES[2] : TEXT_PLACES[3];
}
