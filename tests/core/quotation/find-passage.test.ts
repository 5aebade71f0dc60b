import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CopyText } from '#core/model/copy-text.ts';
import { findPassage, type QuoteMatch } from '#core/quotation/find-passage.ts';
import { prepareCopy } from '#core/quotation/prepared-copy.ts';
import { copyOf, madeUpWord, madeUpWords, REPORT } from './copies.ts';

const find = (quote: string, copy: CopyText = REPORT) => findPassage(prepareCopy(copy), quote);

/** The words that a match marks, stretch by stretch. */
function marked(match: QuoteMatch, copy: CopyText = REPORT): string[] {
  if (match.kind === 'none') return [];
  return match.ranges.map(({ blockIndex, start, end }) => copy.blocks[blockIndex]?.text.slice(start, end) ?? '');
}

describe('a quote that stands in the copy', () => {
  it.each([
    ['“Whoever owns the reference owns the margins,”', ['“Whoever owns the reference owns the margins,”']],
    ['whoever  owns the REFERENCE', ['Whoever owns the reference']],
    ['first-quarter cargoes against the new price', ['first-\nquarter cargoes against the new price']],
    ['firstquarter cargoes', ['first-\nquarter cargoes']],
    ['people with knowledge of the talks.', ['people with know-\nledge of the talks.']],
    ['participation was voluntary and', ['participation was volun-', 'tary and']],
    ['Thursday', ['Thursday']],
    ['[T]he publisher said', ['The publisher said']],
    ['Two producers had asked … three people', ['Two producers had asked', 'three people']],
    ['Neither producer […] would be reviewed', ['Neither producer', 'would be reviewed']],
    [
      'The publisher said ... said one trader ... ninety days',
      ['The publisher said', 'said one trader', 'ninety days'],
    ],
  ])('is found: %s', (quote, stretches) => {
    const match = find(quote);
    expect(match).toMatchObject({ kind: 'exact', similarityPercent: 100 });
    expect(marked(match)).toEqual(stretches);
  });

  it('is named with the page that it begins on', () => {
    expect(find('volunteer')).toEqual({ kind: 'none' });
    expect(find('said one trader')).toMatchObject({ page: 2 });
    expect(find('participation was voluntary')).toMatchObject({ page: 3 });
    const withoutPages: CopyText = { blocks: [{ kind: 'paragraph', text: 'No pages here.' }] };
    expect(find('no pages', withoutPages)).not.toHaveProperty('page');
  });

  it('goes on behind what stands beside the text', () => {
    const copy: CopyText = {
      blocks: [
        { kind: 'paragraph', text: 'Annual Report', page: 6, isAside: true },
        { kind: 'paragraph', text: 'The strike of the pilots until the sec-', page: 6 },
        { kind: 'paragraph', text: '6', page: 6, isAside: true },
        { kind: 'paragraph', text: 'Annual Report', page: 7, isAside: true },
        { kind: 'paragraph', text: 'ond week of March had cost 7 million.', page: 7 },
        { kind: 'paragraph', text: '7', page: 7, isAside: true },
      ],
    };
    const match = find('strike of the pilots until the second week of March', copy);
    expect(match).toMatchObject({ kind: 'exact', page: 6 });
    expect(marked(match, copy)).toEqual(['strike of the pilots until the sec-', 'ond week of March']);
    expect(find('Annual Report', copy)).toMatchObject({ kind: 'exact', page: 6, ranges: [{ blockIndex: 0 }] });
    expect(marked(find('the pilot until the second week', copy), copy)).toEqual([
      'the pilots until the sec-',
      'ond week',
    ]);
  });

  it('is not a part of a longer word', () => {
    expect(find('owns the margin')).toMatchObject({ kind: 'near' });
  });
});

describe('a quote that differs', () => {
  it('shows the words that differ, and which letters', () => {
    expect(find('“Whoever owns the reference owns the margin,”')).toMatchObject({
      kind: 'near',
      similarityPercent: 98,
      differences: [
        { kind: 'equal', text: 'Whoever owns the reference owns the ' },
        { kind: 'deleted', text: 'margin', letters: [] },
        { kind: 'equal', text: ' ' },
        { kind: 'inserted', text: 'margins', letters: [{ start: 6, end: 7 }] },
      ],
    });
  });

  it('shows words left out and put in', () => {
    expect(find('Tuesday or Thursday, on volumes of twenty tonnes')).toMatchObject({
      differences: [
        { kind: 'equal', text: 'Tuesday ' },
        { kind: 'deleted', text: 'or' },
        { kind: 'equal', text: ' ' },
        { kind: 'inserted', text: 'and' },
        { kind: 'equal', text: ' Thursday, on volumes of ' },
        { kind: 'inserted', text: 'at least' },
        { kind: 'equal', text: ' twenty tonnes' },
      ],
    });
  });

  it('is told from a word with another hyphen', () => {
    const copy = copyOf('They had to re-sign the contract by Friday evening.');
    expect(find('had to resign the contract', copy)).toMatchObject({ kind: 'near', similarityPercent: 97 });
    expect(find('had to re-sign the contract', copy)).toMatchObject({ kind: 'exact' });
    expect(find('had to re‑sign the contract', copy)).toMatchObject({ kind: 'exact' });
  });

  it.each([
    ['the price rose to 15.4', 'Then the price rose to 14.5 days of pay.', 'the price rose to 14.5'],
    [
      'throughput had fallen by one half',
      'Throughput had fallen by one quarter. It rose.',
      'Throughput had fallen by one quarter',
    ],
    ['fell to 14 days in March', 'It fell to 14.5 days in March, they said.', 'fell to 14.5 days in March'],
    ['$1234.50 million', 'Revenue was $1,234.50 million (up 3.2%).', '$1,234.50 million'],
    ['Seven ships left the harbour', 'On Friday eleven ships left the harbour.', 'eleven ships left the harbour'],
    [
      'ships left the harbour early',
      'On Friday eleven ships left the harbour. The rest stayed.',
      'ships left the harbour',
    ],
  ])('shows the source’s own words at its edges too: %s', (quote, text, passage) => {
    const copy = copyOf(text);
    const match = find(quote, copy);
    expect(match).toMatchObject({ kind: 'near' });
    expect(marked(match, copy)).toEqual([passage]);
    const inserted = match.kind === 'none' ? [] : match.differences.filter(({ kind }) => kind === 'inserted');
    expect(inserted.length).toBe(passage === 'ships left the harbour' ? 0 : 1);
  });

  it('is not a part of a number', () => {
    const copy = copyOf('It took 14.5 days, or 20,000 minutes; then it took 5 days.');
    expect(find('4.5 days', copy)).toMatchObject({ kind: 'near' });
    expect(marked(find('5 days', copy), copy)).toEqual(['5 days']);
    expect(find('5 days', copy)).toMatchObject({ kind: 'exact', differences: [{ kind: 'equal', text: '5 days' }] });
    expect(find('20 minutes', copy)).toMatchObject({ kind: 'near' });
    expect(find('20,000 minutes', copy)).toMatchObject({ kind: 'exact' });
    expect(find('or 20', copy)).not.toMatchObject({ kind: 'exact' });
  });

  it.each([
    ['Exports to Chile tripled in 2025', 'Exports to Chile doubled in 2025'],
    ['Unemployment rose to five percent', 'Inflation rose to five percent'],
    ['the harbour reopened on disproportionately', 'the harbour reopened on Tuesday'],
  ])('in one word is near, however short: %s', (quote, passage) => {
    const copy = copyOf(`Nobody said so. ${passage}. They had asked before.`);
    const match = find(quote, copy);
    expect(match).toMatchObject({ kind: 'near' });
    expect(marked(match, copy)).toEqual([passage]);
  });

  it.each([
    'Imports from Peru tripled in 2019',
    'the strike ended after three days',
    'They had never heard of it before',
  ])('in more than that is none where it is short: %s', (quote) => {
    const copy = copyOf(
      'Nobody said so. Exports to Chile doubled in 2025. They had asked before. The harbour reopened.',
    );
    expect(find(quote, copy)).toEqual({ kind: 'none' });
  });

  it('is found on the right side of a gap', () => {
    const match = find('the assessment would run … delivered to bonded storehouses');
    expect(match).toMatchObject({ kind: 'near' });
    expect(marked(match)).toEqual(['the assessment would run', 'delivered to bonded warehouses']);
  });

  it('is none where nothing is near', () => {
    expect(find('The harvest failed in the north of the country last year.')).toEqual({ kind: 'none' });
    expect(find('lithium')).toEqual({ kind: 'none' });
  });

  it('may be as long as quotes get', () => {
    const words = Array.from({ length: 20_000 }, (_, index) => madeUpWord(index));
    const copy = copyOf(words.slice(0, 9_000).join(' '), words.slice(9_000).join(' '));
    const edited = words.slice(8_000, 14_500).map((word, index) => (index % 20 === 9 ? 'zzz' : word));
    const match = find(edited.join(' '), copy);
    expect(match).toMatchObject({ kind: 'near', similarityPercent: 96, page: 1 });
    expect(marked(match, copy).join(' ')).toBe(words.slice(8_000, 14_500).join(' '));
  });

  it.each(['', '   ', '“…”', '—', '…'])('is none where there is nothing to look for: %j', (quote) => {
    expect(find(quote)).toEqual({ kind: 'none' });
  });

  it('is none in a copy without text', () => {
    expect(find('anything', { blocks: [] })).toEqual({ kind: 'none' });
    expect(find('anything', copyOf('', ''))).toEqual({ kind: 'none' });
  });
});

/** A text of several blocks, and a stretch of its words. */
const copyAndStretch = fc
  .record({ words: madeUpWords(60, 240), cut: fc.nat(), from: fc.nat(), length: fc.integer({ min: 18, max: 40 }) })
  .map(({ words, cut, from, length }) => {
    const at = cut % words.length;
    const start = from % (words.length - length);
    const copy = copyOf(words.slice(0, at).join(' '), words.slice(at).join(' '));
    return { words, copy, start, stretch: words.slice(start, start + length) };
  });

describe('whatever the text', () => {
  it('finds every stretch of its words exactly, however it is set', () => {
    const settings: [inCopy: (word: string) => string, inQuote: (word: string) => string][] = [
      [(word) => word, (word) => word.toUpperCase()],
      [(word) => `“${word}”`, (word) => `"${word}"`],
      [(word) => word.replace(/a/g, 'á'), (word) => word.replace(/a/g, 'a\u0301')],
      [(word) => `${word.slice(0, 2)}-\n${word.slice(2)}`, (word) => `${word.slice(0, 2)}\u00ad${word.slice(2)}`],
      [(word) => `${word},`, (word) => `${word} ,`],
    ];
    fc.assert(
      fc.property(copyAndStretch, fc.constantFrom(...settings), ({ copy, stretch }, [inCopy, inQuote]) => {
        const blocks = copy.blocks.map((block) => ({ ...block, text: block.text.split(' ').map(inCopy).join(' ') }));
        expect(find(stretch.map(inQuote).join('\n'), { blocks })).toMatchObject({
          kind: 'exact',
          similarityPercent: 100,
        });
      }),
    );
  });

  it('finds a stretch that was edited in up to three places where it was', () => {
    const edit = fc.record({
      at: fc.nat(),
      kind: fc.constantFrom('replace', 'drop', 'add', 'misspell'),
      word: fc.nat(600_000).map(madeUpWord),
    });
    fc.assert(
      fc.property(copyAndStretch, fc.array(edit, { maxLength: 3 }), ({ copy, words, start, stretch }, edits) => {
        const edited = [...stretch];
        for (const { at, kind, word } of edits) {
          // The edges are left alone: a few words beyond an edit there may cost more than they are worth.
          const index = 7 + (at % (edited.length - 14));
          if (kind === 'replace') edited[index] = word;
          if (kind === 'drop') edited.splice(index, 1);
          if (kind === 'add') edited.splice(index, 0, word);
          if (kind === 'misspell') edited[index] = `${edited[index]}s`;
        }
        const match = find(edited.join(' '), copy);
        expect(match.kind).not.toBe('none');
        expect(marked(match, copy).join(' ')).toBe(words.slice(start, start + stretch.length).join(' '));
      }),
    );
  });

  it('shows the quote without what was inserted, and the passage without what was deleted', () => {
    fc.assert(
      fc.property(copyAndStretch, fc.array(fc.nat(), { maxLength: 4 }), ({ copy, stretch }, dropped) => {
        const quote = stretch.filter((_, index) => !dropped.some((at) => at % stretch.length === index)).join(' ');
        const match = find(quote, copy);
        if (match.kind === 'none') return;
        const without = (kind: string) =>
          match.differences.flatMap((piece) => (piece.kind === kind ? [] : [piece.text.trim()])).filter(Boolean);
        expect(without('inserted').join(' ')).toBe(quote);
        expect(without('deleted').join(' ')).toBe(marked(match, copy).join(' '));
      }),
    );
  });

  it('never throws, keeps within the blocks, and always answers the same', () => {
    const anyText = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 5 }), anyText, fc.nat(), (texts, text, cut) => {
        const copy = copyOf(...texts);
        const joined = texts.join(' ');
        for (const quote of [text, joined.slice(cut % (joined.length + 1)), `${text} … ${joined.slice(0, 40)}`]) {
          const match = find(quote, copy);
          expect(find(quote, copy)).toEqual(match);
          if (match.kind === 'none') continue;
          expect(match.similarityPercent).toBeGreaterThan(0);
          expect(match.similarityPercent).toBeLessThanOrEqual(match.kind === 'exact' ? 100 : 99);
          for (const { blockIndex, start, end } of match.ranges) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(copy.blocks[blockIndex]?.text.length ?? 0);
          }
        }
      }),
    );
  });
});
