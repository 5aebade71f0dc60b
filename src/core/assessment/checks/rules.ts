/**
 * All editorial checks, in the order in which their findings are shown: what misleads a reader first, what is merely
 * undone last.
 */
import type { Check } from './check.ts';
import { citationWithoutVerdict } from './citation-without-verdict.ts';
import { confidenceAboveEvidence } from './confidence-above-evidence.ts';
import { contradictedAsFact } from './contradicted-as-fact.ts';
import { deadLink } from './dead-link.ts';
import { likelihoodWithConfidence } from './likelihood-with-confidence.ts';
import { oneOutlet } from './one-outlet.ts';
import { questionAsserted } from './question-asserted.ts';
import { quoteDiffers } from './quote-differs.ts';
import { sourceNeedsDetails } from './source-needs-details.ts';
import { uncitedParagraph } from './uncited-paragraph.ts';

export const CHECKS: readonly Check[] = [
  confidenceAboveEvidence,
  contradictedAsFact,
  likelihoodWithConfidence,
  quoteDiffers,
  questionAsserted,
  oneOutlet,
  uncitedParagraph,
  deadLink,
  sourceNeedsDetails,
  citationWithoutVerdict,
];

/** What several findings of a rule are called together; a rule that is gone goes by its own name. */
export function titleOfRule(rule: string): string {
  return CHECKS.find((check) => check.rule === rule)?.title ?? rule;
}
