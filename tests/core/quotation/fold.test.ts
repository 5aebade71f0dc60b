import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, originalRange } from '#core/quotation/fold.ts';

describe('folding', () => {
  it.each([
    ['white space of any kind', 'a\u00a0b\t c\n\nd', 'a b c d'],
    ['kinds of quotation marks', '“x” «x» „x‟ \'x\' "x"', '"x" "x" "x" "x" "x"'],
    ['nested quotation marks', '“‘Yes,’ he said”', '"yes," he said"'],
    ['apostrophes', 'the desk’s own, it\u02bcs', "the desk's own, it's"],
    ['dashes', 'one — two – three -- four', 'one - two - three - four'],
    ['soft hyphens', 're\u00adfin\u00adery', 'refinery'],
    ['hyphens at a line’s end', 'refin-\nery and first-\r\n  quarter', 'refinery and firstquarter'],
    ['hyphens within words', 'first-quarter EU–Chile', 'firstquarter euchile'],
    ['ranges and negative numbers, whose dashes count', '2019–2024, −5 °C', '2019-2024, -5 °c'],
    ['ligatures', 'ﬁnal ﬂow oﬀset oﬃce ﬆill', 'final flow offset office still'],
    ['case', 'ROTTERDAM İzmir', 'rotterdam izmir'],
    ['diacritics, composed or not', 'Café cafe\u0301 Łódź Straße smørrebrød', 'cafe cafe lodz strasse smorrebrod'],
    ['letters of other scripts', 'Ἀθῆναι Ёлка हिन्दी', 'αθηναι елка हिन्दी'],
    ['what is not seen', 'a\u200bb\ufeffc\u2060d', 'abcd'],
    ['brackets of editors', '[W]hoever owns [it]', 'whoever owns it'],
    ['the ellipsis', 'so …', 'so ...'],
  ])('makes %s alike', (_, text, folded) => {
    expect(foldText(text).text).toBe(folded);
  });

  it('remembers the hyphens that it leaves out, and which may be the line’s', () => {
    const { text, hyphens, hyphenMayBeTheLines } = foldText('first-quarter, refin-\nery');
    expect(text).toBe('firstquarter, refinery');
    expect([...hyphens]).toEqual([5, 19]);
    expect([...hyphenMayBeTheLines]).toEqual([0, 1]);
  });

  it('knows where a stretch stood', () => {
    const text = '  The  “ﬁnal”  cafe\u0301 refin-\nery 𝒜𝒷.';
    const folded = foldText(text);
    const range = (words: string) => {
      const at = folded.text.indexOf(words);
      const { start, end } = originalRange(folded, at, at + words.length);
      return text.slice(start, end);
    };
    expect(range('final')).toBe('ﬁnal');
    expect(range('cafe')).toBe('cafe\u0301');
    expect(range('refinery')).toBe('refin-\nery');
    expect(range('ab.')).toBe('𝒜𝒷.');
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'aB é\n-–—“’ﬃﷺ\u00ad\u0301[]𝒜ß…'.split('')) }),
  );

  it('never throws, gives each unit a place that never falls, and has nothing left to fold', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = foldText(text);
        expect(folded.offsets.length).toBe(folded.text.length);
        folded.offsets.forEach((offset, index) => {
          expect(offset).toBeLessThan(text.length);
          expect(offset).toBeGreaterThanOrEqual(folded.offsets[index - 1] ?? 0);
        });
        expect(folded.text).toBe(folded.text.trim());
        expect(folded.text).not.toMatch(/\s\s/);
      }),
    );
  });
});
