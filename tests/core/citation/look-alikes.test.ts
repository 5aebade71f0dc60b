// What looks alike is told apart by the styles that ask for it, and every citation shows as many names as its style says.
import { describe, expect, it } from 'vitest';
import { type Citation, citationSchema } from '#core/model/citation.ts';
import { shippedPrinter, sourceOf, sourcesOf } from './house-style.ts';

const alone = (sourceId: string): Citation => citationSchema.parse({ id: `c-${sourceId}`, items: [{ sourceId }] });

describe('items that look alike', () => {
  const report = (title: string) => ({
    type: 'report' as const,
    title,
    author: [{ family: 'Araya', given: 'Lucía' }],
    issued: { 'date-parts': [[2026]] },
  });
  const sources = sourcesOf(sourceOf('one', report('Mines')), sourceOf('other', report('Refineries')));

  it('are told apart where the style does so', () => {
    const printed = shippedPrinter('apa').printCitations([alone('one'), alone('other')], sources);
    expect(printed.map(({ text }) => text)).toEqual(['(Araya, 2026a)', '(Araya, 2026b)']);
  });

  it('are printed with as many of their names as the style shows', () => {
    const names = ['Araya', 'Okafor', 'Lind', 'Meyer'].map((family) => ({ family, given: 'Ada' }));
    const nameless = sourcesOf(sourceOf('one', { type: 'report', title: 'Mines', author: names }));
    const [printed] = shippedPrinter('galley-house').printCitations([alone('one')], nameless);
    expect(printed?.text).toBe('(Ada Araya et al.)');
  });
});
