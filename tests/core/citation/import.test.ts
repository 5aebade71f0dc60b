import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeSource } from '#core/citation/describe.ts';
import { sourceFromText } from '#core/citation/import/from-text.ts';
import { importSources } from '#core/citation/import/import-sources.ts';

const fixture = (name: string) => readFileSync(`tests/fixtures/${name}`, 'utf8');

describe('importing sources', () => {
  it('reads the BibTeX fixture with accents, organisations, dates and pages', () => {
    const { format, items, problems } = importSources(fixture('sources.bib'));
    expect(format).toBe('bibtex');
    expect(problems).toEqual([]);
    expect(items).toMatchObject([
      {
        'container-title': 'Harbour Gazette',
        author: [
          { family: 'Araya', given: 'Lucía' },
          { family: "O'Neill", given: 'Seán' },
        ],
        issued: { 'date-parts': [[2026, 3, 4]] },
      },
      {
        type: 'webpage',
        title: 'A price for Rotterdam & who sets it',
        author: [{ literal: 'Meridian Wire' }],
        accessed: { 'date-parts': [[2026, 2, 12]] },
        URL: 'https://wire.example/index?id=7&lang=en',
      },
      {
        type: 'report',
        publisher: 'Continental Review',
        author: [{ family: 'Müller', given: 'Jörg' }],
        issued: { 'date-parts': [[2025]] },
      },
    ]);
  });

  it('reads the RIS fixture with dates, authors and pages', () => {
    expect(importSources(fixture('sources.ris')).items).toMatchObject([
      {
        type: 'article-newspaper',
        title: 'Three syndicates, one clause',
        'container-title': "Lloyd's Ledger",
        author: [{ family: 'Okafor', given: 'Ada' }],
        issued: { 'date-parts': [[2025, 10, 3]] },
      },
      {
        type: 'report',
        author: [{ literal: 'Orbit Brief Research' }],
        issued: { 'date-parts': [[2025, 9]] },
        page: '1-22',
      },
    ]);
  });

  it('reads the CSL-JSON fixture and keeps ids as citation keys', () => {
    expect(importSources(fixture('sources.csl.json')).items).toMatchObject([
      { 'citation-key': 'gazette2026corridor' },
      { 'citation-key': 'brief2025' },
    ]);
  });

  it('takes RIS with carriage returns and a byte order mark', () => {
    const text = `\uFEFF${fixture('sources.ris').replace(/\n/g, '\r')}`;
    expect(importSources(text).items).toHaveLength(2);
  });

  it('brings the good BibTeX entries in and names the bad ones with their line', () => {
    const { items, problems } = importSources(
      '@article{a, title = {One}}\n\n@article{b, title = {Two, author = {X}\n\n@book{c, title = {Three}}\n',
    );
    expect(items.map((item) => item.title)).toEqual(['One', 'Three']);
    expect(problems).toEqual([{ line: 3, message: expect.stringContaining('braces') }]);
  });

  it('expands macros', () => {
    expect(
      importSources('@string{hg = {Harbour Gazette}}\n@article{a, title = {T}, journal = hg}').items[0],
    ).toMatchObject({ 'container-title': 'Harbour Gazette' });
  });

  it('names a RIS entry that does not end, and comes through with the others', () => {
    const { items, problems } = importSources('TY  - NEWS\nTI  - One\n\nTY  - NEWS\nTI  - Two\nER  - \n');
    expect(items.map((item) => item.title)).toEqual(['Two']);
    expect(problems).toMatchObject([{ line: 1 }]);
  });

  it.each(['', 'just words', '[1, 2', '[]', '{"type":"book"}'])('brings nothing in from %j', (text) => {
    expect(importSources(text).items).toEqual([]);
  });

  it('carries no foreign keys into the prototype', () => {
    const { items } = importSources('[{"title":"T","__proto__":{"polluted":1},"constructor":{"x":1}}]');
    expect(items).toHaveLength(1);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('a source from typed text', () => {
  it.each([
    [
      'Harbour Gazette, March 2026',
      { 'container-title': 'Harbour Gazette', issued: { 'date-parts': [[2026, 3]] } },
      true,
    ],
    ['(Harbour Gazette, 2026)', { 'container-title': 'Harbour Gazette' }, true],
    [
      'https://www.gazette.example/a',
      { type: 'webpage', 'container-title': 'gazette.example', URL: 'https://www.gazette.example/a' },
      true,
    ],
    ['harb', { 'container-title': 'harb' }, true],
    ['@article{a, title = {One}}', { title: 'One' }, false],
    ['javascript:alert(1)', { 'container-title': 'javascript:alert(1)' }, true],
  ])('reads %j', (text, csl, needsDetails) => {
    expect(sourceFromText(text)).toMatchObject({ csl, needsDetails });
  });

  it('is described by outlet, date and title', () => {
    expect(
      describeSource({
        type: 'article-newspaper',
        title: 'T',
        'container-title': 'O',
        issued: { 'date-parts': [[2026, 3, 4]] },
      }),
    ).toEqual({ outlet: 'O', date: '4 Mar 2026', title: 'T' });
  });
});
