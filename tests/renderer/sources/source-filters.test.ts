import { describe, expect, it } from 'vitest';
import {
  type Chip,
  type Facet,
  facetValues,
  filterRows,
  NO_FILTERS,
  type SourceFilters,
} from '#renderer/sources/source-filters.ts';
import { rowOf, type SourceColumn, type SourceItem, type SourceRow, sortRows } from '#renderer/sources/source-rows.ts';

type Given = Partial<SourceItem['source']> & { notes?: string; citedInCount?: number };

function row(id: string, { notes = '', citedInCount = 1, ...source }: Given = {}): SourceRow {
  return rowOf({
    source: {
      schemaVersion: 1,
      id,
      rev: 1,
      csl: { type: 'article-newspaper', title: id, 'container-title': 'Gazette' },
      grade: 'B',
      needsDetails: false,
      tags: [],
      copies: [],
      createdAt: '2026-03-09T00:00:00Z',
      savedAt: '2026-03-09T00:00:00Z',
      ...source,
    },
    citedInCount,
    excerptCount: 0,
    notes,
  });
}
const ROWS = [
  row('a', { needsDetails: true, grade: null, tags: ['energy'] }),
  row('b', {
    grade: null,
    citedInCount: 0,
    csl: { type: 'report', title: 'Größe', publisher: 'The Gazette', DOI: '10.5555/x' },
  }),
  row('c', { tags: ['energy', 'chile'], notes: 'Ask the captain', syndicatedFrom: 'Agency' }),
  row('d', {
    needsDetails: true,
    csl: { type: 'report', 'container-title': 'Wire', author: [{ family: 'Nuñez', given: 'Ada' }] },
  }),
];
const with_ = (given: {
  search?: string;
  chips?: Chip[];
  facets?: Partial<Record<Facet, string[]>>;
}): SourceFilters => ({
  search: given.search ?? '',
  chips: new Set(given.chips),
  facets: {
    outlet: new Set(given.facets?.outlet),
    type: new Set(given.facets?.type),
    tag: new Set(given.facets?.tag),
  },
});
const ids = (filters: SourceFilters, duplicates = new Map<string, number>()) =>
  filterRows(ROWS, filters, duplicates).rows.map(({ id }) => id);

describe('filters of sources', () => {
  it.each<[Parameters<typeof with_>[0], string[]]>([
    [{}, ['a', 'b', 'c', 'd']],
    [{ chips: ['needs-details'] }, ['a', 'd']],
    [{ chips: ['needs-details', 'ungraded'] }, ['a']],
    [{ chips: ['not-cited'] }, ['b']],
    [{ facets: { outlet: ['gazette'] } }, ['a', 'b', 'c']],
    [{ facets: { outlet: ['gazette', 'wire'], type: ['Report'] } }, ['b', 'd']],
    [{ facets: { tag: ['chile', 'energy'] } }, ['a', 'c']],
    [{ facets: { tag: ['energy'] }, chips: ['ungraded'] }, ['a']],
    [{ search: 'große' }, ['b']],
    [{ search: 'größe' }, ['b']],
    [{ search: '10.5555/X' }, ['b']],
    [{ search: 'nunez ada' }, ['d']],
    [{ search: 'captain' }, ['c']],
    [{ search: 'agency' }, ['c']],
    [{ search: 'energy gazette' }, ['a', 'c']],
    [{ search: 'energy', chips: ['needs-details'], facets: { outlet: ['gazette'] } }, ['a']],
    [{ search: 'nothing' }, []],
  ])('%j lets through %j', (given, expected) => {
    expect(ids(with_(given))).toEqual(expected);
  });

  it('know duplicates once they have been looked for', () => {
    expect(filterRows(ROWS, with_({ chips: ['duplicates'] }), undefined).rows).toEqual([]);
    expect(
      ids(
        with_({ chips: ['duplicates'] }),
        new Map([
          ['b', 0],
          ['d', 0],
        ]),
      ),
    ).toEqual(['b', 'd']);
  });

  it('count for each chip what it would show beside the others', () => {
    expect(filterRows(ROWS, NO_FILTERS, undefined).counts).toEqual({
      'needs-details': 2,
      ungraded: 2,
      'not-cited': 1,
      duplicates: 0,
    });
    // Beside "ungraded": one of the two that need details, and the one that isn't cited.
    expect(filterRows(ROWS, with_({ chips: ['ungraded'] }), undefined).counts).toMatchObject({
      'needs-details': 1,
      ungraded: 2,
      'not-cited': 1,
    });
  });

  it('keep the row of what is being edited', () => {
    const { rows, counts } = filterRows(ROWS, with_({ chips: ['needs-details'] }), undefined, 'c');
    expect(rows.map(({ id }) => id)).toEqual(['a', 'c', 'd']);
    expect(counts['needs-details']).toBe(2);
  });

  it('list the values of a facet with their counts, spellings of one outlet together, what is chosen always there', () => {
    expect(facetValues(ROWS, 'outlet', NO_FILTERS, undefined)).toEqual([
      { id: 'gazette', label: 'Gazette', count: 3 },
      { id: 'wire', label: 'Wire', count: 1 },
    ]);
    const chosen = with_({ facets: { outlet: ['wire'], type: ['Newspaper article'] } });
    expect(facetValues(ROWS, 'outlet', chosen, undefined)).toEqual([
      { id: 'gazette', label: 'Gazette', count: 2 },
      { id: 'wire', label: 'Wire', count: 0 },
    ]);
  });
});

describe('the order of sources', () => {
  const order = (column: SourceColumn, direction: 'ascending' | 'descending', rows: SourceRow[]) =>
    sortRows(rows, { column, direction }).map(({ id }) => id);
  const dated = (id: string, year: number, month?: number) =>
    row(id, {
      csl: {
        type: 'book',
        title: id,
        'container-title': 'O',
        issued: { 'date-parts': [month ? [year, month] : [year]] },
      },
    });

  it('is by time, by number of stories, and by names as one reads them', () => {
    expect(order('date', 'ascending', [dated('x', 2026, 3), dated('y', 2025), row('z'), dated('w', 2026)])).toEqual([
      'y',
      'w',
      'x',
      'z',
    ]);
    expect(order('cited', 'descending', [row('x', { citedInCount: 2 }), row('y', { citedInCount: 11 })])).toEqual([
      'y',
      'x',
    ]);
    const titled = (id: string, title: string) => row(id, { csl: { type: 'book', title, 'container-title': 'O' } });
    expect(
      order('title', 'ascending', [
        titled('a', 'Outlet 10'),
        titled('b', '“Outlet 9'),
        titled('c', 'Émile'),
        titled('d', 'Zola'),
        titled('e', ''),
      ]),
    ).toEqual(['c', 'b', 'a', 'd', 'e']);
    expect(
      order('grade', 'ascending', [row('x', { grade: null }), row('y', { grade: 'F' }), row('z', { grade: 'A' })]),
    ).toEqual(['z', 'y', 'x']);
  });
});
