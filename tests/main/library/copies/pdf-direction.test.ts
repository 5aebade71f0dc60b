import { describe, expect, it } from 'vitest';
import { linesOf } from '#main/library/copies/pdf-lines.ts';
import type { Run } from '#main/library/copies/pdf-runs.ts';

/** What a file draws from left to right on one line, as `|` parts it; each letter is five points wide. */
function drawn(text: string, { x = 60, y = 100 } = {}): Run[] {
  let at = x;
  return text.split('|').map((part) => {
    const run: Run = { text: part, x: at, y, width: part.length * 5, size: 11, isUpright: true };
    at += run.width;
    return run;
  });
}
const read = (runs: readonly Run[]) => linesOf(runs).map(({ cells }) => cells.join('\t'));

describe('text from right to left', () => {
  it.each([
    ['letters drawn in their shapes', '.|ﻖ|ﻠ|ﻐ|ﻣ| |ء|ﺎ|ﻨ|ﻴ|ﻤ|ﻟ|ا| |إن', 'إن الميناء مغلق.'],
    ['ligatures', 'ر|ﻻ|دو', 'دولار'],
    ['figures', 'رس|ﺎ|ﻣ| |14| |ﺬ|ﻨ|ﻣ', 'منذ 14 مارس'],
    ['figures drawn in pieces', 'ن|ﻮ|ﻴ|ﻠ|ﻣ| |3|.|5| |ﺖ|ﻐ|ﻠ|ﺑ', 'بلغت 3.5 مليون'],
    ['two figures, the first one on the right', 'ﺔ|ﻨ|ﺳ| |2025| |14', '14 2025 سنة'],
    ['words of another script', 'ت|ﺮ|ﺸ|ﻧ| |Boeing| |737| |ﺔ|ﻛ|ﺮ|ﺷ', 'شركة Boeing 737 نشرت'],
    ['brackets', '(|ول|ﺪ|ﺠ|ﻟ|ا| |ﺮ|ﻈ|ﻧ|ا|)| |م', 'م (انظر الجدول)'],
    ['a whole line of Hebrew', 'השר אמר שהנמל סגור.', 'השר אמר שהנמל סגור.'],
    ['Hebrew in two pieces', 'סגור.| |השר אמר שהנמל', 'השר אמר שהנמל סגור.'],
  ])('is read as it is written: %s', (_, seen, written) => {
    expect(read(drawn(seen))).toEqual([written]);
  });

  it('is read so within a line from left to right', () => {
    expect(read(drawn('The word |ء|ﺎ|ﻨ|ﻴ|ﻤ|ﻟ|ا| |إن| means so.'))).toEqual(['The word إن الميناء means so.']);
  });

  it('is read so on a page of such text also where most of a line is not', () => {
    const page = drawn('דמאר אמש העתסה הנמל סגור השר אמר שהנמל סגור', { y: 120 });
    expect(read([...drawn('סגור| |Harbour Gazette| |אמר'), ...page])[0]).toBe('אמר Harbour Gazette סגור');
  });

  it('may be drawn in the order of reading', () => {
    expect(read(drawn('.|ﻖ|ﻠ|ﻐ|ﻣ| |إن').reverse())).toEqual(['إن مغلق.']);
  });

  it('changes nothing on the other lines of its page', () => {
    const others = [...drawn('No. (7)|, as |ever', { y: 120 }), ...drawn('far off', { x: 400, y: 120 })];
    expect(read([...drawn('دو'), ...others])).toEqual(['دو', 'No. (7), as ever\tfar off']);
  });
});
