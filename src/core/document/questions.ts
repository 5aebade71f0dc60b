/**
 * The open questions of a document.
 */
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { sectionAt, sectionsOf, type UncountedSection } from './outline.ts';
import { perBlock } from './per-block.ts';
import { textOf } from './walk.ts';

export type OpenQuestion = {
  text: string;
  answered: boolean;
  sectionId: string;
  /** Its place among the document's questions, from 0. */
  index: number;
};

/**
 * The list items of all sections with the role `questions`, in order, nested ones too. An item is answered when its box
 * is checked; an item of a list without boxes is open.
 */
export function openQuestionsIn(
  document: StoryDocument,
  sections: readonly UncountedSection[] = sectionsOf(document),
): OpenQuestion[] {
  const questions: OpenQuestion[] = [];
  document.root.children.forEach((block, blockIndex) => {
    const section = sectionAt(sections, blockIndex);
    if (section?.role !== 'questions' || block.type !== 'list') return;
    for (const question of questionsOfList(block))
      questions.push({ ...question, sectionId: section.id, index: questions.length });
  });
  return questions;
}

const questionsOfList = perBlock((list) =>
  itemsIn(list)
    .map((item) => ({ text: ownTextOf(item), answered: item.checked === true }))
    .filter(({ text }) => text !== ''),
);

function itemsIn(list: SerializedNode): SerializedNode[] {
  return (list.children ?? []).flatMap((item) => [
    item,
    ...(item.children ?? []).filter((child) => child.type === 'list').flatMap(itemsIn),
  ]);
}

function ownTextOf(item: SerializedNode): string {
  const children = (item.children ?? []).filter((child) => child.type !== 'list');
  return textOf({ ...item, children }).trim();
}
