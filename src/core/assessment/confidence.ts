/**
 * Finding in text where a desk says how sure it is of a judgement: "with high confidence", "we are confident that".
 */

/** How sure a text says that its authors are; `start` and `end` in UTF-16 units. */
export type StatedConfidence = { level: 'low' | 'moderate' | 'high'; start: number; end: number };

const LEVEL = '(?<level>very high|high|moderate|medium|low|very low|limited)';
/** What confidence is spoken of in an assessment; "low confidence in the banks" is that of depositors. */
const JUDGEMENT =
  '(?:(?:this|that|it|these|them)(?![ -]\\p{L})|(?:(?:this|that|these|those|our|the|its|their|an?) (?:[\\p{L}-]+ ){0,2})?(?:assessments?|judg(?:e)?ments?|estimates?|findings?|conclusions?|claims?|figures?|dates?|forecasts?|account|reporting|analysis|accuracy|attribution))';

const PATTERNS: readonly RegExp[] = [
  // "with high confidence", "moderate-to-high confidence", "a high-confidence judgement"
  new RegExp(
    `\\b${LEVEL}(?:[- ](?:to|or)[- ](?:moderate|high))?[- ](?:(?:levels?|degrees?) of )?confidence\\b(?!-\\p{L}| (?:building|interval|limit|vote|trick|level of|game))(?! in (?!${JUDGEMENT}))(?! (?:among|amongst|of) )`,
    'giu',
  ),
  // "our confidence is low", "confidence in this judgement is moderate"
  new RegExp(
    `(?:\\b(?:our|the desk['’]s|analytic|overall) confidence(?: in [^.;:]{1,80}?)?|\\bconfidence in ${JUDGEMENT}|\\b(?:our|the desk['’]s) (?:level|degree) of confidence|\\b(?:our|the desk['’]s|analytic|overall) confidence level) (?:is|remains|stays|was) (?:only |still |now |rather |fairly )?${LEVEL}\\b`,
    'giu',
  ),
  // "(confidence: high)"
  new RegExp(`\\bconfidence(?: level)? ?[:=] ?${LEVEL}\\b`, 'giu'),
  // "we are fairly confident that"
  /\b(?:we|i|the desk|the editors?|analysts?) (?:are|am|is|remain|remains|feel|feels) (?<how>(?:not (?:very |entirely |fully )?|hardly |less (?:than )?|fairly |moderately |reasonably |somewhat |quite |very |highly |extremely |fully )?)confident\b/giu,
  // "with 60 % confidence"
  /\b(?<percent>\d{1,3}) ?(?:%|per ?cent) confiden(?:t|ce)\b(?! (?:interval|level|limit|band))/giu,
];

/**
 * The statements of confidence in a text, in order. "Confidence-building", confidence intervals and investors'
 * confidence are none.
 */
export function confidencesIn(text: string): StatedConfidence[] {
  return PATTERNS.flatMap((pattern) => Array.from(text.matchAll(pattern), statedIn)).toSorted(
    (a, b) => a.start - b.start,
  );
}

function statedIn(match: RegExpExecArray): StatedConfidence {
  const { level, how, percent } = match.groups ?? {};
  return { level: levelOf(level, how, percent), start: match.index, end: match.index + match[0].length };
}

function levelOf(level?: string, how?: string, percent?: string): StatedConfidence['level'] {
  if (percent !== undefined) return Number(percent) >= 75 ? 'high' : Number(percent) >= 40 ? 'moderate' : 'low';
  const word = (level ?? how ?? '').trim().toLowerCase();
  if (/^(?:not|hardly|less|low|very low|limited)/.test(word)) return 'low';
  return /^(?:moderate|medium|fairly|moderately|reasonably|somewhat|quite)/.test(word) ? 'moderate' : 'high';
}
