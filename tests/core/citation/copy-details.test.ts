import { describe, expect, it } from 'vitest';
import { detailsFromCopy } from '#core/citation/copy-details.ts';
import type { CslItem } from '#core/model/source.ts';

const EMPTY: CslItem = { type: 'article-newspaper' };
const COPY = {
  blocks: [],
  title: ' A price of its own ',
  byline: 'By Ada Byron and Grace M. Hopper',
  published: '2026-02-11T23:30:00+01:00',
  language: 'en-GB',
};

describe('what a copy says about its source', () => {
  it('fills in what the source leaves empty', () => {
    expect(detailsFromCopy(EMPTY, COPY)).toEqual({
      title: 'A price of its own',
      author: [
        { given: 'Ada', family: 'Byron' },
        { given: 'Grace M.', family: 'Hopper' },
      ],
      issued: { 'date-parts': [[2026, 2, 11]] },
      language: 'en-GB',
    });
  });

  it('never changes what is there', () => {
    const csl: CslItem = {
      ...EMPTY,
      title: 'Ours',
      author: [{ literal: 'Meridian Wire' }],
      issued: { 'date-parts': [[2025]] },
      language: 'de',
    };
    expect(detailsFromCopy(csl, COPY)).toEqual({});
  });

  it.each([
    ['Meridian', [{ literal: 'Meridian' }]],
    ['The Editors of the Harbour Gazette', [{ literal: 'The Editors of the Harbour Gazette' }]],
    ['https://meridian.example/ada', []],
    ['', []],
    ['one, two, three, four, five, six, and seven', []],
  ])('reads the byline %j', (byline, author) => {
    expect(detailsFromCopy(EMPTY, { blocks: [], byline }).author ?? []).toEqual(author);
  });

  it('takes no date and no language that is none', () => {
    expect(detailsFromCopy(EMPTY, { blocks: [], published: 'yesterday', language: 'English, mostly' })).toEqual({});
  });
});
