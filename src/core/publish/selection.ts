/**
 * What of a story is published: all of it, a section, its key points; for one audience or everyone.
 */
import { sectionAt, sectionsOf, type UncountedSection } from '#core/document/outline.ts';
import { openQuestionsIn } from '#core/document/questions.ts';
import type { BriefingItem } from '#core/model/briefing.ts';
import type { PublishOptions } from '#core/model/publishing.ts';
import type { SectionRole } from '#core/model/section.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { bulletsFor } from './audience.ts';

/** Blocks of a document with the section that each opens, and what was left out on purpose. */
export type Selection = {
  document: StoryDocument;
  /** The section that the block at the same place opens; null where it opens none. */
  sections: (UncountedSection | null)[];
  leftOut: { bullets: number; questions: number };
};

/**
 * Chooses the blocks of a document. With `sectionId`, that section with its heading; an unknown one gives nothing. `summary`
 * gives no blocks, `key-points` the lists of significance sections without their headings.
 */
export function selectionOf(
  whole: StoryDocument,
  { sectionId, show }: Pick<BriefingItem, 'sectionId' | 'show'>,
  options: Pick<PublishOptions, 'audience' | 'openQuestions'>,
): Selection {
  const document = withoutPlaceholders(whole);
  const outline = sectionsOf(document);
  const chosen = sectionId === undefined ? undefined : outline.find((section) => section.id === sectionId);
  const from = chosen?.firstBlock ?? (sectionId === undefined ? 0 : document.root.children.length);
  const to = chosen?.endBlock ?? document.root.children.length;
  const selection: Selection = {
    document: { root: { ...document.root, children: [] } },
    sections: [],
    leftOut: { bullets: 0, questions: 0 },
  };
  if (show === 'summary') return selection;
  if (!options.openQuestions) {
    selection.leftOut.questions = openQuestionsIn(document, outline).filter(({ sectionId: id }) => {
      const section = outline.find((each) => each.id === id);
      return section !== undefined && section.firstBlock >= from && section.firstBlock < to;
    }).length;
  }
  const kept: { index: number; block: SerializedNode; section: UncountedSection | undefined }[] = [];
  const emptied = new Set<UncountedSection>();
  document.root.children.forEach((block, index) => {
    if (index < from || index >= to) return;
    const section = sectionAt(outline, index);
    if (!options.openQuestions && isWithin(outline, section, 'questions')) return;
    const isSignificance = section?.role === 'significance';
    if (show === 'key-points' && !(isSignificance && block.type === 'list')) return;
    const left = isSignificance && block.type === 'list' ? forAudience(block, options.audience, selection) : block;
    if (left) kept.push({ index, block: left, section });
    else if (section) emptied.add(section);
  });
  for (const { index, block, section } of kept) {
    const opened = section?.firstBlock === index ? section : null;
    const hasText = () => kept.some((other) => other.index > index && other.index < (opened?.endBlock ?? 0));
    // A heading that has nothing left to say for this audience goes with its bullets.
    if (opened && emptied.has(opened) && !hasText()) continue;
    selection.document.root.children.push(block);
    selection.sections.push(opened);
  }
  return selection;
}

/** What can't be shown can't be printed either; without it, a tree's blocks are the document's. */
export function withoutPlaceholders({ root }: StoryDocument): StoryDocument {
  return { root: { ...root, children: root.children.filter(({ type }) => type !== 'unknown-block') } };
}

function forAudience(list: SerializedNode, audience: string | null, selection: Selection): SerializedNode | null {
  if (!audience) return list;
  const { list: kept, leftOut } = bulletsFor(list, audience);
  selection.leftOut.bullets += leftOut;
  return kept;
}

/** True where a section or one that it lies in has the role. */
function isWithin(
  outline: readonly UncountedSection[],
  section: UncountedSection | undefined,
  role: SectionRole,
): boolean {
  for (let at = section; at; at = outline.find(({ id }) => id === at?.parentId)) if (at.role === role) return true;
  return false;
}
