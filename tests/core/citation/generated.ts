/**
 * Generated dates and items for property tests: everything that a source can say, and nothing that no file format could.
 */
import fc from 'fast-check';
import { cslDateOf, type DateSpan, isSound, type Season } from '#core/citation/date-span.ts';
import type { PartialDate } from '#core/citation/dates.ts';
import type { CslItem, CslName } from '#core/model/source.ts';

const year = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1000, max: 2999 }) },
  { weight: 1, arbitrary: fc.integer({ min: -900, max: -1 }) },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: 999 }) },
);
const partial = (length: number) =>
  fc
    .tuple(year, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([known, month, day]) => ({ year: known, ...(length > 1 && { month }), ...(length > 2 && { day }) }));
const circa = fc.boolean().map((isCirca) => (isCirca ? { isCirca: true as const } : {}));
/** A day, a month, a year or a season. */
const side = fc.oneof(
  fc
    .integer({ min: 1, max: 3 })
    .chain(partial)
    .map((date) => ({ date })),
  fc
    .tuple(partial(1), fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const))
    .map(([date, season]) => ({ date, season })),
) as fc.Arbitrary<{ date: PartialDate; season?: Season }>;

/** Every date that a source can have. */
export const anySpan: fc.Arbitrary<DateSpan> = fc
  .oneof(
    fc.tuple(side, circa).map(([{ date, season }, about]) => ({ start: date, ...(season && { season }), ...about })),
    fc.tuple(side, side, circa).map(([from, to, about]) => ({
      start: from.date,
      end: to.date,
      ...(from.season && { season: from.season }),
      ...(to.season && { endSeason: to.season }),
      ...about,
    })),
    // Both in one year, as most are.
    fc.tuple(side, side, circa).map(([from, to, about]) => ({
      start: from.date,
      end: { ...to.date, year: from.date.year },
      ...(from.season && { season: from.season }),
      ...(to.season && { endSeason: to.season }),
      ...about,
    })),
    fc
      .tuple(fc.integer({ min: 1, max: 3 }).chain(partial), circa)
      .map(([start, about]) => ({ start, isOpen: true as const, ...about })),
  )
  .filter(isSound);

const WORDS = [
  'corridor',
  'Rotterdam',
  'EU–Chile',
  'Größe',
  'Émile',
  'Søndergaard',
  'Nguyễn',
  'Łódź',
  'çaõ',
  'ﬁle',
  'Ångström',
  'Ελλάδα',
  'правда',
  '経済',
  '50%',
  '$30',
  'R&D',
  '#1',
  'a_b',
  '{curly}',
  '“quoted”',
  '‘single’',
  '"straight"',
  "O'Neill",
  '’tis',
  '--',
  '---',
  '–-',
  "''",
  '``',
  '~5',
  'x^2',
  'back\\slash',
  '…',
  '—',
  '=',
  '<tag>',
  '|',
  '@home',
  '§ 4',
  '¿Qué?',
  'ı',
  'ȷ',
];

/** A line of words in every script and with every sign that LaTeX gives a meaning. */
export const line = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 })
  .map((words) => words.join(' ').normalize('NFC'));

/** Paragraphs of one line each, some of which look like what begins a value or an entry. */
export const paragraphs = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: line },
      {
        weight: 1,
        arbitrary: fc.constantFrom('TY - JOUR', 'ER -', 'N1 - so', '@book{a, title = {T}', '@book(a,', '%'),
      },
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((each) => each.map((text) => text.trim()).join('\n\n'));

const capital = fc.constantFrom(
  'Araya',
  'Müller',
  "O'Neill",
  'Søndergaard',
  'Nguyễn',
  'Łukasiewicz',
  'Okafor',
  'García Márquez',
);

/** People with all parts of a name. */
const person: fc.Arbitrary<CslName> = fc.record(
  {
    family: capital,
    given: fc.constantFrom('Ada', 'Lucía', 'J. P.', 'Seán'),
    'non-dropping-particle': fc.constantFrom('van der', 'de la', 'von'),
    suffix: fc.constantFrom('Jr.', 'III'),
  },
  { requiredKeys: ['family', 'given'] },
);
const organisation: fc.Arbitrary<CslName> = fc
  .constantFrom(
    'Meridian Wire',
    'Smith, Jones & Co.',
    'Ministry of Trade and Industry',
    'Büro für Häfen',
    'UN',
    'van Dijk',
  )
  .map((literal) => ({ literal }));

export const names = fc.array(fc.oneof(person, organisation), { minLength: 1, maxLength: 4 });

const date = anySpan.map(cslDateOf);
const pages = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }))
  .map(([start, count]) => (count === undefined ? String(start) : `${start}-${start + count}`));

/** What all three formats can say of an item of any of `types`, and what more `extra` generates. */
export function anyItem(
  types: readonly CslItem['type'][],
  extra: Partial<Record<string, fc.Arbitrary<unknown>>> = {},
): fc.Arbitrary<CslItem> {
  const shared: Record<string, fc.Arbitrary<unknown>> = {
    type: fc.constantFrom(...types),
    title: line,
    'citation-key': fc.stringMatching(/^[a-z]{3,8}\d{4}[a-z]?$/),
    author: names,
    editor: names,
    translator: names,
    'container-title': line,
    'collection-title': line,
    publisher: line,
    'publisher-place': line,
    volume: fc.constantFrom('4', '12', 'IV'),
    edition: fc.constantFrom('2', 'Second'),
    issued: date,
    accessed: date,
    page: pages,
    language: fc.constantFrom('en', 'en-GB', 'de', 'pt-BR', 'mt', 'zh-Hant'),
    URL: fc.constantFrom('https://gazette.example/a?id=7&lang=en', 'https://x.example/50%25_off#top~1'),
    DOI: fc.constantFrom('10.5555/12345678', '10.1000/a(b)_c<d>'),
    ISBN: fc.constantFrom('978-0-306-40615-7'),
    abstract: paragraphs,
    note: paragraphs,
    ...extra,
  };
  return fc.record(shared, { requiredKeys: ['type', 'title', 'citation-key'] }).map((item) => item as CslItem);
}
