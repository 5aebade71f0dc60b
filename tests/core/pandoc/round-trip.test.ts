import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDocument } from '#core/document/gate.ts';
import { type Source, sourceSchema } from '#core/model/source.ts';
import { newStory, type Story, type StoryDocument, storySchema } from '#core/model/story.ts';
import { readPandoc } from '#core/pandoc/read.ts';
import { writePandoc } from '#core/pandoc/write.ts';
import { arbitraryDocument } from '../document/arbitrary-document.ts';

const NOW = new Date('2026-03-09T09:00:00Z');
const sources = new Map<string, Source>(
  readdirSync('data/starter/sources').map((name) => {
    const source = sourceSchema.parse(JSON.parse(readFileSync(`data/starter/sources/${name}`, 'utf8')));
    return [source.id, source];
  }),
);
const starter = readdirSync('data/starter/stories').map((name): Story => {
  const story = storySchema.parse(JSON.parse(readFileSync(`data/starter/stories/${name}`, 'utf8')));
  return { ...story, document: openDocument(story.document).document };
});
const noId = () => {
  throw new Error('Everything has its id already.');
};

describe('Pandoc Markdown', () => {
  it.each(starter.map((story) => [story.title, story] as const))(
    'gives “%s” back as it was, all in Markdown',
    (_, story) => {
      const { markdown } = writePandoc(story, { sources });
      expect(readPandoc(markdown, noId)?.story).toEqual(story);
      expect(markdown).not.toContain('.galley-block');
    },
  );

  it('gives a block back whose text has a carriage return in it', () => {
    const text = { type: 'text', version: 1, mode: 'normal', style: '', detail: 0, text: 'a\r\0', format: 336 };
    const element = { version: 1, direction: null, format: '' as const, indent: 0 };
    const quote = { ...element, type: 'quote', children: [text] };
    const document: StoryDocument = { root: { ...element, type: 'root', children: [quote] } };
    const story = { ...newStory('story1', NOW, '2026-03-09'), document: openDocument(document).document };
    expect(readPandoc(writePandoc(story, { sources: new Map() }).markdown, noId)?.story).toEqual(story);
  });

  it('keeps what Markdown has no word for as it is, and the blocks around it in Markdown', () => {
    const element = { version: 1, direction: null, format: '' as const, indent: 0 };
    const paragraph = (...texts: string[]) => ({
      ...element,
      type: 'paragraph',
      textFormat: 0,
      textStyle: '',
      children: texts.map((text) => ({
        type: 'text',
        version: 1,
        mode: 'normal',
        style: '',
        detail: 0,
        text,
        format: 0,
      })),
    });
    const cell = (text: string) => ({
      ...element,
      type: 'tablecell',
      headerState: 0,
      colSpan: 1,
      rowSpan: 1,
      backgroundColor: null,
      children: [paragraph(text)],
    });
    const row = (...texts: string[]) => ({ ...element, type: 'tablerow', children: texts.map(cell) });
    // A table without a head is read with one, and an empty paragraph behind it as nothing.
    const table = { ...element, type: 'table', children: [row('a', 'b'), row('c', 'd')] };
    const blocks = [paragraph('Before.'), table, paragraph(), paragraph('After.'), paragraph('Later.')];
    const document: StoryDocument = { root: { ...element, type: 'root', children: blocks } };
    const story = { ...newStory('story1', NOW, '2026-03-09'), document: openDocument(document).document };
    const { markdown } = writePandoc(story, { sources: new Map() });
    expect(readPandoc(markdown, noId)?.story).toEqual(story);
    expect(markdown.match(/\.galley-block/g)).toHaveLength(2);
    expect(markdown).toMatch(/^Before\.$/m);
    expect(markdown).toMatch(/\n\nAfter\.\n\nLater\.\n$/);
  });

  it('gives any story back as it was', () => {
    fc.assert(
      fc.property(
        arbitraryDocument,
        fc.record({
          title: fc.string({ unit: 'binary', maxLength: 40 }),
          label: fc.string({ maxLength: 20 }),
          summary: fc.string({ maxLength: 80 }),
          topics: fc.array(fc.string({ minLength: 1, maxLength: 10 }), { maxLength: 3 }),
        }),
        (document, metadata) => {
          const story: Story = {
            ...newStory('story1', NOW, '2026-03-09'),
            ...metadata,
            document: openDocument(document).document,
          };
          expect(readPandoc(writePandoc(story, { sources: new Map() }).markdown, noId)?.story).toEqual(story);
        },
      ),
      { numRuns: 60 },
    );
  });
});
