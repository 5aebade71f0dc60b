// The diff of two states of a document: what a reader is shown, and that nothing of either state is missing from it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffBlocks, diffDocuments } from '#core/document/diff/document-diff.ts';
import { type MarkedNode, sideOf } from '#core/document/diff/marked.ts';
import { commonIn } from '#core/document/diff/sequence.ts';
import { diffStories, diffTexts, isEmptyDiff } from '#core/document/diff/story-diff.ts';
import { textOf } from '#core/document/walk.ts';
import { newStory, type SerializedNode, type StoryDocument } from '#core/model/story.ts';
import { arbitraryDocument } from '../arbitrary-document.ts';

const text = (words: string, format = 0): SerializedNode => ({ type: 'text', version: 1, text: words, format });
const paragraph = (...children: (SerializedNode | string)[]): SerializedNode => ({
  type: 'paragraph',
  version: 1,
  children: children.map((child) => (typeof child === 'string' ? text(child) : child)),
});
const heading = (id: string, words = id, confidencePercent: number | null = null): SerializedNode => ({
  type: 'heading',
  version: 1,
  tag: 'h2',
  children: [text(words)],
  $: { section: { id, role: 'narrative', confidencePercent, rationale: '' } },
});
const citation = (id: string, verdict = 'unverified'): SerializedNode => ({
  type: 'citation',
  version: 1,
  citation: { id, items: [{ sourceId: 'gazette' }], quote: '', verdict, note: '' },
});
const list = (...items: string[]): SerializedNode => ({
  type: 'list',
  listType: 'bullet',
  tag: 'ul',
  children: items.map((item) => ({ type: 'listitem', children: [text(item)] })),
});
const documentOf = (...children: SerializedNode[]): StoryDocument => ({ root: { type: 'root', version: 1, children } });

/** `[-removed-]` and `{+added+}` in the text of a marked node. */
function written({ node, children, mark }: MarkedNode): string {
  const inner = children ? children.map(written).join('') : node.type === 'citation' ? '(c)' : textOf(node);
  return mark === 'removed' ? `[-${inner}-]` : mark === 'added' ? `{+${inner}+}` : inner;
}
const blocksOf = (before: StoryDocument, after: StoryDocument) =>
  diffBlocks(before, after).map(({ kind, marked }) => [kind, written(marked)]);

describe('words', () => {
  test('of a changed sentence only the words that changed are marked', () => {
    const before = documentOf(paragraph('The port handled 1,400 containers a day in March.'));
    const after = documentOf(paragraph('The port handled 1,700 containers every day in March.'));
    expect(blocksOf(before, after)).toEqual([
      ['changed', 'The port handled 1,[-400-]{+700+} containers [-a-]{+every+} day in March.'],
    ]);
  });

  test('a rewritten stretch is shown as one, whatever small words both happen to share', () => {
    const pieces = diffTexts(
      'Intro stays. Nobody at the ministry would say who had signed it. End stays.',
      'Intro stays. Three officials read the memo on Friday before lunch. End stays.',
    );
    expect(pieces.filter(({ mark }) => mark === 'removed')).toHaveLength(1);
    expect(pieces.at(0)?.text).toMatch(/^Intro stays\. /);
    expect(pieces.at(-1)?.text).toMatch(/\. End stays\.$/);
  });

  test('a word that is bold now is another word', () => {
    const after = documentOf(paragraph('plain and ', text('bold', 1)));
    expect(blocksOf(documentOf(paragraph('plain and bold')), after)).toEqual([
      ['changed', 'plain and [-bold-]{+bold+}'],
    ]);
  });

  test('a citation with another verdict stays, with what it was', () => {
    const before = documentOf(paragraph('Said so ', citation('c1'), '.'));
    const after = documentOf(paragraph('Said so ', citation('c1', 'supports'), '.'));
    const [block] = diffBlocks(before, after);
    expect(block?.kind).toBe('changed');
    expect(block?.marked.children?.[1]).toMatchObject({
      node: { citation: { verdict: 'supports' } },
      before: { citation: { verdict: 'unverified' } },
    });
    expect(diffDocuments(before, after).citations).toMatchObject([
      { kind: 'changed', before: { verdict: 'unverified' }, after: { verdict: 'supports' } },
    ]);
  });

  test('what another program has written in another order is the same', () => {
    const link = (fields: Record<string, unknown>) => paragraph('See ', { type: 'story-link', ...fields });
    const before = documentOf(link({ link: { storyId: 's', title: 'Grain' }, version: 1 }));
    const after = documentOf(link({ version: 1, link: { title: 'Grain', storyId: 's' } }), paragraph('New'));
    expect(diffBlocks(before, after).map(({ kind }) => kind)).toEqual(['same', 'added']);
  });

  test('citations come and go by their ids', () => {
    const before = documentOf(paragraph('One ', citation('c1'), ' two ', citation('c2')));
    const after = documentOf(paragraph('One ', citation('c1'), ' two ', citation('c3')));
    expect(blocksOf(before, after)).toEqual([['changed', 'One (c) two [-(c)-]{+(c)+}']]);
    expect(diffDocuments(before, after).citations.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});

describe('blocks', () => {
  test('a paragraph that came and one that went stand as wholes', () => {
    const [first, second] = [
      paragraph('The first paragraph stays here.'),
      paragraph('Another one of many words goes.'),
    ];
    const third = paragraph('Something else entirely has been written below.');
    expect(blocksOf(documentOf(first, second), documentOf(first, third))).toEqual([
      ['same', 'The first paragraph stays here.'],
      ['removed', '[-Another one of many words goes.-]'],
      ['added', '{+Something else entirely has been written below.+}'],
    ]);
  });

  test('a paragraph that stands elsewhere now is moved, with what has changed in it', () => {
    const blocks = ['alpha beta gamma delta epsilon', 'one two three four five six seven', 'red green blue grey black'];
    const [a, b, c] = blocks.map((words) => paragraph(words));
    const moved = paragraph('red green blue grey white');
    if (!a || !b || !c) throw new Error();
    expect(blocksOf(documentOf(a, b, c), documentOf(moved, a, b))).toEqual([
      ['moved', 'red green blue grey [-black-]{+white+}'],
      ['same', blocks[0]],
      ['same', blocks[1]],
      ['moved-away', `[-${blocks[2]}-]`],
    ]);
  });

  test('in a list and in a table the items and cells that changed are marked', () => {
    const before = documentOf(list('one thing stays', 'the second thing goes', 'a third thing changes here'));
    const after = documentOf(list('one thing stays', 'a third thing has changed here', 'wholly new item'));
    expect(blocksOf(before, after)).toEqual([
      [
        'changed',
        'one thing stays[-the second thing goes-]a third thing [-changes-]{+has changed+} here{+wholly new item+}',
      ],
    ]);
    const cell = (words: string) => ({ type: 'tablecell', headerState: 0, children: [paragraph(words)] });
    const table = (...cells: string[]) =>
      documentOf({ type: 'table', children: [{ type: 'tablerow', children: cells.map(cell) }] });
    expect(blocksOf(table('Port', '1,400'), table('Port', '980'))).toEqual([['changed', 'Port[-1,400-]{+980+}']]);
  });

  test('a block that became a heading, or an answered question, says what it was', () => {
    const before = documentOf(paragraph('Core dynamic of the price'));
    const after = documentOf(heading('core', 'Core dynamic of the price'));
    expect(diffBlocks(before, after)).toMatchObject([
      { kind: 'changed', marked: { node: { type: 'heading' }, before: { type: 'paragraph' } } },
    ]);
  });
});

describe('sections', () => {
  const [one, two, three] = ['one', 'two', 'three'].map((id) => [
    heading(id),
    paragraph(`${id} is a section with a paragraph of words that say ${id}`),
  ]) as [SerializedNode[], SerializedNode[], SerializedNode[]];

  test('a section that moved is named once, with all that went along', () => {
    const diff = diffDocuments(documentOf(...one, ...two, ...three), documentOf(...three, ...one, ...two));
    expect(diff.sections).toEqual([{ kind: 'moved', sectionId: 'three', heading: 'three' }]);
    expect(diff.blocks.map(({ kind }) => kind)).toEqual([
      'moved',
      'moved',
      'same',
      'same',
      'same',
      'same',
      'moved-away',
      'moved-away',
    ]);
  });

  test('sliders, headings and sections that came and went are named', () => {
    const before = documentOf(heading('one', 'Overview', 40), ...two);
    const after = documentOf(heading('one', 'Background', 65), ...three);
    expect(diffDocuments(before, after).sections).toEqual([
      { kind: 'removed', sectionId: 'two', heading: 'two' },
      { kind: 'renamed', sectionId: 'one', heading: 'Background', before: 'Overview', after: 'Background' },
      { kind: 'confidence', sectionId: 'one', heading: 'Background', before: 40, after: 65 },
      { kind: 'added', sectionId: 'three', heading: 'three' },
    ]);
  });

  test('the header’s fields are told apart', () => {
    const before = { ...newStory('s', new Date(0), '2026-03-09'), title: 'Port strike', topics: ['ports'] };
    const after = { ...before, title: 'Port strike ends', confidencePercent: 80, topics: ['ports', 'unions'] };
    expect(diffStories(before, after).fields).toEqual([
      { field: 'title', pieces: [{ text: 'Port strike' }, { text: ' ends', mark: 'added' }] },
      { field: 'topics', pieces: [{ text: 'ports' }, { text: ', unions', mark: 'added' }] },
      { field: 'confidencePercent', before: 50, after: 80 },
    ]);
  });
});

describe('properties', () => {
  /** A document and one that came of it: blocks left out, doubled, put in and moved. */
  const edited = fc.tuple(arbitraryDocument, arbitraryDocument, fc.infiniteStream(fc.nat(9))).map(([a, b, dice]) => {
    const children = a.root.children.flatMap((block) => {
      const roll = dice.next().value ?? 0;
      if (roll < 2) return [];
      if (roll === 2) return [block, ...b.root.children.slice(0, 1)];
      return roll === 3 ? b.root.children.slice(1, 2) : [block];
    });
    if ((dice.next().value ?? 0) < 5) children.reverse();
    return [a, { root: { ...a.root, children } }] as const;
  });
  const pairs = fc.oneof(edited, fc.tuple(arbitraryDocument, arbitraryDocument));

  test('between equal states there is nothing', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const story = { ...newStory('s', new Date(0), '2026-03-09'), document };
        const again = structuredClone(story);
        expect(isEmptyDiff(diffStories(story, again))).toBe(true);
      }),
    );
  });

  test('what is kept and added is the later state, what is kept and removed the earlier', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const blocks = diffBlocks(before, after);
        const later = blocks.filter(({ kind }) => kind !== 'removed' && kind !== 'moved-away');
        expect(later.map(({ marked }) => textOf(sideOf(marked, 'after') ?? { type: 'gone' }))).toEqual(
          after.root.children.map(textOf),
        );
        // What moved stands where it was as a whole; what it became is elsewhere.
        const earlier = blocks.filter(({ kind }) => kind !== 'added' && kind !== 'moved');
        expect(earlier.map(({ marked }) => textOf(sideOf(marked, 'before') ?? { type: 'gone' }))).toEqual(
          before.root.children.map(textOf),
        );
        const moved = blocks.filter(({ kind }) => kind === 'moved');
        for (const { marked, before: from } of moved)
          expect(textOf(sideOf(marked, 'before') ?? { type: 'gone' })).toBe(
            textOf(before.root.children[from ?? -1] ?? { type: 'gone' }),
          );
      }),
      { numRuns: 300 },
    );
  });

  test('every block of either state stands on a line of its own, in its order', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const blocks = diffBlocks(before, after);
        const places = (side: 'before' | 'after', other: string) =>
          blocks.flatMap((block) => (block[side] === null || block.kind === other ? [] : [block[side]]));
        expect(places('after', 'moved-away')).toEqual(after.root.children.map((_, index) => index));
        expect(places('before', 'moved')).toEqual(before.root.children.map((_, index) => index));
      }),
    );
  });

  test('what two sequences have in common is in both, in order', () => {
    const elements = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 40 });
    fc.assert(
      fc.property(elements, elements, (before, after) => {
        const common = commonIn(before, after);
        for (const [index, pair] of common.entries()) {
          expect(before[pair.before]).toBe(after[pair.after]);
          const last = common[index - 1];
          if (last) expect(pair.before > last.before && pair.after > last.after).toBe(true);
        }
        expect(commonIn(before, before)).toHaveLength(before.length);
      }),
    );
  });
});
