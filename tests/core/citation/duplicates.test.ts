import { describe, expect, it } from 'vitest';
import { createDuplicateFinder, duplicateGroupsOf, foldUrl } from '#core/citation/duplicates.ts';
import type { CslItem } from '#core/model/source.ts';

const ARTICLE: CslItem = {
  type: 'article-newspaper',
  title: 'A price for Rotterdam',
  'container-title': 'Meridian Wire',
  issued: { 'date-parts': [[2026, 2, 11]] },
};
const item = (fields: Partial<CslItem>): CslItem => ({ type: 'article-newspaper', ...fields });

describe('sources that are the same', () => {
  it.each<[string, CslItem, CslItem]>([
    [
      'one DOI, written in two ways',
      item({ title: 'A', DOI: '10.5555/AbC' }),
      item({ title: 'B', DOI: 'https://doi.org/10.5555/abc' }),
    ],
    [
      'one address',
      item({ title: 'A', URL: 'https://www.wire.example/a/?utm_source=x' }),
      item({ title: 'B', URL: 'http://wire.example/a#top' }),
    ],
    [
      'title, outlet and date',
      ARTICLE,
      { ...ARTICLE, type: 'webpage', title: 'A PRICE, for Rotterdam!', 'container-title': 'The Meridian Wire' },
    ],
    ['a title with italics', ARTICLE, { ...ARTICLE, title: 'A price for <i>Rotterdam</i>' }],
    ['the same date in another shape', ARTICLE, { ...ARTICLE, issued: { raw: '2026-02-11' } }],
    ['outlet and date where nobody wrote a title', { ...ARTICLE, title: '' }, { ...ARTICLE, title: undefined }],
    [
      'a publisher for an outlet',
      item({ title: 'R', publisher: 'Audit Office' }),
      item({ title: 'R', publisher: 'audit office' }),
    ],
  ])('%s', (_, a, b) => {
    expect(duplicateGroupsOf([{ csl: a }, { csl: b }])).toHaveLength(1);
    const finder = createDuplicateFinder<string>();
    finder.add(a, 'a');
    expect(finder.find(b)).toBe('a');
  });

  it.each<[string, CslItem, CslItem]>([
    ['two DOIs, one title, outlet and date', { ...ARTICLE, DOI: '10.5555/1' }, { ...ARTICLE, DOI: '10.5555/2' }],
    ['another day', ARTICLE, { ...ARTICLE, issued: { 'date-parts': [[2026, 2, 12]] } }],
    ['another outlet', ARTICLE, { ...ARTICLE, 'container-title': 'Harbour Gazette' }],
    ['one has no title', ARTICLE, { ...ARTICLE, title: undefined }],
    ['no outlet', item({ title: 'Notice' }), item({ title: 'Notice' })],
    ['only the same outlet', item({ 'container-title': 'Wire' }), item({ 'container-title': 'Wire' })],
    [
      'a site’s front page',
      item({ title: 'A', URL: 'https://wire.example/' }),
      item({ title: 'B', URL: 'https://wire.example' }),
    ],
    ['another page of one address', item({ URL: 'https://x.example/?id=1' }), item({ URL: 'https://x.example/?id=2' })],
    ['no address', item({ title: 'A', URL: 'see below' }), item({ title: 'B', URL: 'see below' })],
  ])('not where there is %s', (_, a, b) => {
    expect(duplicateGroupsOf([{ csl: a }, { csl: b }])).toEqual([]);
    const finder = createDuplicateFinder<string>();
    finder.add(a, 'a');
    expect(finder.find(b)).toBeUndefined();
  });

  it('are one group where each is the same as another of it', () => {
    const sources = [
      { id: 1, csl: item({ title: 'A', DOI: '10.5555/1' }) },
      { id: 2, csl: item({ title: 'Z', 'container-title': 'Z' }) },
      { id: 3, csl: item({ title: 'B', DOI: '10.5555/1', URL: 'https://x.example/a' }) },
      { id: 4, csl: item({ title: 'C', URL: 'https://x.example/a' }) },
    ];
    expect(duplicateGroupsOf(sources).map((group) => group.map(({ id }) => id))).toEqual([[1, 3, 4]]);
  });

  it.each([
    ['https://www.Gazette.example/A/b/?utm_campaign=x&id=7&a=1#part', 'gazette.example/A/b?a=1&id=7'],
    ['http://m.gazette.example:80/index.html?id=7', 'gazette.example?id=7'],
    ['https://gazette.example/#/article/7', 'gazette.example#/article/7'],
    ['https://gazette.example/', undefined],
    ['ftp://gazette.example/a', undefined],
    ['', undefined],
  ])('fold the address %j', (url, folded) => {
    expect(foldUrl(url)).toBe(folded);
  });

  it('are found among 20,000 in a moment', () => {
    const sources = Array.from({ length: 20_000 }, (_, index) => ({
      csl: item({
        title: `Title ${index % 19_000}`,
        'container-title': `Outlet ${index % 300}`,
        URL: `https://x.example/${index % 19_500}`,
        issued: { 'date-parts': [[2026, 1 + (index % 12)]] },
      }),
    }));
    const started = performance.now();
    expect(duplicateGroupsOf(sources)).toHaveLength(500);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
