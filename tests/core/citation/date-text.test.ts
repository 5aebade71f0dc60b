import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cslDateOf, spanOf } from '#core/citation/date-span.ts';
import { cslDateFrom, dateSortKey, dateText, parseDateSpan, spanText } from '#core/citation/date-text.ts';
import { edtfOf, spanFromEdtf } from '#core/citation/edtf.ts';
import { anySpan } from './generated.ts';

describe('the date of a source in words', () => {
  it.each([
    ['4 March 2026', { 'date-parts': [[2026, 3, 4]] }],
    ['March 4, 2026', { 'date-parts': [[2026, 3, 4]] }],
    ['Mar 2026', { 'date-parts': [[2026, 3]] }],
    ['2026', { 'date-parts': [[2026]] }],
    ['2026-03-04', { 'date-parts': [[2026, 3, 4]] }],
    [
      '4–6 March 2026',
      {
        'date-parts': [
          [2026, 3, 4],
          [2026, 3, 6],
        ],
      },
    ],
    [
      '4-6 March 2026',
      {
        'date-parts': [
          [2026, 3, 4],
          [2026, 3, 6],
        ],
      },
    ],
    [
      'March 4–6, 2026',
      {
        'date-parts': [
          [2026, 3, 4],
          [2026, 3, 6],
        ],
      },
    ],
    [
      '28 February – 3 March 2026',
      {
        'date-parts': [
          [2026, 2, 28],
          [2026, 3, 3],
        ],
      },
    ],
    [
      '28 Dec 2025 to 3 Jan 2026',
      {
        'date-parts': [
          [2025, 12, 28],
          [2026, 1, 3],
        ],
      },
    ],
    [
      'March–April 2026',
      {
        'date-parts': [
          [2026, 3],
          [2026, 4],
        ],
      },
    ],
    ['2019–2021', { 'date-parts': [[2019], [2021]] }],
    ['2019–21', { 'date-parts': [[2019], [2021]] }],
    ['2019-21', { 'date-parts': [[2019], [2021]] }],
    ['Spring 2026', { 'date-parts': [[2026]], season: 1 }],
    ['Fall 2026', { 'date-parts': [[2026]], season: 3 }],
    [
      'Spring–Summer 2020',
      {
        'date-parts': [
          [2020, 21],
          [2020, 22],
        ],
      },
    ],
    [
      'Winter-Spring 2020',
      {
        'date-parts': [
          [2020, 24],
          [2020, 21],
        ],
      },
    ],
    [
      'Autumn 2019 – Spring 2020',
      {
        'date-parts': [
          [2019, 23],
          [2020, 21],
        ],
      },
    ],
    ['1999–', { 'date-parts': [[1999], [0]] }],
    [
      'March 1999 – present',
      {
        'date-parts': [
          [1999, 3],
          [0, 0],
        ],
      },
    ],
    ['2020 Mar 03', { 'date-parts': [[2020, 3, 3]] }],
    ['2020 Mar', { 'date-parts': [[2020, 3]] }],
    [
      '2020 Mar-Apr',
      {
        'date-parts': [
          [2020, 3],
          [2020, 4],
        ],
      },
    ],
    [
      '2020 Mar 3-9',
      {
        'date-parts': [
          [2020, 3, 3],
          [2020, 3, 9],
        ],
      },
    ],
    ['2020 Spring', { 'date-parts': [[2020]], season: 1 }],
    [
      'March/April 2020',
      {
        'date-parts': [
          [2020, 3],
          [2020, 4],
        ],
      },
    ],
    ['11-Mar-2020', { 'date-parts': [[2020, 3, 11]] }],
    ['2020/Mar/11', { 'date-parts': [[2020, 3, 11]] }],
    ['5.3.2020', { 'date-parts': [[2020, 3, 5]] }],
    ['15 March 44 BC', { 'date-parts': [[-44, 3, 15]] }],
    ['431–404 BC', { 'date-parts': [[-431], [-404]] }],
    ['c. 5 BCE', { 'date-parts': [[-5]], circa: true }],
    ['c. 2019', { 'date-parts': [[2019]], circa: true }],
    ['ca. March 2019', { 'date-parts': [[2019, 3]], circa: true }],
    ['circa 1850–1860', { 'date-parts': [[1850], [1860]], circa: true }],
  ])('reads %j', (text, date) => {
    expect(cslDateFrom(text)).toEqual(date);
  });

  it.each([
    '',
    'forthcoming',
    '31 February 2026',
    '6–4 March 2026',
    'Marchember 2026',
    '4 2026',
    '12',
    'c.',
    '2026–2019',
    '5/3/2020',
    '5.13.2020',
    'March 2020-21',
    'Spring 4, 2020',
    'Spring–Spring 2020',
    '–',
    '-Mar-2020',
  ])('takes %j for no date', (text) => {
    expect(cslDateFrom(text)).toBeUndefined();
  });

  it.each([
    [{ literal: 'Michaelmas term 2020' }, 'Michaelmas term 2020'],
    [{ raw: '2026-03' }, 'March 2026'],
    [{ 'date-parts': [['2026', '03', '04']] }, '4 March 2026'],
    [{ 'date-parts': [[2026]], season: 'Autumn' }, 'Autumn 2026'],
    [{ 'date-parts': [[2026, 22]] }, 'Summer 2026'],
    [
      {
        'date-parts': [
          [2019, 23],
          [2020, 21],
        ],
      },
      'Autumn 2019 – Spring 2020',
    ],
    [
      {
        'date-parts': [
          [2020, 21],
          [2020, 22],
        ],
      },
      'Spring–Summer 2020',
    ],
    [{ 'date-parts': [[1999, 3], [0]] }, 'March 1999 –'],
    [{ 'date-parts': [[-44, 3, 15]] }, '15 March 44 BC'],
    [{ 'date-parts': [[2020, 'x']] }, '2020'],
    [{ edtf: '2020-21' }, 'Spring 2020'],
    [{ edtf: '1999/..' }, '1999–'],
    [{ literal: '1999/..' }, '1999–'],
    [{ 'date-parts': [[2019]], circa: 1 }, 'c. 2019'],
    [{}, ''],
    [undefined, ''],
  ])('writes %j as %j', (date, text) => {
    expect(dateText(date)).toBe(text);
  });

  it('is read again as it was written, in words, in EDTF and in CSL-JSON', () => {
    fc.assert(
      fc.property(anySpan, (span) => {
        expect(parseDateSpan(spanText(span))).toEqual(span);
        expect(parseDateSpan(spanText(span, 'short'))).toEqual(span);
        expect(spanFromEdtf(edtfOf(span))).toEqual(span);
        expect(spanOf(cslDateOf(span))).toEqual(span);
      }),
    );
  });

  it.each([
    ['2019~', { start: { year: 2019 }, isCirca: true }],
    ['2019?', { start: { year: 2019 }, isCirca: true }],
    ['2020-21', { start: { year: 2020 }, season: 1 }],
    ['2019/2021', { start: { year: 2019 }, end: { year: 2021 } }],
    ['2020-03-04T10:00:00', { start: { year: 2020, month: 3, day: 4 } }],
    ['-0043-03-15', { start: { year: -43, month: 3, day: 15 } }],
    ['199X', undefined],
    ['2019/..', { start: { year: 2019 }, isOpen: true }],
    ['2019-03/', { start: { year: 2019, month: 3 }, isOpen: true }],
    ['2019-23/2020-21', { start: { year: 2019 }, season: 3, end: { year: 2020 }, endSeason: 1 }],
    ['../2019', undefined],
    ['2019/xx', undefined],
    ['2020-13', undefined],
  ])('reads the EDTF %j', (text, span) => {
    expect(spanFromEdtf(text)).toEqual(span);
  });

  it('sorts by the time that it names', () => {
    const dates = ['c. 1850', '2019', 'Spring 2026', '4–6 March 2026', '4 April 2026', 'Winter 2026'];
    const keys = dates.map((text) => dateSortKey(cslDateFrom(text)));
    expect(keys.toSorted()).toEqual(keys);
  });
});
