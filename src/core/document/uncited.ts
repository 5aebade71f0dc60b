/**
 * What of a document cites nothing: by paragraph, where a list item is a paragraph and a table is one as a whole.
 */
import type { SerializedNode } from '#core/model/story.ts';
import type { Section } from './outline.ts';
import { perBlock } from './per-block.ts';
import { type TextRun, textRunsOf } from './sentences.ts';

/** `runs` follow each other in the block; `runIndex` is the first one's place among all of the block. */
export type UncitedUnit = { kind: 'paragraph' | 'item' | 'table'; runs: readonly TextRun[]; runIndex: number };

/** The paragraphs, list items or the table of a top-level block that cite nothing. Headings and code are none. */
export const uncitedUnitsIn: (block: SerializedNode) => readonly UncitedUnit[] = perBlock((block) => {
  if (block.type === 'heading' || block.type === 'code') return [];
  const runs = textRunsOf(block);
  if (block.type === 'table') return runs.some(isCited) ? [] : [{ kind: 'table', runs, runIndex: 0 }];
  const kind = block.type === 'list' ? 'item' : 'paragraph';
  return runs.flatMap((run, runIndex) => (isCited(run) ? [] : [{ kind, runs: [run], runIndex }]));
});

/** True of a section that asserts nothing that needs a source: questions and connections. */
export function needsNoSources(section: Pick<Section, 'role'> | undefined): boolean {
  return section?.role === 'questions' || section?.role === 'connections';
}

function isCited({ inlines }: TextRun): boolean {
  return inlines.some(({ node }) => node.type === 'citation');
}
