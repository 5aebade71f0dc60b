import { describe, expect, it } from 'vitest';
import { newSource, type SourceCopy } from '#core/model/source.ts';
import { entryLine } from '#renderer/review/entry-line.ts';

const NOW = new Date(2026, 2, 9, 12);
const source = newSource(
  's1',
  { type: 'article-newspaper', 'container-title': 'Meridian Wire', issued: { 'date-parts': [[2026, 2, 11]] } },
  NOW,
);
const copy: SourceCopy = {
  id: 'c1',
  kind: 'pdf',
  attachment: `${'0'.repeat(64)}.pdf`,
  fileName: 'rotterdam.pdf',
  sizeBytes: 1,
  keptAt: new Date(2026, 1, 12, 12).toISOString(),
  pages: 4,
};

const { pages: _, ...withoutPages } = copy;

describe('a source in one line', () => {
  it.each<[string, SourceCopy | undefined]>([
    ['Meridian Wire, 11 February 2026 · PDF, 4 pages, kept 12 February', copy],
    ['Meridian Wire, 11 February 2026 · PDF, 1 page, kept 12 February', { ...copy, pages: 1 }],
    [
      'Meridian Wire, 11 February 2026 · Web page, kept 30 December 2025',
      { ...withoutPages, kind: 'html', keptAt: new Date(2025, 11, 30, 12).toISOString() },
    ],
    ['Meridian Wire, 11 February 2026', undefined],
  ])('reads: %s', (line, kept) => {
    expect(entryLine(source, kept, NOW)).toBe(line);
  });

  it('says what there is of a source that nobody has described', () => {
    expect(entryLine(newSource('s2', { type: 'document' }, NOW), undefined, NOW)).toBe('');
  });
});
