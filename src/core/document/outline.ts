/**
 * The outline: a document cut into sections at its headings.
 */
import { type SectionRole, type SectionState, sectionStateSchema } from '#core/model/section.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { perBlock } from './per-block.ts';
import { wordsOfBlock } from './text.ts';
import { textOf } from './walk.ts';

/** A section of a document but for its words, which take long to count. Blocks are counted from 0 among the top-level blocks. */
export type UncountedSection = {
  id: string;
  heading: string;
  /** 1–6, that of its heading. */
  level: number;
  role: SectionRole;
  /** Null until somebody has set it. */
  confidencePercent: number | null;
  rationale: string;
  /** The block of its heading. */
  firstBlock: number;
  /** One past its last block. */
  endBlock: number;
  /** The section that it lies in; null at the top. */
  parentId: string | null;
};

/** A section of a document. */
export type Section = UncountedSection & {
  /** Words of the whole section with its subsections, headings excluded. */
  words: number;
};

/**
 * Cuts a document into sections at its headings.
 *
 * A section reaches to the next heading of the same or a higher level, so sections nest; text before the first heading
 * belongs to no section. The result is in document order. Pure: the document is not changed.
 */
export function outlineOf(document: StoryDocument): Section[] {
  const blocks = document.root.children;
  return sectionsOf(document).map((section) => ({
    ...section,
    words: blocks.slice(section.firstBlock, section.endBlock).reduce((words, block) => words + proseOf(block), 0),
  }));
}

function proseOf(block: SerializedNode): number {
  return block.type === 'heading' ? 0 : wordsOfBlock(block);
}

/** The same without counting words, for whoever asks only where sections begin and end. */
export function sectionsOf(document: StoryDocument): UncountedSection[] {
  const sections: UncountedSection[] = [];
  const open: UncountedSection[] = [];
  const blocks = document.root.children;
  blocks.forEach((block, index) => {
    if (block.type !== 'heading') return;
    const level = levelOf(block);
    while ((open.at(-1)?.level ?? 0) >= level) {
      const closed = open.pop();
      if (closed) closed.endBlock = index;
    }
    const { state, heading } = headingOf(block);
    const section: UncountedSection = {
      ...(state ?? fallbackState(index)),
      heading,
      level,
      firstBlock: index,
      endBlock: blocks.length,
      parentId: open.at(-1)?.id ?? null,
    };
    sections.push(section);
    open.push(section);
  });
  return sections;
}

const headingOf = perBlock((block) => ({ state: sectionStateOf(block), heading: textOf(block).trim() }));

/**
 * The innermost section that a block lies in; undefined before the first heading. `sections` is a whole outline, in which that
 * is the last one to begin before the block. In time logarithmic in their number.
 */
export function sectionAt<S extends Pick<Section, 'firstBlock'>>(
  sections: readonly S[],
  blockIndex: number,
): S | undefined {
  let low = 0;
  let high = sections.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sections[middle]?.firstBlock ?? 0) <= blockIndex) low = middle + 1;
    else high = middle;
  }
  return sections[low - 1];
}

/** What a heading's JSON carries; null where it carries nothing valid. */
export function sectionStateOf(heading: SerializedNode): SectionState | null {
  const state = heading.$ as { section?: unknown } | undefined;
  return sectionStateSchema.safeParse(state?.section).data ?? null;
}

/** A heading that no editor has touched yet has no state; its place stands in for an id. */
function fallbackState(index: number): SectionState {
  return { id: `block-${index}`, role: 'narrative', confidencePercent: null, rationale: '' };
}

function levelOf(heading: SerializedNode): number {
  const level = Number(String(heading.tag).slice(1));
  return level >= 1 && level <= 6 ? level : 6;
}
