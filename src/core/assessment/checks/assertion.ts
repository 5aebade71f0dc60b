/**
 * Whether a sentence states something as a fact, or leaves it open.
 */
import { likelihoodsIn } from '../likelihood.ts';

/** Words that leave open what they speak of. */
const OPEN =
  /\b(?:might|could|would|if|apparently|seemingly|supposedly|rumou?r(?:s|ed)?|perhaps|possibly|possible|reportedly|allegedly|alleged(?:ly)?|purported(?:ly)?|unconfirmed|unclear|unknown|unsettled|undecided|whether|disput(?:e|es|ed|ing)|den(?:y|ies|ied)|contest(?:s|ed)|contradict(?:s|ed|ing)?|refut(?:es|ed)|remains? to be seen|not (?:yet )?(?:known|confirmed|decided|settled)|claim(?:s|ed)? (?:that|to|it|he|she|they|the))\b/i;
/** Somebody else's word that the sentence doesn't make its own: "is thought to have sold", "it was wrongly reported that". */
const HEARSAY =
  /\b(?:(?:is|are|was|were|be|been) (?:widely |often |also )?(?:said|thought|believed|understood|expected|assumed|reported|feared|suspected|suggested) (?:to|that)|(?:is|are|was|were) (?:not true|untrue|false|wrong|incorrect)|(?:wrongly|falsely|mistakenly|incorrectly|erroneously) \p{L}+ed)\b/iu;
/** Only small: May is a month. */
const MAY = /\bmay\b/;

/** True for a sentence that neither asks nor leaves open, nor says how likely it is. */
export function isStatedAsFact(sentence: string): boolean {
  if (/\?["”’»)\]]*$/.test(sentence.trim())) return false;
  return !OPEN.test(sentence) && !HEARSAY.test(sentence) && !MAY.test(sentence) && likelihoodsIn(sentence).length === 0;
}
