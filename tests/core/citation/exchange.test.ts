// Whatever is exported is imported again as it was, as far as the format can say it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cslDateOf } from '#core/citation/date-span.ts';
import { writeSources } from '#core/citation/export/export-sources.ts';
import { importSources, sniffSourceFormat } from '#core/citation/import/import-sources.ts';
import { keywordsOf } from '#core/citation/keywords.ts';
import type { SourceFormat } from '#core/citation/source-formats.ts';
import { NAME_VARIABLES, TEXT_VARIABLES } from '#core/citation/variables.ts';
import { CSL_TYPES, type CslItem } from '#core/model/source.ts';
import { anyItem, anySpan, line, names, paragraphs } from './generated.ts';

const exported = (items: readonly CslItem[], format: SourceFormat) =>
  [
    ...writeSources(
      items.map((csl) => ({ csl, tags: [] })),
      format,
    ),
  ].join('');

function comesBack(items: readonly CslItem[], format: SourceFormat): void {
  const text = exported(items, format);
  expect(sniffSourceFormat(text)).toBe(format);
  const read = importSources(text);
  expect(read.problems).toEqual([]);
  expect(read.items).toEqual(items);
}

/** Items whose keys differ, as those of a library's sources should. */
const list = (item: fc.Arbitrary<CslItem>) =>
  fc.uniqueArray(item, { minLength: 1, maxLength: 4, selector: (each) => String(each['citation-key']) });

const FROM_NAMES = Object.fromEntries(Object.keys(NAME_VARIABLES).map((variable) => [variable, names]));
const OWN_SHAPE = ['citation-key', 'page', 'language', 'URL', 'DOI', 'keyword', 'abstract', 'note'];
const FROM_TEXTS = Object.fromEntries(
  Object.keys(TEXT_VARIABLES)
    .filter((variable) => !OWN_SHAPE.includes(variable))
    .map((variable) => [variable, line]),
);

/** What RIS has a tag for in some types only. */
const HAVE: Partial<Record<string, CslItem['type'][]>> = {
  'collection-number': [...CSL_TYPES],
  source: [...CSL_TYPES],
  interviewer: ['interview'],
  recipient: ['personal_communication'],
  director: ['motion_picture', 'broadcast'],
  performer: ['song', 'musical_score'],
  'container-author': ['chapter'],
  medium: ['song', 'motion_picture', 'broadcast', 'software'],
  version: ['software', 'dataset'],
  scale: ['map'],
  dimensions: ['graphic'],
  jurisdiction: ['patent'],
  references: ['patent'],
  status: ['patent'],
  PMCID: ['article-journal'],
  'event-title': ['paper-conference'],
  'number-of-pages': ['book', 'classic', 'thesis', 'manuscript'],
  'original-date': [...CSL_TYPES],
  'original-title': [...CSL_TYPES],
};
const OF_TYPES = Object.fromEntries(
  Object.keys(HAVE).map((variable) => {
    if (Object.hasOwn(NAME_VARIABLES, variable)) return [variable, names];
    if (variable === 'original-date') return [variable, anySpan.map(cslDateOf)];
    return [variable, variable === 'number-of-pages' ? fc.constantFrom('12', '350') : line];
  }),
);

/** An item without what its type has no tag for, and with one of those that share a tag. */
function asRisHasIt(item: CslItem): CslItem {
  const { edition: _, ...rest } = item;
  const isVersioned = item.type === 'software' || item.type === 'dataset';
  const kept = Object.entries(isVersioned ? rest : item).filter(([variable]) => {
    if (variable === 'number-of-pages' && item.page !== undefined) return false;
    if (variable === 'event-title' && item['container-title'] === undefined) return false;
    return HAVE[variable]?.includes(item.type) ?? true;
  });
  return Object.fromEntries(kept) as CslItem;
}

describe('import(export(items)) equals items', () => {
  it('in CSL-JSON, for everything that CSL can say', () => {
    fc.assert(
      fc.property(list(anyItem(CSL_TYPES, { ...FROM_NAMES, ...FROM_TEXTS })), (items) => comesBack(items, 'csl-json')),
    );
  });

  it('in BibTeX, for every type, every role and every text of CSL', () => {
    fc.assert(
      fc.property(list(anyItem(CSL_TYPES, { ...FROM_NAMES, ...FROM_TEXTS })), (items) => comesBack(items, 'bibtex')),
      {
        numRuns: 200,
      },
    );
  });

  it('in RIS, for every type and what RIS has tags for', () => {
    const extra = {
      annote: paragraphs,
      'title-short': line,
      'container-title-short': line,
      'call-number': line,
      archive: line,
      issue: fc.constantFrom('3', '3-4'),
      number: fc.constantFrom('A/78/12', '7'),
      'collection-editor': names,
      ISSN: fc.constantFrom('0140-6736', '0140-6736, 1474-547X', '2045237X'),
    };
    const item = anyItem(CSL_TYPES, { ...extra, ...OF_TYPES }).map(asRisHasIt);
    fc.assert(
      fc.property(list(item), (items) => comesBack(items, 'ris')),
      { numRuns: 200 },
    );
  });

  it.each(['bibtex', 'ris', 'csl-json'] as const)(
    'in %s with the line ends of every system and a byte order mark',
    (format) => {
      const text = exported([{ type: 'book', title: 'Größe', 'citation-key': 'a2020' }], format);
      for (const ends of ['\n', '\r\n', '\r'])
        expect(importSources(`\uFEFF${text.replaceAll('\n', ends)}`).items).toMatchObject([{ title: 'Größe' }]);
    },
  );

  it.each(['bibtex', 'ris', 'csl-json'] as const)('in %s of no sources at all', (format) => {
    expect(importSources(exported([], format), format)).toMatchObject({ items: [], problems: [] });
  });
});

describe('an exported file', () => {
  const source = {
    csl: {
      type: 'article-newspaper',
      title: 'Refineries first',
      author: [{ family: 'Müller', given: 'Jörg' }],
    } as CslItem,
    tags: ['energy', 'Chile'],
  };

  it('gives each source without a key one of its own, from author, year and title', () => {
    const dated = { ...source, csl: { ...source.csl, issued: { 'date-parts': [[2026, 3]] } } };
    const italic = { csl: { type: 'book' as const, title: '<i>Harbours</i>' }, tags: [] };
    const text = [...writeSources([dated, dated, { csl: { type: 'document' }, tags: [] }, italic], 'bibtex')].join('');
    expect(text.match(/^@\w+\{.*,$/gm)).toEqual([
      '@article{muller2026refineries,',
      '@article{muller2026refineries-2,',
      '@misc{source,',
      '@book{harboursharbours,',
    ]);
  });

  it('ends a list of some of the names with “and others”, as it was read', () => {
    const { items } = importSources('@book{a, title = {One}, author = {Okafor, Ada and others}}');
    expect(exported(items, 'bibtex')).toContain('author = {Okafor, Ada and others}');
    for (const format of ['bibtex', 'ris', 'csl-json'] as const)
      expect(importSources(exported(items, format)).items[0]?.author).toEqual(items[0]?.author);
  });

  it.each(['bibtex', 'ris', 'csl-json'] as const)('keeps the lines and paragraphs of notes in %s', (format) => {
    const note =
      'One:\na line\nof verse\n\nA line that is longer than those which programs break only to keep a file narrow, and ends:\nTwo.';
    const item: CslItem = { type: 'book', title: 'T', 'citation-key': 'a2020', note, abstract: `${note}\n\n${note}` };
    comesBack([item], format);
  });

  it('is read in the format that it is in, whatever its notes look like', () => {
    const note = 'TY  - JOUR\n\n@book{a,\n\n@misc(b, title = {T})\n\nER  - \n\n[{';
    for (const format of ['bibtex', 'ris', 'csl-json'] as const)
      expect(sniffSourceFormat(exported([{ type: 'book', title: 'T', note }], format))).toBe(format);
    expect(sniffSourceFormat('Taken from the library\n\n@book{a, note = {\nTY  - JOUR}}')).toBe('bibtex');
    expect(sniffSourceFormat('Taken from the library\n\nTY  - JOUR\nN1  - x\n@book{a}\nER  - ')).toBe('ris');
    expect(sniffSourceFormat('TY  - JOUR is what RIS begins with\n@book{a}', 'mine.bib')).toBe('bibtex');
    expect(sniffSourceFormat('@book{a} and so on\nTY  - JOUR\nER  - ', 'C:\\Mine.RIS')).toBe('ris');
    expect(sniffSourceFormat('TY  - JOUR\nER  - ', 'mine.bib')).toBe('ris');
  });

  it.each(['Box 1', 'hep-th/9901001', 'a_b--c', 'Box 1–2', 'Folder A, 100%'])(
    'has the place %j in an archive in BibTeX as it is',
    (place) => {
      comesBack([{ type: 'manuscript', title: 'T', 'citation-key': 'a2020', archive_location: place }], 'bibtex');
      if (/^hep/.test(place))
        expect(exported([{ type: 'manuscript', archive_location: place }], 'bibtex')).toContain(`eprint = {${place}}`);
    },
  );

  it('says in RIS what shares a tag with something else by what RIS has', () => {
    const back = (item: CslItem) => importSources(exported([{ 'citation-key': 'a2020', ...item }], 'ris')).items[0];
    expect(back({ type: 'software', title: 'T', edition: '2' })).toMatchObject({ version: '2' });
    expect(back({ type: 'speech', title: 'T', 'event-title': 'Congress' })).toMatchObject({
      'container-title': 'Congress',
    });
    expect(back({ type: 'book', title: 'T', page: '7', 'number-of-pages': '300' })).toMatchObject({ page: '7' });
    expect(exported([{ type: 'book', title: 'T', editor: [{ family: 'O', given: 'A' }] }], 'ris')).toContain(
      'ED  - O, A',
    );
  });

  it('runs no words of a note together, whatever its lines', () => {
    const note = `${'word '.repeat(14)}\nTY  - JOUR\n  \n\n\nmore`;
    const item: CslItem = { type: 'book', title: 'T', note };
    const words = `${'word '.repeat(14).trim()}\n\nTY  - JOUR\n\nmore`;
    expect(importSources(exported([item], 'ris')).items[0]?.note).toBe(words);
    expect(importSources(exported([item], 'bibtex')).items[0]?.note).toBe(
      words.replace('\n\n', '\n').replace('TY  -', 'TY -'),
    );
  });

  it('has the tags as keywords', () => {
    for (const format of ['bibtex', 'ris', 'csl-json'] as const) {
      const [item] = importSources([...writeSources([source], format)].join('')).items;
      expect(item && keywordsOf(item)).toEqual(['energy', 'Chile']);
    }
  });

  it('is plain ASCII in BibTeX where LaTeX has a command for each sign, and BibTeX’s own fields stand beside the date', () => {
    const dated = {
      ...source,
      csl: {
        ...source.csl,
        issued: {
          'date-parts': [
            [2026, 3, 4],
            [2026, 3, 6],
          ],
        },
      },
    };
    const text = [...writeSources([dated], 'bibtex')].join('');
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expect(text).toContain('author = {M{\\"u}ller, J{\\"o}rg}');
    expect(text).toContain('date = {2026-03-04/2026-03-06}');
    expect(text).toContain('year = {2026}');
    expect(text).toContain('month = mar,');
  });

  it.each([
    [{ 'date-parts': [[2019]], circa: true }, 'date = {2019~}', 'DA  - 2019///c. 2019'],
    [{ 'date-parts': [[2020]], season: 1 }, 'date = {2020-21}', 'DA  - 2020///Spring 2020'],
    [{ 'date-parts': [[2019], [2021]] }, 'date = {2019/2021}', 'DA  - 2019///2019–2021'],
    [{ 'date-parts': [[2026, 3, 4]] }, 'date = {2026-03-04}', 'DA  - 2026/03/04/'],
    [
      {
        'date-parts': [
          [2019, 23],
          [2020, 21],
        ],
      },
      'date = {2019-23/2020-21}',
      'DA  - 2019///Autumn 2019 – Spring 2020',
    ],
    [{ 'date-parts': [[1999], [0]] }, 'date = {1999/..}', 'DA  - 1999///1999–'],
    [{ 'date-parts': [[-44, 3, 15]] }, 'date = {-0044-03-15}', 'PY  - -0044'],
    [{ literal: 'forthcoming' }, 'year = {forthcoming}', 'DA  - forthcoming'],
  ])('writes the date %j', (issued, bib, ris) => {
    const dated = { csl: { ...source.csl, issued }, tags: [] };
    expect([...writeSources([dated], 'bibtex')].join('')).toContain(bib);
    expect([...writeSources([dated], 'ris')].join('')).toContain(ris);
    for (const format of ['bibtex', 'ris', 'csl-json'] as const)
      expect(importSources([...writeSources([dated], format)].join('')).items[0]?.issued).toEqual(issued);
  });
});
