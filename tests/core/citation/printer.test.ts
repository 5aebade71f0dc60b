import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCitationPrinter } from '#core/citation/printer.ts';
import { type Citation, type CitationItem, citationSchema } from '#core/model/citation.ts';
import { shippedPrinter, sourceOf, sourcesOf } from './house-style.ts';

const cite = (...items: CitationItem[]): Citation => citationSchema.parse({ id: 'c', items });
const sources = sourcesOf(
  sourceOf('gazette', {
    type: 'article-newspaper',
    title: 'Refineries before mines',
    'container-title': 'Harbour Gazette',
    author: [{ family: 'Araya', given: 'Lucía' }],
    issued: { 'date-parts': [[2026, 3, 4]] },
    URL: 'https://gazette.example/a?b=1&c=2',
  }),
  sourceOf('wire', {
    type: 'article-newspaper',
    'container-title': 'Meridian Wire',
    issued: { 'date-parts': [[2026, 2]] },
  }),
  sourceOf('review', {
    type: 'report',
    publisher: 'Continental Review',
    title: 'Border carbon',
    issued: { 'date-parts': [[2025]] },
  }),
  sourceOf('brief', {
    type: 'report',
    author: [{ literal: 'Orbit Brief' }],
    title: 'Data',
    issued: { 'date-parts': [[2025, 9]] },
  }),
  sourceOf('hostile', {
    type: 'book',
    title: '<script>alert(1)</script><img src=x onerror=alert(1)>',
    publisher: '<b onclick="x">P</b> & Co',
    issued: { 'date-parts': [[2024]] },
  }),
);

describe('the house style', () => {
  const printer = shippedPrinter('galley-house');
  const print = (citation: Citation) => printer.printCitations([citation], sources)[0]?.text;

  it.each<[string, CitationItem[]]>([
    ['(Harbour Gazette, March 2026)', [{ sourceId: 'gazette' }]],
    ['(Continental Review, 2025)', [{ sourceId: 'review' }]],
    ['(Meridian Wire, February 2026; Harbour Gazette, March 2026)', [{ sourceId: 'wire' }, { sourceId: 'gazette' }]],
    ['(Harbour Gazette, March 2026; Meridian Wire, February 2026)', [{ sourceId: 'gazette' }, { sourceId: 'wire' }]],
    ['(Orbit Brief, September 2025, p. 4)', [{ sourceId: 'brief', locator: '4' }]],
    ['(Orbit Brief, September 2025, pp. 4–6)', [{ sourceId: 'brief', locator: '4-6', label: 'page' }]],
    ['(see Harbour Gazette, March 2026)', [{ sourceId: 'gazette', prefix: 'see ' }]],
    ['(Harbour Gazette, March 2026, page four)', [{ sourceId: 'gazette', suffix: ', page four' }]],
    ['(Harbour Gazette, 4 March 2026)', [{ sourceId: 'gazette', dateAsWritten: '4 March 2026' }]],
    ['(Orbit Brief, September 2025, 00:12:30)', [{ sourceId: 'brief', locator: '00:12:30', label: 'timestamp' }]],
  ])('prints %s', (expected, items) => {
    expect(print(cite(...items))).toBe(expected);
  });

  it('prints a source that is gone as unknown and goes on', () => {
    expect(print(cite({ sourceId: 'gone' }, { sourceId: 'wire' }))).toBe(
      '(Unknown source; Meridian Wire, February 2026)',
    );
  });

  it('prints anew after a source has changed', () => {
    const changed = new Map(sources).set(
      'wire',
      sourceOf('wire', {
        type: 'article-newspaper',
        'container-title': 'Meridian Press',
        issued: { 'date-parts': [[2026, 2]] },
      }),
    );
    expect(print(cite({ sourceId: 'wire' }))).toBe('(Meridian Wire, February 2026)');
    expect(printer.printCitations([cite({ sourceId: 'wire' })], changed)[0]?.text).toBe(
      '(Meridian Press, February 2026)',
    );
  });

  it('lets no element of a source’s own through', () => {
    const { html, text } = printer.printCitations([cite({ sourceId: 'hostile' })], sources)[0] ?? {
      html: '',
      text: '',
    };
    expect(html).not.toMatch(/<(?!\/?(?:i|b|em|strong|sup|sub|span)>)/);
    expect(html).not.toMatch(/<[^>]*(?:onclick|onerror)/);
    expect(text).toContain('Co');
  });

  it('lists sources with author, title, outlet, date and address', () => {
    const [entry] = printer.printSourceList(['gazette'], sources);
    expect(entry?.text).toBe(
      'Lucía Araya, “Refineries before mines,” Harbour Gazette, March 4, 2026, https://gazette.example/a?b=1&c=2.',
    );
    expect(entry?.sourceId).toBe('gazette');
  });

  it('prints citations as before after a source list was printed', () => {
    printer.printSourceList(['gazette'], sources);
    expect(print(cite({ sourceId: 'review' }))).toBe('(Continental Review, 2025)');
  });
});

describe('other styles', () => {
  it('prints APA with its own date, whatever a page had written', () => {
    const [printed] = shippedPrinter('apa').printCitations(
      [cite({ sourceId: 'gazette', dateAsWritten: '4 March 2026' })],
      sources,
    );
    expect(printed?.text).toBe('(Araya, 2026)');
  });

  it('prints each document by itself, however often and in turn with others', () => {
    const smith = (id: string, title: string) =>
      sourceOf(id, { type: 'book', title, author: [{ family: 'Smith' }], issued: { 'date-parts': [[2020]] } });
    const shelf = sourcesOf(smith('one', 'One'), smith('two', 'Two'));
    const printer = shippedPrinter('apa');
    const document = (...ids: string[]) => {
      const printed = printer.printCitations(
        ids.map((sourceId) => cite({ sourceId })),
        shelf,
      );
      const list = printer.printSourceList(ids, shelf);
      return [...printed, ...list].map(({ text }) => text.replace(/ \(?/, ' ').slice(0, 14));
    };
    const both = ['(Smith, 2020a)', '(Smith, 2020b)'];
    for (let round = 0; round < 2; round += 1) {
      expect(document('one', 'two').slice(0, 2)).toEqual(both);
      expect(document('one', 'two')).toEqual([...both, 'Smith. 2020a).', 'Smith. 2020b).']);
      expect(document('one')).toEqual(['(Smith, 2020)', 'Smith. 2020). ']);
      for (const sourceId of ['one', 'two'])
        expect(printer.printAlone(cite({ sourceId }), shelf).text).toBe('(Smith, 2020)');
    }
  });

  it('lists anew after a source has changed', () => {
    const printer = shippedPrinter('apa');
    const titled = (title: string) =>
      sourcesOf(sourceOf('one', { type: 'book', title, issued: { 'date-parts': [[2020]] } }));
    const before = titled('Before');
    const [first] = printer.printSourceList(['one'], before);
    expect(printer.printSourceList(['one'], before)).toEqual([first]);
    expect(printer.printSourceList(['one'], titled('After'))[0]?.text).toContain('After');
  });

  it.each([
    '',
    '<html/>',
    '<style xmlns="http://purl.org/net/xbiblio/csl"><link rel="independent-parent" href="x"/></style>',
    '<style xmlns="http://purl.org/net/xbiblio/csl"><broken',
  ])('refuses %j with a sentence', (xml) => {
    expect(() => createCitationPrinter({ id: 'x', xml, localeXml: '' })).toThrow(/style/);
  });
});

describe('a style that fails at what it is to print', () => {
  const styleOf = (layout: string) => ({
    id: 'odd',
    localeXml: readFileSync('data/styles/locales-en-US.xml', 'utf8'),
    xml: `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>Odd</title><id>odd</id></info>
      <citation><layout prefix="(" suffix=")" delimiter="; ">${layout}</layout></citation>
      <bibliography><layout>${layout}</layout></bibliography></style>`,
  });

  it.each([
    ['<text term="not-there"/>', '(Refineries before mines)'],
    ['<text macro="not-there"/>', '(Refineries before mines)'],
  ])('prints by its title what it says nothing of: %s', (layout, expected) => {
    const printer = createCitationPrinter(styleOf(layout));
    expect(printer.printCitations([cite({ sourceId: 'gazette' })], sources)[0]?.text).toBe(expected);
  });

  it('prints a range whose ends are not known to the same part, at which citeproc throws', () => {
    const odd = sourcesOf(
      sourceOf('odd', { type: 'report', title: 'Odd', issued: { 'date-parts': [[2026, 3, 1], [2027]] } }),
      sourceOf('even', { type: 'report', title: 'Even', publisher: 'Desk', issued: { 'date-parts': [[2026]] } }),
    );
    const printer = shippedPrinter('galley-house');
    const texts = printer
      .printCitations([cite({ sourceId: 'odd' }), cite({ sourceId: 'even' })], odd)
      .map(({ text }) => text);
    expect(texts).toEqual(['(Odd, 2026–2027)', '(Desk, 2026)']);
    expect(printer.printSourceList(['odd', 'even'], odd)).toHaveLength(2);
  });

  it('prints by its title what it can’t, and all others as it does', () => {
    const printer = createCitationPrinter(
      styleOf(
        '<choose><if type="report"><text term="not-there"/></if><else><text variable="container-title"/></else></choose>',
      ),
    );
    const texts = printer
      .printCitations(
        [
          cite({ sourceId: 'gazette' }),
          cite({ sourceId: 'review' }, { sourceId: 'brief' }),
          cite({ sourceId: 'wire' }),
        ],
        sources,
      )
      .map(({ text }) => text);
    expect(texts).toEqual(['(Harbour Gazette)', '(Border carbon; Data)', '(Meridian Wire)']);
    expect(printer.printSourceList(['gazette', 'review'], sources).map(({ text }) => text)).toEqual([
      'Harbour Gazette',
      'Border carbon',
    ]);
    // It has no container, so that the style prints nothing of it.
    expect(printer.printCitations([cite({ sourceId: 'hostile' })], sources)[0]?.text).toBe(
      '(<script>alert(1)</script><img src=x onerror=alert(1)>)',
    );
  });
});

it.each(['apa', 'chicago-note-bibliography', 'ieee', 'modern-language-association', 'vancouver', 'galley-house'])(
  'a number prints as it does where it is a text in %s',
  (styleId) => {
    const printer = shippedPrinter(styleId);
    const article = (numbers: object) =>
      sourcesOf(
        sourceOf('n', {
          type: 'article-journal',
          title: 'Borders',
          'container-title': 'Review',
          author: [{ family: 'Araya', given: 'Lucía' }],
          issued: { 'date-parts': [[2025]] },
          ...numbers,
        }),
      );
    const printed = (numbers: object) => [
      printer.printAlone(cite({ sourceId: 'n', locator: '4' }), article(numbers)),
      printer.printSourceList(['n'], article(numbers)),
    ];
    const asText = printed({ volume: '12', issue: '3', page: '45', number: '6', edition: '2' });
    expect(printed({ volume: 12, issue: 3, page: 45, number: 6, edition: 2 })).toEqual(asText);
    expect(JSON.stringify(asText)).toContain('Araya');
  },
);
