import { describe, expect, it } from 'vitest';
import { eachWord, fold, queryWordsOf } from '#main/library/search/words.ts';

function wordsIn(text: string): string[] {
  const words: string[] = [];
  eachWord(text, (word) => words.push(word));
  return words;
}

describe('the words of a text', () => {
  it.each([
    ['Café NAÏVE Łódź Straße İstanbul', 'cafe naive lodz strasse istanbul'],
    ['Ελλάς Йорк ёж', 'ελλασ иорк еж'],
    ['שָׁלוֹם مُحَمَّد', 'שלום محمد'],
    ['हिन्दी किताब', 'हिन्दी किताब'],
    ['한국어 ﬁnance １２', '한국어 finance 12'],
  ])('of “%s” are “%s”', (text, words) => {
    expect(wordsIn(text)).toEqual(words.split(' '));
  });

  it('end at everything but letters and digits', () => {
    expect(wordsIn('EU–Chile: 10.1016/j.jml, “O’Brien’s” №5, 20℃')).toEqual(
      'eu chile 10 1016 j jml o brien s 5 20'.split(' '),
    );
    expect(wordsIn('co\u00adoperate')).toEqual(['cooperate']);
  });

  it('are pairs of characters where a script has no spaces', () => {
    expect(wordsIn('東京都 in データ')).toEqual(['東京', '京都', '都', 'in', 'デー', 'ータ', 'タ']);
    expect(queryWordsOf('東京都')).toEqual(['東京', '京都']);
    expect(queryWordsOf('東')).toEqual(['東']);
  });

  it('fold the same whether accents are letters of their own or marks', () => {
    expect(fold('é')).toBe('e');
    expect(fold('e\u0301')).toBe('e');
    expect(fold('がんばる')).toBe(fold('か\u3099んは\u3099る'));
  });
});
