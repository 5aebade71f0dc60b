// Two versions of a story become one: what one side has changed is taken from there, and nothing is lost that both have.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainTextOf } from '#core/document/text.ts';
import { merged, mergeOf, type Side } from '#core/history/merge.ts';
import { newStory, type Story } from '#core/model/story.ts';

const story = (lines: string[], change: Partial<Story> = {}): Story => ({
  ...newStory('s', new Date(0), '2026-03-09'),
  ...change,
  document: {
    root: {
      type: 'root',
      version: 1,
      children: lines.map((text) => ({ type: 'paragraph', version: 1, children: [{ type: 'text', text, format: 0 }] })),
    },
  },
});
const proposedBy = (common: Story | null, mine: Story, theirs: Story) => {
  const merge = mergeOf(common, mine, theirs);
  const proposed = (index: number): Side => {
    const row = merge.rows[index];
    return row && !row.isSame ? row.proposed : 'mine';
  };
  const result = merged(
    merge,
    mine,
    theirs,
    proposed,
    (field) => merge.fields.find((one) => one.field === field)?.proposed ?? 'mine',
  );
  return { merge, lines: plainTextOf(result.document).split('\n'), result };
};
const one = 'The first paragraph is about the port and its cranes.';
const two = 'The second paragraph speaks of wages and of shifts at night.';
const three = 'The third paragraph closes with what nobody knows yet.';

test('what each side has changed, added and deleted since both were the same is taken from there', () => {
  const common = story([one, two, three, 'A fourth that they delete, and nobody minds.']);
  const mine = story([
    `${one} Mine.`,
    two,
    three,
    'A fourth that they delete, and nobody minds.',
    'Added by me alone.',
  ]);
  const theirs = story([one, `${two} Theirs.`, three]);
  const { lines, merge } = proposedBy(common, mine, theirs);
  expect(lines).toEqual([`${one} Mine.`, `${two} Theirs.`, three, 'Added by me alone.']);
  expect(merge.rows.some((row) => !row.isSame && row.isContested)).toBe(false);
});

test('where both have changed a block it is contested, and mine stands until somebody says otherwise', () => {
  const { lines, merge } = proposedBy(story([one]), story([`${one} Mine.`]), story([`${one} Theirs.`]));
  expect(lines).toEqual([`${one} Mine.`]);
  expect(merge.rows).toMatchObject([{ isSame: false, isContested: true, proposed: 'mine' }]);
});

test('a block that one side moved stands once', () => {
  const common = story([one, two, three]);
  const moved = story([three, one, two]);
  expect(proposedBy(common, moved, common).lines).toEqual([three, one, two]);
  expect(proposedBy(common, common, moved).lines.sort()).toEqual([one, two, three].sort());
});

test('fields follow the side that changed them, and theirs carry the rev', () => {
  const common = story([one], { title: 'Port', confidencePercent: 40, topics: ['ports'] });
  const mine = { ...common, title: 'Port strike', topics: ['ports', 'mine'] };
  const theirs = { ...common, rev: 7, confidencePercent: 70, topics: ['ports', 'theirs'] };
  const { result, merge } = proposedBy(common, mine, theirs);
  expect(result).toMatchObject({ title: 'Port strike', confidencePercent: 70, topics: ['ports', 'mine'], rev: 7 });
  expect(merge.fields.map(({ field, isContested }) => [field, isContested])).toEqual([
    ['title', false],
    ['confidencePercent', false],
    ['topics', true],
  ]);
});

const lines = fc.array(fc.constantFrom(one, two, three, 'four words stand here', 'five other words are there'), {
  maxLength: 6,
});

test('all of one side is that side, whatever both came from', () => {
  fc.assert(
    fc.property(fc.option(lines), lines, lines, fc.constantFrom<Side>('mine', 'theirs'), (base, a, b, side) => {
      const [mine, theirs] = [story(a, { title: 'Mine' }), story(b, { title: 'Theirs' })];
      const merge = mergeOf(base && story(base), mine, theirs);
      const result = merged(
        merge,
        mine,
        theirs,
        () => side,
        () => side,
      );
      const whole = side === 'mine' ? mine : theirs;
      expect(result.title).toBe(whole.title);
      expect(plainTextOf(result.document)).toBe(plainTextOf(whole.document));
    }),
  );
});

test('what only one side has that both did not come from is never left out by itself', () => {
  fc.assert(
    fc.property(lines, fc.subarray([one, two, three]), (base, kept) => {
      const mine = story([...kept, 'Mine alone, of many words here.']);
      const theirs = story(['Theirs alone, in quite another way.', ...kept]);
      const { lines: result } = proposedBy(story(base), mine, theirs);
      expect(result).toEqual(
        expect.arrayContaining(['Mine alone, of many words here.', 'Theirs alone, in quite another way.']),
      );
    }),
  );
});
