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
  ])('takes %j for no date', (text) => {
    expect(cslDateFrom(text)).toBeUndefined();
  });

  it.each([
    [{ literal: 'Michaelmas term 2020' }, 'Michaelmas term 2020'],
    [{ raw: '2026-03' }, 'March 2026'],
    [{ 'date-parts': [['2026', '03', '04']] }, '4 March 2026'],
    [{ 'date-parts': [[2026]], season: 'Autumn' }, 'Autumn 2026'],
    [{ 'date-parts': [[2026, 22]] }, 'Summer 2026'],
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
    ['2019/..', undefined],
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
