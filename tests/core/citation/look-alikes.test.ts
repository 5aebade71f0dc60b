// What looks alike is told apart by the styles that ask for it; the others print the same whether or not anybody compares.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCitationPrinter } from '#core/citation/printer.ts';
import { type Citation, citationSchema } from '#core/model/citation.ts';
import { CSL_TYPES } from '#core/model/source.ts';
import { anyItem } from './generated.ts';
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

  it.each(['galley-house', 'ieee', 'vancouver'])('are printed by %s as with the comparison', (id) => {
    const xml = readFileSync(`data/styles/${id}.csl`, 'utf8');
    const localeXml = readFileSync('data/styles/locales-en-US.xml', 'utf8');
    const without = createCitationPrinter({ id, xml, localeXml });
    // A style that says the word anywhere may mean it.
    const withIt = createCitationPrinter({ id, xml: `${xml}<!-- disambiguate -->`, localeXml });
    fc.assert(
      fc.property(fc.array(anyItem(CSL_TYPES), { minLength: 1, maxLength: 6 }), (items) => {
        const all = sourcesOf(...items.map((item, index) => sourceOf(`s${index}`, item)));
        const citations = [...all.keys()].flatMap((sourceId) => [alone(sourceId), alone(sourceId)]);
        expect(without.printCitations(citations, all)).toEqual(withIt.printCitations(citations, all));
        expect(without.printSourceList([...all.keys()], all)).toEqual(withIt.printSourceList([...all.keys()], all));
      }),
      { numRuns: 50 },
    );
  });
});
