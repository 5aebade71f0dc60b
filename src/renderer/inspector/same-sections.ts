/**
 * Keeps the outline from being drawn anew with every word that is typed.
 */
import type { Section } from '#core/document/outline.ts';

let last: Section[] = [];

/**
 * The sections that were given last where nothing that the outline shows or needs has changed since, but for their
 * words.
 */
export function sameUntilItShows(sections: Section[]): Section[] {
  const isSame =
    sections.length === last.length &&
    sections.every((section, index) => {
      const other = last[index];
      return (
        other !== undefined &&
        other.id === section.id &&
        other.heading === section.heading &&
        other.level === section.level &&
        other.role === section.role &&
        other.confidencePercent === section.confidencePercent &&
        other.firstBlock === section.firstBlock &&
        other.endBlock === section.endBlock
      );
    });
  if (!isSame) last = sections;
  return last;
}
