import { describe, expect, test } from 'vitest';
import { type CslItem, newSource } from '#core/model/source.ts';
import { searchSources, sourceIndexOf } from '#renderer/editor/source-search.ts';

const now = new Date('2026-03-09T12:00:00Z');

function listed(id: string, csl: Partial<CslItem>, citedInCount = 0) {
  return { source: newSource(id, { type: 'article-newspaper', ...csl }, now), citedInCount };
}

const index = sourceIndexOf([
  listed('pilots', { 'container-title': 'Harbour Pilots’ Association', issued: { 'date-parts': [[2025]] } }),
  listed(
    'gazette',
    { 'container-title': 'Harbour Gazette', title: 'Second refinery', issued: { 'date-parts': [[2026, 3]] } },
    4,
  ),
  listed('review', {
    'container-title': 'Révue Portuaire',
    title: 'The harbour question',
    author: [{ family: 'Öztürk' }],
  }),
  listed('bare', { title: 'Only a title' }),
]);
const idsFor = (query: string, limit = 10) => searchSources(index, query, limit).map(({ source }) => source.id);

describe('finding sources', () => {
  test('looks in outlet, author, title and year, whatever accents and case', () => {
    expect(idsFor('OZTURK')).toEqual(['review']);
    expect(idsFor('revue')).toEqual(['review']);
    expect(idsFor('second ref')).toEqual(['gazette']);
    expect(idsFor('harbour 2025')).toEqual(['pilots']);
  });

  test('wants every word', () => {
    expect(idsFor('harbour gazette')).toEqual(['gazette']);
    expect(idsFor('harbour tractor')).toEqual([]);
  });

  test('puts outlets that begin so first, then the more cited', () => {
    expect(idsFor('harbour')).toEqual(['gazette', 'pilots', 'review']);
  });

  test('puts the newest first of those saved at one time, however they were read', () => {
    const twins = [
      listed('b-january', { 'container-title': 'Tidings', issued: { 'date-parts': [[2026, 1]] } }),
      listed('a-february', { 'container-title': 'Tidings', issued: { 'date-parts': [[2026, 2]] } }),
      listed('b-undated', { 'container-title': 'Tidings' }),
      listed('a-undated', { 'container-title': 'Tidings' }),
    ];
    for (const list of [twins, [...twins].reverse()]) {
      expect(searchSources(sourceIndexOf(list), 'tid', 9).map(({ source }) => source.id)).toEqual([
        'a-february',
        'b-january',
        'a-undated',
        'b-undated',
      ]);
    }
  });

  test('gives no more than asked for, and the most cited for nothing typed', () => {
    expect(idsFor('', 1)).toEqual(['gazette']);
  });

  test('names a source without an outlet by its title, once', () => {
    const [entry] = searchSources(index, 'only', 1);
    expect(entry?.outlet).toBe('Only a title');
    expect(entry?.detail).toBe('');
  });

  test('says in words how often a source is cited', () => {
    expect(searchSources(index, 'gazette', 1)[0]?.detail).toBe('Mar 2026 · Second refinery · cited in 4 stories');
  });
});
