/**
 * A citation while its form is open, and the citation that it makes.
 */
import type { Citation, CitationItem, LocatorLabel } from '#core/model/citation.ts';

/** What a locator counts, as the form names it. */
export const LOCATOR_NAMES: Partial<Record<LocatorLabel, string>> & Record<'page', string> = {
  page: 'Page',
  paragraph: 'Paragraph',
  timestamp: 'Timestamp',
  chapter: 'Chapter',
  section: 'Section',
  line: 'Line',
  column: 'Column',
  figure: 'Figure',
  table: 'Table',
  note: 'Note',
  volume: 'Volume',
  issue: 'Issue',
  part: 'Part',
  'article-locator': 'Article',
  verse: 'Verse',
  folio: 'Folio',
  book: 'Book',
  supplement: 'Supplement',
  appendix: 'Appendix',
  canon: 'Canon',
  elocation: 'E-location',
  equation: 'Equation',
  opus: 'Opus',
  rule: 'Rule',
  scene: 'Scene',
  act: 'Act',
  'sub-verbo': 'Entry (s.v.)',
  'title-locator': 'Title',
};

/** The citation as it is kept: fields that were left empty are absent, a label is there only with its locator. */
export function tidyCitation(draft: Citation): Citation {
  return { ...draft, quote: draft.quote.trim(), items: draft.items.map(tidyItem) };
}

function tidyItem({ sourceId, locator, label, prefix, suffix, dateAsWritten }: CitationItem): CitationItem {
  const place = locator?.trim();
  return {
    sourceId,
    ...(place && { locator: place, label: label ?? 'page' }),
    ...(prefix?.trim() && { prefix: prefix.trim() }),
    ...(suffix?.trim() && { suffix: suffix.trim() }),
    ...(dateAsWritten !== undefined && { dateAsWritten }),
  };
}
