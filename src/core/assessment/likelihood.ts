/**
 * The words for a likelihood (ICD 203, "Analytic Standards", §D.6.e(2)(a)), and finding them in text.
 */

/** One row of the standard's table. Its borders are shared with its neighbours; `likelihoodOf` says whose they are. */
export type LikelihoodTerm = {
  id: 'almost-no-chance' | 'very-unlikely' | 'unlikely' | 'roughly-even' | 'likely' | 'very-likely' | 'almost-certain';
  /** The standard's first wording. */
  name: string;
  /** Its second wording, which means the same. */
  alternative: string;
  fromPercent: number;
  toPercent: number;
};

/** The standard's table, from the least likely to the most. */
export const LIKELIHOOD_TERMS: readonly LikelihoodTerm[] = [
  { id: 'almost-no-chance', name: 'almost no chance', alternative: 'remote', fromPercent: 1, toPercent: 5 },
  { id: 'very-unlikely', name: 'very unlikely', alternative: 'highly improbable', fromPercent: 5, toPercent: 20 },
  { id: 'unlikely', name: 'unlikely', alternative: 'improbable', fromPercent: 20, toPercent: 45 },
  { id: 'roughly-even', name: 'roughly even chance', alternative: 'roughly even odds', fromPercent: 45, toPercent: 55 },
  { id: 'likely', name: 'likely', alternative: 'probable', fromPercent: 55, toPercent: 80 },
  { id: 'very-likely', name: 'very likely', alternative: 'highly probable', fromPercent: 80, toPercent: 95 },
  { id: 'almost-certain', name: 'almost certain', alternative: 'nearly certain', fromPercent: 95, toPercent: 99 },
];

/**
 * The term for a likelihood of 1–99 per cent; what lies outside is taken as the nearest. A border that two terms share
 * belongs to the one nearer to even, so that nothing sounds surer than it is: 20 is unlikely, 80 likely.
 */
export function likelihoodOf(percent: number): LikelihoodTerm {
  const holds = LIKELIHOOD_TERMS.filter(({ fromPercent, toPercent }) => fromPercent <= percent && percent <= toPercent);
  const nearest = holds.toSorted((a, b) => distanceFromEven(a) - distanceFromEven(b))[0];
  const outermost = percent < 50 ? LIKELIHOOD_TERMS[0] : LIKELIHOOD_TERMS.at(-1);
  const term = nearest ?? outermost;
  if (!term) throw new Error('The table of likelihoods has no rows.');
  return term;
}

function distanceFromEven({ fromPercent, toPercent }: LikelihoodTerm): number {
  return Math.abs((fromPercent + toPercent) / 2 - 50);
}

/** A likelihood that a text states, `start` and `end` in UTF-16 units. */
export type StatedLikelihood = { term: LikelihoodTerm['id']; start: number; end: number };

const CHANCE = '(?:chance|possibility|probability|likelihood|prospect|risk)s?';

/**
 * Wordings by term, tried from the longest meaning to the shortest, so that "very unlikely" is not read as "unlikely".
 * Beside the standard's own there are the adverbs and the few turns that every desk uses for the same.
 */
const WORDINGS: readonly [LikelihoodTerm['id'], string][] = [
  ['almost-no-chance', '(?:almost|virtually|practically) no (?:chance|possibility|prospect|likelihood)'],
  ['almost-no-chance', `(?:only )?(?:a |the )?(?:very )?remote ${CHANCE}`],
  [
    'almost-no-chance',
    `(?:chances?|odds|possibility|probability|likelihood) (?:of [^.;:,]{1,60} )?(?:is|are|remains?|seems?) (?:very )?remote`,
  ],
  ['very-unlikely', '(?:very|highly|extremely|most) (?:unlikely|improbable)'],
  ['roughly-even', '(?:a |an )?(?:(?:roughly|about) )?even (?:chance|odds)'],
  ['roughly-even', 'as likely as not|fifty[- ]fifty|50[-/–]50'],
  // 40 to 50 per cent in the yardstick of British assessments (PHIA), which is nearer to even than to unlikely.
  ['roughly-even', 'realistic (?:possibility|chance|prospect)'],
  ['almost-certain', '(?:almost|nearly|virtually|near)[ -]certain(?:ly)?'],
  ['likely', 'more likely than not'],
  ['unlikely', 'not (?:very |particularly )?(?:likely|probable)'],
  ['very-likely', '(?:very|highly|extremely) (?:likely|probable|probably)'],
  ['unlikely', 'unlikely|improbabl[ey]'],
  ['likely', 'likely|probabl[ey]'],
];

/** Made when first needed: Unicode's classes of letters, read for a pattern, take a hundredth of a short command. */
let stated: RegExp | undefined;

/** One pattern of all wordings, each a group of its own. */
function statedPattern(): RegExp {
  const wordings = WORDINGS.map(
    ([, wording], index) => `(?<w${index}>(?<![\\p{L}\\p{N}_-])(?:${wording})(?![\\p{L}\\p{N}_]|-\\p{L}))`,
  );
  return new RegExp(wordings.join('|'), 'giu');
}

/** A likelihood as a number. */
const IN_PER_CENT =
  /(?<![\p{L}\p{N}.,])(?<percent>\d{1,3}(?:[.,]\d+)?) ?(?:%|per ?cent) (?:likely|(?:chance|probability|likelihood|possibility)(?!\p{L}))/giu;

/** Before "likely" or "probable": a comparison or a question, which states no likelihood of its own. */
const COMPARED = /(?:^|[^\p{L}])(?:more|less|how|as|equally|so|no more|any more|least)\s+$/iu;
/** After "probable": a term of law that states none. */
const TERM_OF_LAW = /^\s+cause\b/i;

/** Some letters of each wording: most sentences have none, and looking closer takes long. */
const MAYBE = /likel|probab|chance|possibilit|prospect|risk|odds|certain|remote|fifty|50/i;

/** The likelihoods that a text states, in order. Comparisons ("more likely than in May") state none. */
export function likelihoodsIn(text: string): StatedLikelihood[] {
  if (!MAYBE.test(text)) return [];
  const found: StatedLikelihood[] = [];
  stated ??= statedPattern();
  for (const match of text.matchAll(stated)) {
    const index = WORDINGS.findIndex((_, at) => match.groups?.[`w${at}`] !== undefined);
    const term = WORDINGS[index]?.[0];
    if (!term) continue;
    const start = match.index;
    const end = start + match[0].length;
    const isBare = /^(?:likely|probabl[ey])$/i.test(match[0]);
    if (isBare && (COMPARED.test(text.slice(0, start)) || TERM_OF_LAW.test(text.slice(end)))) continue;
    found.push({ term, start, end });
  }
  for (const { index: start, 0: words, groups } of text.matchAll(IN_PER_CENT)) {
    const term = likelihoodOf(Number(groups?.percent?.replace(',', '.'))).id;
    const isPartOf = found.findIndex((each) => each.start < start + words.length && start < each.end);
    found.splice(isPartOf < 0 ? found.length : isPartOf, isPartOf < 0 ? 0 : 1, {
      term,
      start,
      end: start + words.length,
    });
  }
  return found.toSorted((a, b) => a.start - b.start);
}
