import { describe, expect, it } from 'vitest';
import { citationsIn, mentionedSourcesOf } from '#core/document/citations.ts';
import { storyLinksIn } from '#core/document/links.ts';
import { documentFromMarkdown } from '#core/document/markdown/convert.ts';
import { outlineOf, sectionAt, sectionsOf } from '#core/document/outline.ts';
import { openQuestionsIn } from '#core/document/questions.ts';
import { plainTextOf, readingMinutesOf, wordsIn } from '#core/document/text.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

const text = (value: string): SerializedNode => ({ type: 'text', version: 1, text: value, format: 0 });
const paragraph = (...children: SerializedNode[]): SerializedNode => ({ type: 'paragraph', version: 1, children });
const citation = (id: string, ...sourceIds: string[]): SerializedNode => ({
  type: 'citation',
  version: 1,
  citation: { id, items: sourceIds.map((sourceId) => ({ sourceId })), quote: '', verdict: 'unverified', note: '' },
});
const documentOf = (...children: SerializedNode[]): StoryDocument => ({ root: { type: 'root', version: 1, children } });

describe('the outline', () => {
  const document = documentFromMarkdown(
    'Before.\n\n## Overview\n\nOne two three.\n\n### Detail\n\nFour five.\n\n## Strategic Significance\n\n- **For investors:** six\n\n## Open Questions\n\n- [ ] Seven?\n',
  );
  const sections = outlineOf(document);

  it('cuts the document at its headings and nests by level', () => {
    expect(sections.map(({ heading, level }) => [heading, level])).toEqual([
      ['Overview', 2],
      ['Detail', 3],
      ['Strategic Significance', 2],
      ['Open Questions', 2],
    ]);
    expect(sections[1]?.parentId).toBe(sections[0]?.id);
    expect(sections[2]?.parentId).toBeNull();
  });

  it('lets a section reach to the next heading of the same or a higher level', () => {
    expect(sections[0]?.endBlock).toBe(sections[2]?.firstBlock);
    expect(sections.at(-1)?.endBlock).toBe(document.root.children.length);
  });

  it('guesses roles from headings', () => {
    expect(sections.map((section) => section.role)).toEqual(['narrative', 'narrative', 'significance', 'questions']);
  });

  it('counts the words of a section with its subsections and without headings', () => {
    expect(sections[0]?.words).toBe(5);
    expect(sections[1]?.words).toBe(2);
  });

  it('cuts sections alike where nobody asks for their words', () => {
    expect(sectionsOf(document)).toEqual(sections.map(({ words: _, ...section }) => section));
  });

  it('says that text before the first heading belongs to no section', () => {
    expect(sectionAt(sections, 0)).toBeUndefined();
    expect(sectionAt(sections, 2)?.heading).toBe('Overview');
    expect(sectionAt(sections, 4)?.heading).toBe('Detail');
  });

  it('finds the section of each block among hundreds of thousands', () => {
    const heading = { type: 'heading', version: 1, tag: 'h2', children: [text('A')] };
    const long: StoryDocument = { root: { type: 'root', children: Array.from({ length: 300_000 }, () => heading) } };
    const outline = outlineOf(long);
    expect(long.root.children.every((_, index) => sectionAt(outline, index) === outline[index])).toBe(true);
  });

  it('gives every heading an id of its own', () => {
    expect(new Set(sections.map((section) => section.id)).size).toBe(sections.length);
  });
});

describe('citations and mentions', () => {
  it('finds citations in order with the innermost section that they stand in', () => {
    const { root } = documentFromMarkdown('## A\n\n### B\n\nx\n');
    const document = documentOf(
      paragraph(citation('c0', 's1')),
      ...root.children,
      paragraph(citation('c1', 's2', 's1')),
    );
    const sections = outlineOf(document);
    const placed = citationsIn(document, sections);
    expect(placed.map((entry) => [entry.citation.id, entry.sectionId])).toEqual([
      ['c0', null],
      ['c1', sections[1]?.id],
    ]);
  });

  it('counts each source once, in the order of its first mention', () => {
    const document = documentOf(paragraph(citation('a', 's2', 's1'), citation('b', 's1'), citation('c', 's3')));
    expect(mentionedSourcesOf(citationsIn(document))).toEqual(['s2', 's1', 's3']);
  });

  it('leaves out a citation whose data is damaged', () => {
    const document = documentOf(paragraph({ type: 'citation', version: 1, citation: { id: 'x', items: [] } }));
    expect(citationsIn(document)).toEqual([]);
  });
});

describe('open questions', () => {
  it('are the list items of sections with the role questions; a checked box means answered', () => {
    const document = documentFromMarkdown(
      '## Overview\n\n- not one\n\n## Open Questions\n\n- [ ] First?\n- [x] Second?\n    - [ ] Inner?\n',
    );
    expect(openQuestionsIn(document).map(({ text: question, answered }) => [question, answered])).toEqual([
      ['First?', false],
      ['Second?', true],
      ['Inner?', false],
    ]);
  });

  it('are open in a list without boxes', () => {
    const document = documentFromMarkdown('## Open Questions\n\n- Will it?\n');
    expect(openQuestionsIn(document)).toMatchObject([{ text: 'Will it?', answered: false }]);
  });
});

describe('links, words and reading time', () => {
  it('lists story links in order', () => {
    const link = (storyId: string) => ({ type: 'story-link', version: 1, link: { storyId, title: 'T' } });
    expect(storyLinksIn(documentOf(paragraph(link('b'), text(' '), link('a')))).map(({ storyId }) => storyId)).toEqual([
      'b',
      'a',
    ]);
  });

  it.each([
    ['', 0],
    ['one two', 2],
    ["don't stop", 2],
    ['7.5 % of 1,204 t', 4],
    ['price-setting, well', 2],
    ['東京 2026', 3],
    ['— … !', 0],
  ])('counts the words of %j as %i', (value, words) => {
    expect(wordsIn(value)).toBe(words);
  });

  it('reads a document line by line, without what citations print', () => {
    const document = documentOf(paragraph(text('A '), citation('c', 's'), text('b')), paragraph(text('C')));
    expect(plainTextOf(document)).toBe('A b\nC');
  });

  it('rounds reading time to whole minutes, at least one where there are words', () => {
    expect([0, 5, 238, 1_204].map(readingMinutesOf)).toEqual([0, 1, 1, 5]);
  });
});
