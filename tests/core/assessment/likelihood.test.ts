import { describe, expect, it } from 'vitest';
import { LIKELIHOOD_TERMS, likelihoodOf, likelihoodsIn } from '#core/assessment/likelihood.ts';

describe('the word for a likelihood', () => {
  it.each([
    [1, 'almost no chance'],
    [4, 'almost no chance'],
    [5, 'very unlikely'],
    [19, 'very unlikely'],
    [20, 'unlikely'],
    [44, 'unlikely'],
    [45, 'roughly even chance'],
    [50, 'roughly even chance'],
    [55, 'roughly even chance'],
    [56, 'likely'],
    [80, 'likely'],
    [81, 'very likely'],
    [95, 'very likely'],
    [96, 'almost certain'],
    [99, 'almost certain'],
    [0, 'almost no chance'],
    [100, 'almost certain'],
  ])('of %i per cent is “%s”', (percent, name) => {
    expect(likelihoodOf(percent).name).toBe(name);
  });

  it('never sounds surer on one side of even than on the other', () => {
    for (let percent = 1; percent <= 99; percent += 1) {
      const mirrored = LIKELIHOOD_TERMS.length - 1 - LIKELIHOOD_TERMS.indexOf(likelihoodOf(100 - percent));
      expect(LIKELIHOOD_TERMS.indexOf(likelihoodOf(percent))).toBe(mirrored);
    }
  });
});

describe('likelihoods in text', () => {
  it.each(LIKELIHOOD_TERMS.map(({ id, name, alternative }) => [name, alternative, id] as const))(
    'are read from both wordings of the standard, “%s” and “%s”',
    (name, alternative, id) => {
      const noun = alternative === 'remote' ? 'remote chance' : alternative;
      expect(likelihoodsIn(`There is ${name} that it fails.`).map(({ term }) => term)).toEqual([id]);
      expect(likelihoodsIn(`It is ${noun} that it fails.`).map(({ term }) => term)).toEqual([id]);
    },
  );

  it.each([
    ['It will probably pass.', ['likely']],
    ['The vote is unlikely to pass.', ['unlikely']],
    ['The vote is not likely to pass.', ['unlikely']],
    ['It is more likely than not that they agree.', ['likely']],
    ['It is as likely as not.', ['roughly-even']],
    ['The odds of a strike are remote.', ['almost-no-chance']],
    ['They will almost certainly sign.', ['almost-certain']],
    ['A deal is likely, a strike very unlikely.', ['likely', 'very-unlikely']],
    ['There is a 70% chance that it fails.', ['likely']],
    ['The desk sees a 3 per cent probability.', ['almost-no-chance']],
    ['There is a realistic possibility of a strike.', ['roughly-even']],
    ['Likely buyers include two banks.', ['likely']],
  ])('of “%s” are %j', (text, terms) => {
    expect(likelihoodsIn(text).map(({ term }) => term)).toEqual(terms);
  });

  it.each([
    'Strikes are more likely in May than in June.',
    'How likely is it?',
    'The judge found probable cause.',
    'They work from remote offices.',
    'The likelihood was not discussed.',
    'Their likeliness and unlikeliness were weighed, and the business-likely.',
    'A certain minister spoke.',
    'There is a chance of rain.',
    'Turnout was 70 per cent.',
  ])('are none in “%s”', (text) => {
    expect(likelihoodsIn(text)).toEqual([]);
  });

  it('give the range of their words', () => {
    const text = 'It is very likely so.';
    expect(likelihoodsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(['very likely']);
  });
});
