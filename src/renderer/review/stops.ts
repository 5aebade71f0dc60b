/**
 * Where a review stops: at each citation that a filter holds, or at the sections and paragraphs that lack some.
 */
import { type ReviewState, reviewStateOf } from '#core/citation/review.ts';
import { foldOutlet } from '#core/citation/source-match.ts';
import type { PlacedCitation } from '#core/document/citations.ts';
import { type Section, sectionAt } from '#core/document/outline.ts';
import type { Projections } from '#core/document/summary.ts';
import { needsNoSources, type UncitedUnit, uncitedUnitsIn } from '#core/document/uncited.ts';
import { type ListedSource, outletOf } from '#core/model/source.ts';
import type { StoryDocument } from '#core/model/story.ts';

/** The filters in the order of their menu. */
export const FILTERS = [
  { id: 'all', label: 'All citations' },
  { id: 'unverified', label: 'Unverified' },
  { id: 'contradicts', label: 'Contradicted' },
  { id: 'not-found', label: 'Not found' },
  { id: 'changed', label: 'Changed since review' },
  { id: 'single-sourced', label: 'Single-sourced sections' },
  { id: 'uncited', label: 'Uncited paragraphs' },
] as const;
export type ReviewFilter = (typeof FILTERS)[number]['id'];

export type CitationStop = PlacedCitation & {
  kind: 'citation';
  id: string;
  state: ReviewState;
  /** Its place among all citations of the story, from 1. */
  number: number;
};
/** A section all of whose citations come from one outlet. */
export type SectionStop = { kind: 'section'; id: string; section: Section; outlet: string; citationIds: string[] };
/**
 * A paragraph, list item or table that cites nothing; `blockIndex` counts the document's top-level blocks, `runIndex` the block's
 * lines of text.
 */
export type ParagraphStop = {
  kind: 'paragraph';
  id: string;
  unit: UncitedUnit['kind'];
  blockIndex: number;
  runIndex: number;
  text: string;
  section: Section | null;
};
export type Stop = CitationStop | SectionStop | ParagraphStop;

/** What stops are computed from. The document is asked for only where paragraphs are looked at. */
export type ReviewedStory = {
  projections: Pick<Projections, 'sections' | 'citations'>;
  sources: ReadonlyMap<string, ListedSource>;
  getDocument: () => StoryDocument;
};

/**
 * The stops of a filter in the story's order. The citation `keepId` stays among them though a verdict has taken it out of the
 * filter, so that one can look at what one has just decided.
 */
export function stopsOf(filter: ReviewFilter, story: ReviewedStory, keepId: string | null = null): Stop[] {
  if (filter === 'single-sourced') return singleSourcedSections(story);
  if (filter === 'uncited') return uncitedParagraphs(story);
  return citationStops(story.projections.citations).filter(
    ({ id, state }) => filter === 'all' || state === filter || id === keepId,
  );
}

/** Every citation as a stop. */
export function citationStops(citations: readonly PlacedCitation[]): CitationStop[] {
  return citations.map((placed, index) => ({
    kind: 'citation',
    ...placed,
    id: placed.citation.id,
    state: reviewStateOf(placed.citation, placed.sentence),
    number: index + 1,
  }));
}

/** A section whose citations all stand in its subsections leaves it to them to be shown. */
function singleSourcedSections({ projections, sources }: ReviewedStory): SectionStop[] {
  const { sections, citations } = projections;
  return sections.flatMap((section) => {
    const within = citations.filter(
      ({ blockIndex }) => section.firstBlock <= blockIndex && blockIndex < section.endBlock,
    );
    if (section.role === 'questions' || !within.some(({ sectionId }) => sectionId === section.id)) return [];
    const outlets = new Map(
      within.flatMap(({ citation }) => citation.items.map(({ sourceId }) => voiceOf(sourceId, sources))),
    );
    const [outlet] = outlets.values();
    if (outlets.size !== 1 || outlet === undefined) return [];
    return [
      { kind: 'section', id: section.id, section, outlet, citationIds: within.map(({ citation }) => citation.id) },
    ];
  });
}

/** Whose voice a source is, as a key and as it is written: a syndicated text speaks with that of its origin. */
function voiceOf(sourceId: string, sources: ReadonlyMap<string, ListedSource>): [key: string, name: string] {
  const source = sources.get(sourceId);
  const name = source ? source.syndicatedFrom || outletOf(source.csl) : '';
  return name ? [foldOutlet(name), name] : [sourceId, 'a source without an outlet'];
}

/** By the rule of the assessment, of which those with figures or quotations are findings. */
function uncitedParagraphs({ projections: { sections }, getDocument }: ReviewedStory): ParagraphStop[] {
  return getDocument().root.children.flatMap((block, blockIndex) => {
    const section = sectionAt(sections, blockIndex);
    if (needsNoSources(section)) return [];
    return uncitedUnitsIn(block).flatMap(({ kind: unit, runs, runIndex }): ParagraphStop[] => {
      const text = runs
        .map((run) => run.text.trim())
        .filter(Boolean)
        .join('\n');
      const id = runIndex > 0 ? `paragraph-${blockIndex}-${runIndex}` : `paragraph-${blockIndex}`;
      return text ? [{ kind: 'paragraph', id, unit, blockIndex, runIndex, text, section: section ?? null }] : [];
    });
  });
}
