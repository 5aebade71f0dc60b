// Citations are printed apart from the text around them: what is printed first must be what the text shows, in its order.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentFromMarkdown } from '#core/document/markdown/convert.ts';
import { DEFAULT_PUBLISH_OPTIONS } from '#core/model/publishing.ts';
import { type SerializedNode, type Story, storySchema } from '#core/model/story.ts';
import { draftStory } from '#core/publish/edition.ts';
import { storyOf } from '../../main/library/temporary-library.ts';
import { shippedPrinter } from '../citation/house-style.ts';

const printer = shippedPrinter('galley-house');

/** The ids of the citations that an edition asks to be printed, and of those that stand in its text with what was printed of them. */
function orders(story: Story, chosen = {}) {
  const options = { ...DEFAULT_PUBLISH_OPTIONS, ...chosen };
  const { printing, convert } = draftStory(story, options, { printer, sources: new Map() });
  const asked = printing.citations.map(({ id }) => id);
  const edition = convert()({
    citations: printing.citations.map(({ id }) => ({ text: `printed ${id}`, html: id, alone: [] })),
    sources: [],
  });
  return { asked, shown: edition.citations.map(({ citation, printed }) => [citation.id, printed?.text]) };
}

/** Every word that begins with `@` becomes a citation of that name. */
function cited(node: SerializedNode): SerializedNode[] {
  const text = typeof node.text === 'string' ? node.text : undefined;
  if (node.type === 'text' && text?.includes('@'))
    return text
      .split(/(@\w+)/)
      .map((part) =>
        part.startsWith('@')
          ? { type: 'citation', version: 1, citation: { id: part.slice(1), items: [{ sourceId: 'wire' }] } }
          : { ...node, text: part },
      );
  return [{ ...node, ...(node.children && { children: node.children.flatMap(cited) }) }];
}

describe('the citations of an edition', () => {
  it.each(readdirSync('data/starter/stories'))('are those that its text shows, in %s', (name) => {
    const story = storySchema.parse(JSON.parse(readFileSync(`data/starter/stories/${name}`, 'utf8')));
    const { asked, shown } = orders(story);
    expect(asked.length).toBeGreaterThan(0);
    expect(shown).toEqual(asked.map((id) => [id, `printed ${id}`]));
  });

  it.each([{}, { citations: 'footnotes' }, { citations: 'numbered' }, { openQuestions: false }])(
    'are those that its text shows wherever they stand, with %j',
    (chosen) => {
      const document = documentFromMarkdown(
        '# One @a1\n\n@a2 first **bold @a3** and [a link @a4](https://x.example).\n\n- item @b1\n  1. nested @b2\n  2. @b3\n- [ ] task @b4\n\n> quoted @c1\n\n| head @d1 | more |\n| --- | ---: |\n| @d2 cell | @d3 |\n\nLast ~~@e1~~ @e2.\n',
      );
      const story = {
        ...storyOf('s', 'Story'),
        document: { root: { ...document.root, children: document.root.children.flatMap(cited) } },
      };
      const { asked, shown } = orders(story, chosen);
      expect(asked).toHaveLength(14);
      expect(shown).toEqual(asked.map((id) => [id, `printed ${id}`]));
    },
  );
});
