/**
 * What a place in a story is called: its section, and which sentence or paragraph of it.
 */
import { type Section, sectionAt } from '#core/document/outline.ts';
import { textRunsOf } from '#core/document/sentences.ts';
import type { StoryDocument } from '#core/model/story.ts';

export type PlaceNames = {
  /** "Overview"; for null what stands before the first heading. */
  section(sectionId: string | null): string;
  /** "Overview, second sentence"; `sentenceIndex` counts within the text run, null where it has no text. */
  sentence(blockIndex: number, runIndex: number, sentenceIndex: number | null): string;
  /** "Overview, second paragraph"; a list item is one too. */
  paragraph(blockIndex: number, runIndex: number): string;
  /** The innermost section that a block is in. */
  sectionIdOf(blockIndex: number): string | null;
};

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

export function placeNamesOf(document: StoryDocument, sections: readonly Section[]): PlaceNames {
  const blocks = document.root.children;
  const headings = new Map(sections.map(({ id, heading }) => [id, heading || 'Untitled section']));
  /** How many runs and sentences stand before each block. */
  const before: { runs: number; sentences: number }[] = [];
  const totals = { runs: 0, sentences: 0 };
  for (const block of blocks) {
    before.push({ ...totals });
    const runs = textRunsOf(block);
    totals.runs += runs.length;
    totals.sentences += runs.reduce((count, run) => count + run.sentences.length, 0);
  }

  function named(blockIndex: number, unit: 'sentence' | 'paragraph', count: (from: number) => number): string {
    const section = sectionAt(sections, blockIndex);
    const name = section ? (headings.get(section.id) ?? '') : BEFORE;
    if (section?.firstBlock === blockIndex) return `${name}, heading`;
    const ordinal = count(section ? section.firstBlock + 1 : 0);
    const word = ORDINALS[ordinal];
    return `${name}, ${word === undefined ? `${unit} ${ordinal + 1}` : `${word} ${unit}`}`;
  }

  return {
    section: (sectionId) => (sectionId === null ? BEFORE : (headings.get(sectionId) ?? '')),
    sectionIdOf: (blockIndex) => sectionAt(sections, blockIndex)?.id ?? null,
    sentence: (blockIndex, runIndex, sentenceIndex) =>
      named(blockIndex, 'sentence', (from) => {
        const block = blocks[blockIndex];
        const earlier = (block ? textRunsOf(block).slice(0, runIndex) : []).reduce(
          (n, run) => n + run.sentences.length,
          0,
        );
        const here = before[blockIndex]?.sentences ?? 0;
        return here - (before[from]?.sentences ?? here) + earlier + (sentenceIndex ?? 0);
      }),
    paragraph: (blockIndex, runIndex) =>
      named(blockIndex, 'paragraph', (from) => {
        const here = before[blockIndex]?.runs ?? 0;
        return here - (before[from]?.runs ?? here) + runIndex;
      }),
  };
}

const BEFORE = 'Before the first section';
