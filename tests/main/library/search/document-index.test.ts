import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentIndex } from '#main/library/search/document-index.ts';
import type { SearchFields } from '#main/library/search/fields.ts';

const FIELDS = ['title', 'keywords', 'summary', 'text'] as const;
const empty: SearchFields = { title: '', keywords: '', summary: '', text: '' };
/** Few letters, so that words begin alike. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'я'), minLength: 1, maxLength: 4 });
const words = fc.array(word, { maxLength: 6 });
const id = fc.integer({ min: 0, max: 12 }).map((number) => `id${number}`);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('put' as const), id, field: fc.constantFrom(...FIELDS), words }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('remove' as const), id }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('search' as const),
      words: fc.array(word, { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('store' as const) }) },
);

const folded = (text: string) => text.replaceAll('é', 'e');

describe('an index', () => {
  it('finds what a look at every document finds, whatever was put, replaced, removed and stored before', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let index = new DocumentIndex();
        const model = new Map<string, string[]>();
        for (const each of steps) {
          if (each.act === 'put') {
            index.put({ id: each.id, stamp: undefined }, { ...empty, [each.field]: each.words.join(' ') });
            model.set(each.id, each.words.map(folded));
          } else if (each.act === 'remove') {
            expect(index.remove(each.id)).toBe(model.delete(each.id));
          } else if (each.act === 'store') {
            index = new DocumentIndex(index.compacted());
          } else {
            const expected = [...model].filter(([, held]) =>
              each.words.map(folded).every((asked) => held.some((candidate) => candidate.startsWith(asked))),
            );
            const found = index.search(each.words.join(' ')).map(({ document }) => document.id);
            expect(found.toSorted()).toEqual(expected.map(([known]) => known).sort());
          }
        }
        expect(index.documents.map((document) => document.id).sort()).toEqual([...model.keys()].sort());
      }),
      { numRuns: 500 },
    );
  });

  it('finds in a thousand segments what it finds in one', () => {
    const index = new DocumentIndex();
    for (let number = 0; number < 1_000; number += 1) {
      index.put(
        { id: `id${number % 700}`, stamp: undefined },
        { ...empty, text: `common even${number % 2} number${number}` },
      );
      if (number % 3 === 0) index.search('seals');
    }
    const ask = () =>
      ['common', 'even1', 'number300', 'common number9', 'unheard'].map((query) =>
        index
          .search(query)
          .map(({ document }) => document.id)
          .sort(),
      );
    const before = ask();
    expect(before.map((found) => found.length)).toEqual([700, 350, 1, 100, 0]);
    index.compacted();
    expect(ask()).toEqual(before);
  });

  it('ranks every hit in a title before any elsewhere, and of equals the one changed last', () => {
    const index = new DocumentIndex();
    const put = (name: string, mtimeMs: number, fields: Partial<SearchFields>) =>
      index.put({ id: name, stamp: { mtimeMs, sizeBytes: 1 } }, { ...empty, ...fields });
    put('texts', 9, { text: 'rare rare rare rare rare rare rare rare common common common common' });
    put('keywords', 9, { keywords: 'rare common' });
    put('one in title', 1, { title: 'common', text: 'rare' });
    put('older', 2, { title: 'common rare' });
    put('newer', 3, { title: 'rare common' });
    for (let number = 0; number < 50; number += 1) put(`other${number}`, 0, { text: 'common' });
    expect(index.search('common rare').map(({ document }) => document.id)).toEqual([
      'newer',
      'older',
      'one in title',
      'keywords',
      'texts',
    ]);
  });
});
