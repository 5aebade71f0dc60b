/**
 * A briefing as one story, for the format that writes down whole documents instead of editions: Pandoc Markdown.
 */
import type { Root } from 'mdast';
import { type Bands, DEFAULT_BANDS } from '#core/assessment/bands.ts';
import { isBlankDocument } from '#core/document/blank.ts';
import { documentFromMdast } from '#core/document/markdown/convert.ts';
import type { Briefing } from '#core/model/briefing.ts';
import { newStory, type SerializedNode, type Story } from '#core/model/story.ts';
import { isThere, missingFrom, standsUnderTheLast } from './briefing-items.ts';
import { briefingFacts, confidenceStatement, factsLine, partFacts } from './heads.ts';
import { headingOf, paragraphsOf } from './plain-blocks.ts';
import { selectionOf } from './selection.ts';

/** A briefing's text with its sections as they are, and what of the stories is not in it. */
export type BriefingStory = {
  story: Story;
  leftOut: { bullets: number; questions: number };
  /** Items whose story or section is gone, by the title that they were chosen with. */
  missing: string[];
};

/**
 * Puts the items of a briefing under each other, each story below its title as a heading of the first level. `stories` holds
 * the stories that its items name; the others are missing.
 */
export function briefingStory(
  briefing: Briefing,
  stories: ReadonlyMap<string, Story>,
  bands: Bands = DEFAULT_BANDS,
): BriefingStory {
  const { options, introduction, items } = briefing;
  const leftOut = { bullets: 0, questions: 0 };
  const blocks: SerializedNode[] = [
    ...blocksOf(paragraphsOf(factsLine(briefingFacts(briefing)))),
    ...(isBlankDocument(introduction) ? [] : introduction.root.children),
  ];
  items.forEach((item, index) => {
    const story = stories.get(item.storyId);
    if (!story || !isThere(story, item)) return;
    const selection = selectionOf(story.document, item, options);
    leftOut.bullets += selection.leftOut.bullets;
    leftOut.questions += selection.leftOut.questions;
    if (!standsUnderTheLast(items, index)) {
      const head = [
        headingOf(1, story.title || 'Untitled story'),
        ...paragraphsOf(story.label),
        ...paragraphsOf(item.sectionId === undefined ? story.summary : ''),
        ...paragraphsOf(factsLine(partFacts(story, bands))),
      ];
      blocks.push(...blocksOf(head));
    }
    selection.document.root.children.forEach((block, at) => {
      const statement = options.confidence ? confidenceStatement(selection.sections[at] ?? null, bands) : null;
      blocks.push(block, ...blocksOf(statement ? [statement] : []));
    });
  });
  const { root } = introduction;
  const story: Story = {
    ...newStory(briefing.id, new Date(briefing.createdAt), briefing.date),
    title: briefing.title || 'Untitled briefing',
    label: briefing.handling,
    savedAt: briefing.savedAt,
    document: { root: { ...root, children: blocks } },
  };
  return { story, leftOut, missing: missingFrom(briefing, stories) };
}

function blocksOf(children: Root['children']): SerializedNode[] {
  return children.length > 0 ? documentFromMdast({ type: 'root', children }).root.children : [];
}
