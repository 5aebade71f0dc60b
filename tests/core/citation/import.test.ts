import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeSource } from '#core/citation/describe.ts';
import { sourceFromText } from '#core/citation/import/from-text.ts';
import { importSources } from '#core/citation/import/import-sources.ts';
import { keywordsOf } from '#core/citation/keywords.ts';

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

  it.each([
    ['an unclosed brace at the end', '@book{a, title = {One}}\n@book{b, title = {Two', ['One'], [2]],
    ['an unclosed quotation mark', '@book{a, title = "One}\n\n@book{b, title = {Two}}', ['Two'], [1]],
    ['one brace too many', '@book{a, title = {One}}}\n@book{b, title = {Two}}', ['One', 'Two'], []],
    [
      'an escaped brace that stands alone',
      '@book{a, title = {A \\{ B}}\n@book{b, title = {Two}}',
      ['A { B', 'Two'],
      [],
    ],
    ['a field without a value', '@book{a, title = }\n@book{b, title = {Two}}', ['Two'], [1]],
    ['a field without a name', '@book{a, = {x}}\n@book{b, title = {Two}}', ['Two'], [1]],
    ['a comma too few', '@book{a, title = {One} year = 2020}', ['One'], []],
    ['a comma too many', '@book{a,, title = {One},,}', ['One'], []],
    ['no key', '@book{, title = {One}}', ['One'], []],
    ['parentheses', '@book(a, title = {One (and) more})', ['One (and) more'], []],
    [
      'comments and a preamble',
      '@comment{x @book{no}}\n@preamble{"\\newcommand{x}"}\nwords\n@book{a, title={One}}',
      ['One'],
      [],
    ],
    ['a macro that nobody defined', '@book{a, title = unknown}', ['unknown'], []],
    [
      'macros joined with text',
      '@string{x = "Gazette"}\n@book{a, title = "Harbour " # x # { (}# 2026 #{)}}',
      ['Harbour Gazette (2026)'],
      [],
    ],
    ['a macro within a macro', '@string{x = {One}}\n@string(y = x # " more")\n@book{a, title = y}', ['One more'], []],
    [
      'macros that grow out of each other to a length that no memory holds',
      `@string{a0 = {word}}\n${Array.from({ length: 39 }, (_, n) => `@string{a${n + 1} = a${n} # a${n} # a${n}}`).join('\n')}\n@book{b, title={Two}}\n@book{c, title=a8 # a8 # a8}`,
      ['Two'],
      [10, 20, 29, 38, 42],
    ],
    [
      'a closing brace too many within a value',
      '@misc{a, title={Too many}} closing}, year=2021, url={https://e.example/}}\n@misc{b,\n  title={X}}\n  year = {2020}\n}\n@book{c, title={Two}}',
      ['Two'],
      [1, 2],
    ],
    [
      'a closing brace too many at the end',
      '@book{a, title={One}}\n}\n\nwords {in} between\n@book{b, title={Two}}}',
      ['One', 'Two'],
      [],
    ],
    ['a field given twice', '@book{a, title = {One}, title = {Two}}', ['One'], []],
    ['an entry type that nobody knows', '@frobnicate{a, title = {One}}', ['One'], []],
    ['an entry that says nothing', '@book{a, year = 2020}\n@book{b, title={Two}}', ['Two'], [1]],
    ['an at sign in running text', 'mail me@example.org (today)\n@book{a, title = {One}}', ['One'], []],
  ])('reads BibTeX with %s', (_, text, titles, lines) => {
    const { items, problems } = importSources(text, 'bibtex');
    expect(items.map((item) => item.title)).toEqual(titles);
    expect(problems.map((problem) => problem.line)).toEqual(lines);
    for (const { message } of problems) expect(message).toMatch(/^This entry.*\.$/);
  });

  it('reads a BibTeX entry with what it takes over from the one it refers to, which may stand behind it', () => {
    const { items, problems } = importSources(
      `@inproceedings{c1, title={In a book}, pages={1--2}, crossref={P1}}
@incollection{c2, title={A chapter}, year={1999}, publisher={Own}, crossref = p2}
@proceedings{p1, title={Proc of X}, year=2020, month=may, publisher={ACM}, doi={10.1/x}, editor={Okafor, Ada}}
@book{p2, title={The book}, subtitle={More of it}, date={2001-02-03}, publisher={Theirs}, author={Zola, Emile}}`,
      'bibtex',
    );
    expect(problems).toEqual([]);
    expect(items[0]).toMatchObject({
      title: 'In a book',
      'container-title': 'Proc of X',
      publisher: 'ACM',
      page: '1-2',
      editor: [{ family: 'Okafor', given: 'Ada' }],
      issued: { 'date-parts': [[2020, 5]] },
    });
    // Where the whole is found, the part is not.
    expect(items[0]?.DOI).toBeUndefined();
    expect(items[1]).toMatchObject({
      title: 'A chapter',
      'container-title': 'The book: More of it',
      publisher: 'Own',
      issued: { 'date-parts': [[1999]] },
    });
    expect(items.map(({ title }) => title)).toEqual(['In a book', 'A chapter', 'Proc of X', 'The book: More of it']);
  });

  it('reads a BibTeX entry that refers to one which is not there, and says so', () => {
    const { items, problems } = importSources('\n@inbook{a, title={One}, crossref={gone}}', 'bibtex');
    expect(items.map(({ title }) => title)).toEqual(['One']);
    expect(problems).toEqual([
      { line: 2, message: 'This entry lacks what it takes over from “gone” (crossref), which is not in this file.' },
    ]);
  });

  it.each([
    ['{\\"u}', 'ü'],
    ['\\"{u}', 'ü'],
    ['\\" u', 'ü'],
    ['\\v{c}\\v s', 'čš'],
    ["\\'{\\i}\\'\\i", 'íí'],
    ['{\\~{\\^e}}', 'ễ'],
    ['Stra{\\ss}e \\o re', 'Straße øre'],
    ['{\\aa}\\AA', 'åÅ'],
    ["``a'' -- b --- c", '“a” – b — c'],
    ['10\\,000 \\& 5\\% of \\$3', '10 000 & 5% of $3'],
    ['Dr.~No', 'Dr.\u00a0No'],
    ['\\emph{set} {\\it so} \\textsc{Here}', 'set so Here'],
    ['\\unknown{kept} \\odd', '\\unknown{kept} \\odd'],
    ['{EU} and {{Chile}}', 'EU and Chile'],
    ['a\n   b', 'a b'],
    ['a{\\~{}}b \\~{}c {\\^{}} \\"{}', 'a~b ~c ^ "'],
    ['{$\\alpha$}-synuclein', 'α-synuclein'],
    ['10$^{-3}$ and 10$^3$', '10⁻³ and 10³'],
    ['p$<$0.05 at $\\geq$65 years, 10$\\times$20 and $\\beta$1-integrin', 'p<0.05 at ≥65 years, 10×20 and β1-integrin'],
    ['$5 to $10, or $7', '$5 to $10, or $7'],
    ['H$_2$O and \\textsubscript{2}', 'H₂O and ₂'],
    ['x$^{th}$ 4\\textsuperscript{th}', 'x<sup>th</sup> 4<sup>th</sup>'],
    ['{$<$}i{$>$}', '<i>'],
    ['$p \\leq 0.05$, \\ensuremath{\\mathrm{CO}_2}', 'p ≤ 0.05, CO₂'],
    ['from $30 to $40, US$5/US$6', 'from $30 to $40, US$5/US$6'],
    ['$\\unknown{x}^2$ {\\beta}', '$\\unknown{x}^2$ β'],
    ['\\mkbibquote{So} he \\enquote{said}', '“So” he “said”'],
    ['{\\relax Ch}ekhov {\\noopsort{a}}Two', 'Chekhov Two'],
    ['\\href{https://x.example/~a}{the page} \\url{https://x.example/~a\\_b}', 'the page https://x.example/~a_b'],
    ['{\\textquotesingle}', "'"],
  ])('reads the LaTeX %j', (latex, text) => {
    expect(importSources(`@book{a, title = {${latex}}}`).items[0]?.title).toBe(text);
  });

  it('keeps a space within an address of RIS, where the line is whole', () => {
    const { items } = importSources('TY  - ELEC\nTI  - T\nUR  - https://a.example/my file.pdf\nER  - ');
    expect(items[0]?.URL).toBe('https://a.example/my%20file.pdf');
  });

  it.each([
    ['Ada Okafor', { family: 'Okafor', given: 'Ada' }],
    ['Okafor, Ada', { family: 'Okafor', given: 'Ada' }],
    ['Jan van der Berg', { family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van der' }],
    ['van der Berg, Jr., Jan', { family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van der', suffix: 'Jr.' }],
    ["{\\'E}mile Zola", { family: 'Zola', given: 'Émile' }],
    ["Zola, {\\'E}mile", { family: 'Zola', given: 'Émile' }],
    ['{Meridian Wire}', { literal: 'Meridian Wire' }],
    ['{Barnes and Noble}', { literal: 'Barnes and Noble' }],
    ['{M{\\"u}ller \\& Co, Ltd}', { literal: 'Müller & Co, Ltd' }],
    ['Plato', { family: 'Plato' }],
    [
      'family=Gaulle, given=Charles, prefix=de, useprefix=true',
      { family: 'Gaulle', given: 'Charles', 'non-dropping-particle': 'de' },
    ],
    [
      'given=Ludwig, given-i=L, prefix=van, useprefix=false, family=Beethoven',
      { family: 'Beethoven', given: 'Ludwig', 'dropping-particle': 'van' },
    ],
    [
      'family={M{\\"u}ller and Sons}, given={John Paul}, suffix={Jr.}',
      { family: 'Müller and Sons', given: 'John Paul', suffix: 'Jr.' },
    ],
    ['"family={O, Neill}", given="Se{\\\'a}n"', { family: 'O, Neill', given: 'Seán' }],
    ['family={{Acme}}', { literal: 'Acme' }],
    ['Family = Okafor , Given = Ada', { family: 'Okafor', given: 'Ada' }],
  ])('reads the name %j', (name, expected) => {
    expect(importSources(`@book{a, title = {T}, author = {${name} and others}}`).items[0]?.author).toEqual([
      expected,
      { literal: 'others' },
    ]);
  });

  it.each([
    ['date = {2019~}', { 'date-parts': [[2019]], circa: true }],
    ['date = {2020-21}', { 'date-parts': [[2020]], season: 1 }],
    ['date = {2019/2021}', { 'date-parts': [[2019], [2021]] }],
    [
      'date = {2026-03-04/2026-03-06}',
      {
        'date-parts': [
          [2026, 3, 4],
          [2026, 3, 6],
        ],
      },
    ],
    ['year = 2020, month = mar', { 'date-parts': [[2020, 3]] }],
    ['year = {2020}, month = {March}', { 'date-parts': [[2020, 3]] }],
    ['year = 2020, month = 3, day = 4', { 'date-parts': [[2020, 3, 4]] }],
    ['year = 2020, month = "4~" # mar', { 'date-parts': [[2020, 3, 4]] }],
    [
      'year = 2020, month = {March--April}',
      {
        'date-parts': [
          [2020, 3],
          [2020, 4],
        ],
      },
    ],
    ['year = {c. 1850}', { 'date-parts': [[1850]], circa: true }],
    ['year = {forthcoming}', { literal: 'forthcoming' }],
    ['date = {199X}', { literal: '199X' }],
    ['date = {2019/..}', { 'date-parts': [[2019], [0]] }],
  ])('reads the BibTeX date %j', (fields, issued) => {
    expect(importSources(`@book{a, title = {T}, ${fields}}`).items[0]?.issued).toEqual(issued);
  });

  it.each([
    ['url={http://www.stanford.edu/{\\~{}}smith/}', { URL: 'http://www.stanford.edu/~smith/' }],
    ['url={http://x.example/\\~{}a/{\\_}b\\_c{\\%}20}', { URL: 'http://x.example/~a/_b_c%20' }],
    ['url={http://x.example/$\\sim$a/{$\\sim$}b}', { URL: 'http://x.example/~a/~b' }],
    ['url={http://x.example/{\\textasciitilde}a/\\textasciitilde{}b}', { URL: 'http://x.example/~a/~b' }],
    ['url={{https://x.example/a}}', { URL: 'https://x.example/a' }],
    ['url={https://x.example/{id}}', { URL: 'https://x.example/{id}' }],
    ['url={https://x.example/a\n   b}', { URL: 'https://x.example/ab' }],
    [
      'url={https://x.example/a https://y.example/b?u=c,https://z.example}, note={One.}',
      { URL: 'https://x.example/a', note: 'One.\n\nhttps://y.example/b?u=c,https://z.example' },
    ],
    ['url={\\url{https://x.example/a}}', { URL: 'https://x.example/a' }],
    ['howpublished={Available at: \\url{https://x.example/~a\\_b}}', { URL: 'https://x.example/~a_b' }],
    ['howpublished={Podcast, https://x.example/a.}', { URL: 'https://x.example/a', medium: 'Podcast, .' }],
    ['howpublished={CD}', { medium: 'CD' }],
    ['note={\\url{https://x.example/a}}', { URL: 'https://x.example/a' }],
    ['note={See https://x.example/a.}', { URL: 'https://x.example/a' }],
    ['note={Read \\url{https://x.example/a}}', { URL: 'https://x.example/a', note: 'Read https://x.example/a' }],
  ])('reads the address of %j', (fields, item) => {
    expect(importSources(`@misc{a, title={T}, ${fields}}`).items).toEqual([
      { type: 'document', 'citation-key': 'a', title: 'T', ...item },
    ]);
  });

  it('leaves out no field in which other programs say something of a source', () => {
    const { items } = importSources(`
      @book{a, title = {T}, comment = {Mine.}, review = {Good.}, annotation = {A.}, annote = {B.}, addendum = {Repr.}, note = {N.}}
      @article{b, title = {T}, journal = {J}, issuetitle = {On ports}, editora = {Okafor, Ada}, editoratype = {compiler}, editorb = {Bo, Al and Co, Di}, editorc = {Ef, Ge}, editorctype = {redactor}}
      @patent{c, title = {T}, holder = {{Meridian Wire}}}
      @patent{d, title = {T}, holder = {{Meridian Wire}}, publisher = {P}}
      @book{e, title = {T}, contributor = {Ny, Li}, editora = {Bo, Al}}`);
    expect(items).toMatchObject([
      { annote: 'A.\n\nB.\n\nMine.\n\nGood.', note: 'N.\n\nRepr.' },
      {
        'volume-title': 'On ports',
        compiler: [{ family: 'Okafor', given: 'Ada' }],
        contributor: [{ family: 'Bo' }, { family: 'Co' }, { family: 'Ef' }],
      },
      { publisher: 'Meridian Wire' },
      { publisher: 'P' },
      { contributor: [{ family: 'Ny' }, { family: 'Bo' }] },
    ]);
  });

  it('reads what older and other programs call their fields', () => {
    const { items } = importSources(`
      @phdthesis{a, title = {T: }, subtitle = {S}, school = {Audit School}, address = {Oslo}, langid = {ngerman}}
      @inproceedings{b, title = {T}, booktitle = {P}, organization = {Org}, publisher = {Pub}, number = 4}
      @misc{c, title = {T}, howpublished = {\\url{https://x.example/~a\\_b}}, doi = {https://doi.org/10.5555/1}}
      @article{d, title = {T}, journaltitle = {J}, number = 2, eid = {e17}, pages = {12--19}, entrysubtype = {newspaper}}`);
    expect(items).toMatchObject([
      { type: 'thesis', genre: 'PhD thesis', publisher: 'Audit School', 'publisher-place': 'Oslo', language: 'de' },
      { type: 'paper-conference', 'container-title': 'P', publisher: 'Pub', 'collection-number': '4' },
      { type: 'document', URL: 'https://x.example/~a_b', DOI: '10.5555/1' },
      { type: 'article-newspaper', 'container-title': 'J', issue: '2', number: 'e17', page: '12-19' },
    ]);
  });

  it.each([
    ['2026/03/04', { 'date-parts': [[2026, 3, 4]] }],
    ['2026/03//', { 'date-parts': [[2026, 3]] }],
    ['2026///', { 'date-parts': [[2026]] }],
    ['2020///Spring', { 'date-parts': [[2020]], season: 1 }],
    ['2019///circa', { 'date-parts': [[2019]], circa: true }],
    [
      '2026/03/04/4–6 March 2026',
      {
        'date-parts': [
          [2026, 3, 4],
          [2026, 3, 6],
        ],
      },
    ],
    ['2026/03/04/evening edition', { 'date-parts': [[2026, 3, 4]] }],
    ['Mar 4, 2026', { 'date-parts': [[2026, 3, 4]] }],
    ['forthcoming', { literal: 'forthcoming' }],
  ])('reads the RIS date %j', (date, issued) => {
    expect(importSources(`TY  - NEWS\nTI  - T\nDA  - ${date}\nER  - `).items[0]?.issued).toEqual(issued);
  });

  it.each([
    ['DA  - Mar 11\nPY  - 2020', { 'date-parts': [[2020, 3, 11]] }],
    ['PY  - 2020\nDA  - 11 March', { 'date-parts': [[2020, 3, 11]] }],
    [
      'DA  - Mar-Apr\nPY  - 2020',
      {
        'date-parts': [
          [2020, 3],
          [2020, 4],
        ],
      },
    ],
    ['DA  - 03/11\nPY  - 2020', { 'date-parts': [[2020]] }],
    ['DA  - 11\nPY  - 2020', { 'date-parts': [[2020]] }],
    ['DA  - 3/11/2020\nPY  - 2020', { 'date-parts': [[2020]] }],
    ['DA  - 20200311\nPY  - 2020', { 'date-parts': [[2020, 3, 11]] }],
    ['DA  - 2020/Mar/11\nPY  - 2020', { 'date-parts': [[2020, 3, 11]] }],
    ['DA  - Spring\nPY  - 2020', { 'date-parts': [[2020]], season: 1 }],
    [
      'DA  - March 3-9\nPY  - 2020',
      {
        'date-parts': [
          [2020, 3, 3],
          [2020, 3, 9],
        ],
      },
    ],
    ['DA  - Dec\nPY  - 2020///', { 'date-parts': [[2020, 12]] }],
    ['DA  - 2020 Mar 03\nY1  - 2020/03/03/', { 'date-parts': [[2020, 3, 3]] }],
    ['DA  - 2020\nPY  - 2020/03/04/', { 'date-parts': [[2020, 3, 4]] }],
    ['DA  - Michaelmas\nPY  - 2020', { 'date-parts': [[2020]] }],
    ['DA  - 2020/03/04/\nPY  - 2021', { 'date-parts': [[2020, 3, 4]] }],
    ['PY  - 2019/2020', { 'date-parts': [[2019], [2020]] }],
    ['PY  - 2019-2020', { 'date-parts': [[2019], [2020]] }],
    [
      'DA  - 2019-03-01/2019-04-01',
      {
        'date-parts': [
          [2019, 3, 1],
          [2019, 4, 1],
        ],
      },
    ],
    ['DA  - 1999/..\nPY  - 1999', { 'date-parts': [[1999], [0]] }],
    [
      'DA  - 2020/03//Mar-Apr',
      {
        'date-parts': [
          [2020, 3],
          [2020, 4],
        ],
      },
    ],
    [
      'DA  - Spring-Summer\nPY  - 2020',
      {
        'date-parts': [
          [2020, 21],
          [2020, 22],
        ],
      },
    ],
    ['PY  - -45-03-15', { 'date-parts': [[-45, 3, 15]] }],
    ['DA  - -0429///c. 429 BC', { 'date-parts': [[-429]], circa: true }],
    ['DA  - 0079///c. 79', { 'date-parts': [[79]], circa: true }],
    ['DA  - forthcoming\nPY  - in press', { literal: 'forthcoming' }],
    ['DA  - 2020/13/45', { 'date-parts': [[2020]] }],
  ])('reads the RIS date of %j', (lines, issued) => {
    expect(importSources(`TY  - JOUR\nTI  - T\n${lines}\nER  - `).items[0]?.issued).toEqual(issued);
  });

  it.each([
    ['lines without tags going on with a value', 'TY  - NEWS\nTI  - One\n  and more\nER  - ', ['One and more'], []],
    ['a line outside of an entry', 'TI  - x\nTY  - NEWS\nTI  - One\nER  - ', ['One'], [1]],
    ['an end without a beginning', 'ER  - \nTY  - NEWS\nTI  - One\nER  - ', ['One'], []],
    ['one space after the tag', 'TY - NEWS\nTI - One\nER -', ['One'], []],
    ['a type that nobody knows', 'TY  - ZZZZ\nTI  - One\nER  - ', ['One'], []],
    ['an entry that says nothing', 'TY  - NEWS\nER  - ', [], [1]],
    ['a file that is cut off', 'TY  - NEWS\nTI  - One\nER  - \nTY  - NEWS\nTI  - Tw', ['One'], [4]],
  ])('reads RIS with %s', (_, text, titles, lines) => {
    const { items, problems } = importSources(text, 'ris');
    expect(items.map((item) => item.title)).toEqual(titles);
    expect(problems.map((problem) => problem.line)).toEqual(lines);
  });

  it('reads CSL-JSON in which other programs have given a variable another shape', () => {
    expect(
      importSources(
        JSON.stringify([
          {
            type: 'book',
            title: 1984,
            author: 'Orwell, George',
            issued: '1949',
            page: 12,
            note: null,
            ISBN: ['a', 'b'],
          },
          {
            type: 'article_journal',
            title: 'T',
            author: [{ family: 'A', given: '' }, null],
            issued: { 'date-parts': [2020, 3] },
          },
        ]),
      ).items,
    ).toEqual([
      {
        type: 'book',
        title: '1984',
        author: [{ literal: 'Orwell, George' }],
        issued: { raw: '1949' },
        page: '12',
        ISBN: 'a, b',
      },
      { type: 'document', title: 'T', author: [{ family: 'A' }], issued: { 'date-parts': [[2020, 3]] } },
    ]);
  });

  it.each([
    [{ 'date-parts': [[null]] }, undefined],
    [{ 'date-parts': [[2020, null, null]] }, { 'date-parts': [[2020]] }],
    [{ 'date-parts': [[2020, 3, 4, 12]] }, { 'date-parts': [[2020, 3, 4]] }],
    [{ 'date-parts': [[2020], [null]] }, { 'date-parts': [[2020]] }],
    [{ 'date-parts': [], literal: 'soon' }, { literal: 'soon' }],
    [{ 'date-parts': null, season: null, raw: '2020' }, { raw: '2020' }],
    [{ edtf: '2020-21' }, { edtf: '2020-21', 'date-parts': [[2020]], season: 1 }],
    [{ edtf: '199X' }, { edtf: '199X', literal: '199X' }],
    [{}, undefined],
  ])('reads the date %j of CSL-JSON', (issued, expected) => {
    expect(importSources(JSON.stringify([{ type: 'book', title: 'T', issued }])).items).toEqual([
      { type: 'book', title: 'T', ...(expected && { issued: expected }) },
    ]);
  });

  it.each([
    ['journal-article', 'article-journal'],
    ['proceedings-article', 'paper-conference'],
    ['book-chapter', 'chapter'],
    ['posted-content', 'article'],
    ['dissertation', 'thesis'],
    ['constructor', 'document'],
    ['report', 'report'],
  ])('reads Crossref’s type %s as %s', (type, expected) => {
    const item = {
      type,
      title: ['One'],
      'container-title': ['J'],
      author: [{ given: 'Ada', family: 'O', sequence: 'first', affiliation: [], ORCID: null }],
    };
    expect(importSources(JSON.stringify(item)).items).toMatchObject([
      { type: expected, title: 'One', 'container-title': 'J', author: [{ given: 'Ada', family: 'O' }] },
    ]);
  });

  it('reads a name of CSL-JSON whose parts are no text, and keeps the entry', () => {
    expect(
      importSources(JSON.stringify({ type: 'book', title: 'T', author: [{ family: 7, given: ['x'] }, { given: {} }] }))
        .items,
    ).toEqual([{ type: 'book', title: 'T', author: [{ family: '7' }] }]);
  });

  it('comes to an end with 10,000 entries, or with as many broken ones', () => {
    const entry = (index: number) =>
      `@article{k${index}, title = {A {Title} of M{\\"u}ller}, journal = {Gazette}, date = {2026-03-04}}`;
    const many = Array.from({ length: 10_000 }, (_, index) => entry(index));
    expect(importSources(many.join('\n')).items).toHaveLength(10_000);
    expect(importSources(many.join(' ')).items).toHaveLength(10_000);
    expect(importSources(many.map((text) => text.slice(0, -2)).join('\n')).problems).toHaveLength(10_000);
    expect(importSources(many.map((text) => text.slice(0, -2)).join(' ')).problems).toHaveLength(1);
  });

  it.each([
    ['a name of 300,000 spaces in BibTeX', `@book{a, title={T}, author={Ann${' '.repeat(300_000)}Lee and B}}`],
    ['a title of 300,000 dollar signs in BibTeX', `@book{a, title={${'$x^ '.repeat(300_000)}}, note={x}}`],
    [
      'an address of 300,000 tildes in BibTeX',
      `@book{a, title={T}, url={http://x.example/${'{\\~{}}'.repeat(300_000)}}}`,
    ],
    ['a text of 600,000 lines in RIS', `TY  - BOOK\nTI  - T\nN2  - x${'\n y'.repeat(600_000)}\nER  - \n`],
  ])('comes to an end with %s', (_, text) => {
    const { items, problems } = importSources(text);
    expect(items.length || problems.length).toBe(1);
  });

  it('cuts a note off that is longer than a source can hold, and says so', () => {
    const note = 'word '.repeat(5000);
    const message = '“Note for the reader” of this entry is cut off after 20,000 characters.';
    for (const text of [
      `TY  - BOOK\nTI  - T\nN1  - ${note}\nER  - `,
      `@book{a, title={T}, note={${note}}}`,
      JSON.stringify([{ title: 'T', note }]),
    ]) {
      const { items, problems } = importSources(text);
      expect(items).toMatchObject([{ title: 'T', note: note.slice(0, 20_000).trimEnd() }]);
      expect(problems).toEqual([{ line: 1, message }]);
    }
    expect(importSources(`@book{a, title={${note}}}`).problems).toEqual([
      { line: 1, message: '“Title” of this entry is longer than 20,000 characters.' },
    ]);
  });

  it('tells names apart by any white space around “and”', () => {
    const { items } = importSources('@book{a, title={T}, author={Ann  Lee\n  and\n  {Wire and Co} and  and Bo Oh}}');
    expect(items[0]?.author).toMatchObject([{ family: 'Lee' }, { literal: 'Wire and Co' }, { family: 'Bo Oh' }]);
  });

  it('joins the lines of a RIS text, those without anything left out', () => {
    const { items } = importSources('TY  - BOOK\nTI  -\n  One \n\n two\nN2  - A  b\n c\nER  - \n');
    expect(items).toMatchObject([{ title: 'One two', abstract: 'A  b c' }]);
  });

  it.each([
    ['N1  - One.\nN1  - Two.', { note: 'One.\n\nTwo.' }],
    ['N1  - One.\n\nTwo\nthree', { note: 'One.\n\nTwo\nthree' }],
    ['N1  - One.\nN1  - One.', { note: 'One.' }],
    [
      'AB  - A line as long as those of programs that wrap what they write, at\n80 characters or so. It ends.\nNext.',
      {
        abstract:
          'A line as long as those of programs that wrap what they write, at 80 characters or so. It ends.\nNext.',
      },
    ],
    ['AB  - One.\nN2  - Two.', { abstract: 'One.\n\nTwo.' }],
    ['RN  - One.\nRN  - Two.', { annote: 'One.\n\nTwo.' }],
  ])('reads the RIS notes of %j', (lines, item) => {
    expect(importSources(`TY  - JOUR\nTI  - T\n${lines}\nER  - `).items[0]).toMatchObject(item);
  });

  it.each([
    [
      'UR  - https://a.example/1\nUR  - https://b.example/2\nN1  - One.',
      { URL: 'https://a.example/1', note: 'One.\n\nhttps://b.example/2' },
    ],
    [
      'UR  - <Go to ISI>://WOS:000\nhttps://a.example/1\nhttps://doi.org/10.5555/1\nDO  - 10.5555/1',
      { URL: 'https://a.example/1' },
    ],
    ['UR  - internal-pdf://0123/a.pdf', { URL: 'internal-pdf://0123/a.pdf' }],
    ['SN  - 0140-6736 (Print)\n1474-547X (Electronic)', { ISSN: '0140-6736, 1474-547X' }],
    ['SN  - 0140-6736\nSN  - 978-0-306-40615-7', { ISSN: '0140-6736', ISBN: '978-0-306-40615-7' }],
    ['SN  - 01406736', { ISSN: '01406736' }],
    ['SN  - 0306406152; 9780306406157 (paper)', { ISBN: '0306406152, 9780306406157 (paper)' }],
  ])('reads the addresses and serial numbers of %j', (lines, item) => {
    expect(importSources(`TY  - JOUR\nTI  - T\n${lines}\nER  - `).items[0]).toEqual({
      type: 'article-journal',
      title: 'T',
      ...(lines.includes('DO') && { DOI: '10.5555/1' }),
      ...item,
    });
  });

  it('reads the number of a report, and the title of a book, where other programs write them', () => {
    const { items } = importSources(
      'TY  - RPRT\nTI  - T\nSN  - NCJ 12\nER  - \nTY  - BOOK\nBT  - One\nER  - \nTY  - RPRT\nTI  - T\nM1  - 7\nSN  - NCJ 12\nER  - ',
    );
    expect(items).toEqual([
      { type: 'report', title: 'T', number: 'NCJ 12' },
      { type: 'book', title: 'One' },
      { type: 'report', title: 'T', number: '7' },
    ]);
  });

  it.each([
    [
      'BOOK\nA2  - S, A\nA3  - E, B\nSP  - 350 p.',
      { 'collection-editor': [{ family: 'S' }], editor: [{ family: 'E' }], 'number-of-pages': '350' },
    ],
    ['BOOK\nSP  - 350', { 'number-of-pages': '350' }],
    ['BOOK\nSP  - 12\nEP  - 19', { page: '12-19' }],
    ['JOUR\nSP  - 350\nA2  - E, B', { page: '350', editor: [{ family: 'E' }] }],
    [
      'CHAP\nA2  - E, B\nC2  - W, C\nSV  - 4',
      { editor: [{ family: 'E' }], 'container-author': [{ family: 'W' }], 'collection-number': '4' },
    ],
    ['COMP\nET  - 2.1\nC1  - Unix', { version: '2.1', medium: 'Unix' }],
    ['CPAPER\nT2  - Congress\nC3  - Proceedings', { 'event-title': 'Congress', 'container-title': 'Proceedings' }],
    ['CPAPER\nT2  - Proceedings', { 'container-title': 'Proceedings' }],
    ['SLIDE\nT2  - Congress', { type: 'speech', 'event-title': 'Congress' }],
    ['MPCT\nA2  - D, A\nC5  - DVD', { director: [{ family: 'D' }], medium: 'DVD' }],
    ['BOOK\nOP  - 1902', { 'original-date': { 'date-parts': [[1902]] } }],
    ['BOOK\nOP  - Die Häfen', { 'original-title': 'Die Häfen' }],
    ['JOUR\nN1  - One.\nM2  - Two.\nDP  - PubMed', { note: 'One.\n\nTwo.', source: 'PubMed' }],
  ])('reads what a tag means for the type in %j', (lines, item) => {
    expect(importSources(`TY  - ${lines}\nTI  - T\nER  - `).items[0]).toMatchObject(item);
  });

  it('reads the keywords of RIS one a line, and one a tag', () => {
    const { items } = importSources('TY  - JOUR\nTI  - T\nKW  - Health Policy\nEurope\n\nKW  - Trade\nER  - ');
    expect(items[0] && keywordsOf(items[0])).toEqual(['Health Policy', 'Europe', 'Trade']);
  });

  it.each([
    ['JF  - The Lancet\nJO  - Lancet', 'The Lancet', 'Lancet'],
    ['JO  - Lancet\nT2  - The Lancet', 'The Lancet', 'Lancet'],
    ['JF  - The Lancet\nJO  - The Lancet\nJA  - Lancet', 'The Lancet', 'Lancet'],
    ['JO  - The Lancet', 'The Lancet', undefined],
    ['JA  - Lancet', 'Lancet', undefined],
    ['JF  - The Lancet\nJ1  - Lancet', 'The Lancet', 'Lancet'],
  ])('reads the journal of %j', (lines, name, short) => {
    const [item] = importSources(`TY  - JOUR\nTI  - T\n${lines}\nER  - `).items;
    expect([item?.['container-title'], item?.['container-title-short']]).toEqual([name, short]);
  });

  it.each([
    ['One.\n\n  Two\\par Three', 'One.\n\nTwo\n\nThree'],
    ['One \\\\ Two\\newline{} Three', 'One\nTwo\nThree'],
    ['One\nTwo', 'One\nTwo'],
    ['One\n\tand more', 'One and more'],
    ['{One}\n\n\n\n', 'One'],
  ])('reads the lines of the BibTeX note %j', (latex, note) => {
    expect(importSources(`@book{a, title = {T}, note = {${latex}}}`).items[0]?.note).toBe(note);
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

  it('is described without the tags that CSL-JSON has in a title', () => {
    const title =
      'The <i>Ever Given</i>, CO<sub>2</sub> and <span style="font-variant: small-caps;">bc</span> where a < b <x>';
    expect(describeSource({ type: 'book', title }).title).toBe('The Ever Given, CO2 and bc where a < b <x>');
  });
});
