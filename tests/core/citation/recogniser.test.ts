import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recogniseCitations } from '#core/citation/recogniser.ts';
import { createSourceMatcher, cslFromRecognised } from '#core/citation/source-match.ts';
import { citationSchema } from '#core/model/citation.ts';
import { shippedPrinter, sourceOf, sourcesOf } from './house-style.ts';

describe('the recogniser', () => {
  it.each([
    ['(Harbour Gazette, March 2026)', [{ outlet: 'Harbour Gazette', date: { year: 2026, month: 3 } }]],
    ['(Continental Review, 2025)', [{ outlet: 'Continental Review', date: { year: 2025 } }]],
    ["(Lloyd's Ledger, October 2025)", [{ outlet: "Lloyd's Ledger", date: { year: 2025, month: 10 } }]],
    [
      '(Meridian Wire, February 2026; Harbour Gazette, March 2026)',
      [{ outlet: 'Meridian Wire' }, { outlet: 'Harbour Gazette' }],
    ],
    ['(Orbit Brief, September 2025, p. 4)', [{ outlet: 'Orbit Brief', locator: '4', label: 'page' }]],
    ['(Orbit Brief, September 2025, pp. 4–6)', [{ locator: '4–6', label: 'page' }]],
    ['(Orbit Brief, 2025, para. 3)', [{ locator: '3', label: 'paragraph' }]],
    ['(Orbit Brief, 2025, § 2)', [{ locator: '2', label: 'section' }]],
    ['(Radio North, May 2025, 00:12:30)', [{ locator: '00:12:30', label: 'timestamp' }]],
    ['(Harbour Gazette, March 4, 2026)', [{ date: { year: 2026, month: 3, day: 4 }, dateText: 'March 4, 2026' }]],
    ['(Harbour Gazette, 4 March 2026, p. 2)', [{ date: { year: 2026, month: 3, day: 4 }, locator: '2' }]],
    ['(Harbour Gazette, 2026-03-04)', [{ date: { year: 2026, month: 3, day: 4 } }]],
    ['(Harbour Gazette, Sept. 2025)', [{ date: { year: 2025, month: 9 } }]],
    ['(see Harbour Gazette, March 2026)', [{ prefix: 'see ', outlet: 'Harbour Gazette' }]],
    ['(Bank of England, 2025)', [{ outlet: 'Bank of England' }]],
    ['(Smith, Jones & Co., May 2024)', [{ outlet: 'Smith, Jones & Co.' }]],
    ['(Outlet (UK), March 2026)', [{ outlet: 'Outlet (UK)' }]],
    ['(The Guardian, 2024)', [{ outlet: 'The Guardian' }]],
    ['(新华社, 2026)', [{ outlet: '新华社' }]],
    ['(Süddeutsche Zeitung, Juni)', undefined],
    ['(2025)', undefined],
    ['(5 %)', undefined],
    ['(March 2026)', undefined],
    ['(March 4, 2026)', undefined],
    ['(see above)', undefined],
    ['(in 2026)', undefined],
    ['(Q3, 2025)', undefined],
    ['(Spring, 2025)', undefined],
    ['(Figure 2, 2025)', undefined],
    ['(the carbon border rules, 2023)', undefined],
    ['(Smith and others)', undefined],
    ['(Harbour Gazette, March 2026; and others)', undefined],
    ['(Harbour Gazette, 31 February 2026)', undefined],
    ['(Harbour Gazette, 2024–2026)', undefined],
    ['(Harbour Gazette, March 2026, which was later withdrawn)', undefined],
    ['(Harbour\nGazette, March 2026)', undefined],
  ])('reads %s', (text, items) => {
    const found = recogniseCitations(`Before ${text} after.`);
    if (items === undefined) expect(found).toEqual([]);
    else {
      expect(found).toMatchObject([{ start: 7, end: 7 + text.length, items }]);
      expect(found[0]?.items).toHaveLength(items.length);
    }
  });

  it('finds a citation inside a remark and goes on after it', () => {
    expect(
      recogniseCitations('(as reported (Harbour Gazette, March 2026)) and (Meridian Wire, 2025).').map(
        ({ items }) => items[0]?.outlet,
      ),
    ).toEqual(['Harbour Gazette', 'Meridian Wire']);
  });

  it('takes no half of a remark into an outlet’s name', () => {
    const outlets = (text: string) =>
      recogniseCitations(text).flatMap(({ items }) => items.map(({ outlet }) => outlet));
    expect(outlets('(March 2026 (Harbour Gazette (UK), March 2026, p. 4) above)')).toEqual(['Harbour Gazette (UK)']);
    expect(outlets('(Above (2025) (Meridian Wire, 2025, p. 2) and below)')).toEqual(['Meridian Wire']);
  });

  it('is done with a megabyte of parentheses', () => {
    expect(recogniseCitations('('.repeat(1_000_000))).toEqual([]);
    expect(recogniseCitations('(A, '.repeat(250_000))).toEqual([]);
    expect(recogniseCitations(`(${'A, '.repeat(300_000)}2026)`)).toEqual([]);
  });

  const MONTHS = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ];
  const word = fc
    .stringMatching(/^[A-Z][a-z]{2,8}$/)
    .filter((text) => !MONTHS.some((month) => month.startsWith(text.slice(0, 3))));
  const outlet = fc
    .array(word, { minLength: 2, maxLength: 4 })
    .map((words) => words.join(' '))
    .filter(
      (name) =>
        !/^(Early|Mid|Late|Fy|Figure|Fig|Table|Chapter|Section|Page|Vol|Volume|No|Article|Annex|Appendix|See|Via|Citing) /.test(
          name,
        ),
    );
  const date = fc.record({ year: fc.integer({ min: 1900, max: 2099 }), month: fc.option(fc.constantFrom(...MONTHS)) });
  const printed = fc
    .record({ outlet, date })
    .map((item) => `${item.outlet}, ${item.date.month ? `${item.date.month} ` : ''}${item.date.year}`);

  it('gives text back: what it recognised is printed by the house style as it was written', () => {
    const printer = shippedPrinter('galley-house');
    fc.assert(
      fc.property(fc.array(printed, { minLength: 1, maxLength: 3 }), (parts) => {
        const text = `(${parts.join('; ')})`;
        const [found] = recogniseCitations(text);
        const sources = (found?.items ?? []).map((item, index) => sourceOf(`s${index}`, cslFromRecognised(item)));
        const citation = citationSchema.parse({ id: 'c', items: sources.map(({ id }) => ({ sourceId: id })) });
        expect(printer.printCitations([citation], sourcesOf(...sources))[0]?.text).toBe(text);
      }),
      { numRuns: 150 },
    );
  });
});

describe('matching a citation to a source', () => {
  const gazette = (id: string, ...parts: number[]) =>
    sourceOf(id, {
      type: 'article-newspaper',
      'container-title': 'The Harbour Gazette',
      issued: { 'date-parts': [parts] },
    });
  const march = { outlet: 'harbour  gazette', date: { year: 2026, month: 3 } };

  it('finds the same outlet and month, whatever case, spaces and article', () => {
    expect(createSourceMatcher([gazette('a', 2026, 3)]).find(march)?.id).toBe('a');
  });
  it('prefers the exact date to one within it', () => {
    expect(createSourceMatcher([gazette('day', 2026, 3, 4), gazette('month', 2026, 3)]).find(march)?.id).toBe('month');
  });
  it('takes the only source of that month for a citation of the month', () => {
    expect(createSourceMatcher([gazette('day', 2026, 3, 4)]).find(march)?.id).toBe('day');
  });
  it('takes none where several would do', () => {
    expect(createSourceMatcher([gazette('d4', 2026, 3, 4), gazette('d9', 2026, 3, 9)]).find(march)).toBeUndefined();
  });
  it('never takes a source of another day, month or outlet', () => {
    const matcher = createSourceMatcher([gazette('a', 2026, 3, 4), gazette('b', 2026, 12)]);
    expect(matcher.find({ outlet: 'Harbour Gazette', date: { year: 2026, month: 3, day: 5 } })).toBeUndefined();
    expect(matcher.find({ outlet: 'Harbour Gazette', date: { year: 2026, month: 1 } })).toBeUndefined();
    expect(matcher.find({ outlet: 'Harbour Herald', date: { year: 2026, month: 3 } })).toBeUndefined();
  });
});
