import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followMerge, mergeSources } from '#core/citation/merge-sources.ts';
import { rebaseSource } from '#core/citation/rebase-source.ts';
import { newSource, type Source, type SourceCopy } from '#core/model/source.ts';
import { anyItem } from './generated.ts';

const NOW = new Date('2026-03-09T10:00:00Z');
const copy = (id: string, letter: string): SourceCopy => ({
  id,
  kind: 'pdf',
  attachment: `${letter.repeat(64)}.pdf`,
  fileName: `${letter}.pdf`,
  sizeBytes: 1,
  keptAt: NOW.toISOString(),
});
const bare: Source = {
  ...newSource(
    'bare',
    { type: 'article-newspaper', 'container-title': 'Wire', issued: { 'date-parts': [[2026, 2]] } },
    NOW,
    true,
  ),
  tags: ['energy'],
  notes: 'Ask again.',
  excerpts: [{ id: 'e1', text: 'One', page: '2', copyId: 'c1' }],
  copies: [copy('c1', 'a')],
};
const full: Source = {
  ...newSource(
    'full',
    {
      type: 'report',
      title: 'T',
      'container-title': 'The Wire',
      issued: { 'date-parts': [[2026, 2, 11]] },
      author: [],
    },
    NOW,
  ),
  grade: 'B',
  tags: ['chile', 'energy'],
  notes: 'Desk copy.',
  excerpts: [
    { id: 'e2', text: 'One', page: '2', copyId: 'c2' },
    { id: 'e3', text: 'Two', copyId: 'c2' },
  ],
  copies: [copy('c2', 'a'), copy('c3', 'b')],
  syndicatedFrom: 'Agency',
};

describe('merging sources', () => {
  it('keeps what is there, fills what is lacking, and joins tags, notes, excerpts and copies', () => {
    expect(mergeSources(bare, [full])).toEqual({
      ...bare,
      csl: {
        type: 'report',
        title: 'T',
        'container-title': 'Wire',
        issued: { 'date-parts': [[2026, 2, 11]] },
        author: [],
      },
      grade: 'B',
      needsDetails: false,
      tags: ['energy', 'chile'],
      notes: 'Ask again.\n\nDesk copy.',
      copies: [copy('c1', 'a'), copy('c3', 'b')],
      // The same passage is there already, and what was marked in the same file is marked in the copy that stays.
      excerpts: [...bare.excerpts, { id: 'e3', text: 'Two', copyId: 'c1' }],
      syndicatedFrom: 'Agency',
      mergedIds: ['full'],
    });
  });

  it('leaves a date that says something else alone', () => {
    const other = { ...full, csl: { ...full.csl, issued: { 'date-parts': [[2025, 2, 11]] } } };
    expect(mergeSources(bare, [other]).csl.issued).toEqual({ 'date-parts': [[2026, 2]] });
    expect(mergeSources(full, [bare]).csl.issued).toEqual({ 'date-parts': [[2026, 2, 11]] });
  });

  it('done twice changes nothing more, and remembers what those had merged', () => {
    const older = { ...full, mergedIds: ['oldest'] };
    const once = mergeSources(bare, [older]);
    expect(mergeSources(once, [older])).toEqual(once);
    expect(once.mergedIds).toEqual(['full', 'oldest']);
  });

  it('loses no variable of any of them', () => {
    fc.assert(
      fc.property(anyItem(['book', 'report']), anyItem(['webpage']), (a, b) => {
        const { csl } = mergeSources({ ...bare, csl: a, needsDetails: false }, [{ ...full, csl: b }]);
        expect(new Set(Object.keys(csl))).toEqual(new Set([...Object.keys(a), ...Object.keys(b)]));
        for (const [key, value] of Object.entries(a)) if (key !== 'issued') expect(csl[key]).toEqual(value);
      }),
    );
  });

  it('lets citations follow, and two items that then say the same become one', () => {
    const kept = (id: string) => (id === 'full' || id === 'third' ? 'bare' : undefined);
    expect(
      followMerge(
        [
          { sourceId: 'bare', locator: '4', label: 'page' },
          { label: 'page', sourceId: 'full', locator: '4' },
          { sourceId: 'full', locator: '5', label: 'page' },
          { sourceId: 'third' },
          { sourceId: 'other' },
        ],
        kept,
      ),
    ).toEqual([
      { sourceId: 'bare', locator: '4', label: 'page' },
      { sourceId: 'bare', locator: '5', label: 'page' },
      { sourceId: 'bare' },
      { sourceId: 'other' },
    ]);
  });
});

describe('a change of a source that was changed elsewhere', () => {
  const theirs = { ...bare, rev: 5, tags: ['new'], csl: { ...bare.csl, URL: 'https://x.example' } };

  it('stands on top of the other where they touch different fields', () => {
    const mine = { ...bare, notes: 'Mine', csl: { ...bare.csl, title: 'Mine' } };
    expect(rebaseSource(bare, mine, theirs)).toEqual({
      ...theirs,
      notes: 'Mine',
      csl: { ...theirs.csl, title: 'Mine' },
    });
  });

  it('takes away a field that was emptied', () => {
    const { 'container-title': _, ...csl } = bare.csl;
    expect(rebaseSource(bare, { ...bare, csl }, theirs)?.csl).not.toHaveProperty('container-title');
  });

  it('is refused where both change one field in two ways, and not where in one', () => {
    expect(rebaseSource(bare, { ...bare, tags: ['other'] }, theirs)).toBeUndefined();
    expect(rebaseSource(bare, { ...bare, csl: { ...bare.csl, URL: 'https://y.example' } }, theirs)).toBeUndefined();
    expect(rebaseSource(bare, { ...bare, tags: ['new'] }, theirs)).toEqual(theirs);
  });
});
