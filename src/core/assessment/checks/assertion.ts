/**
 * Whether a sentence states something as a fact, or leaves it open.
 */
import { likelihoodsIn } from '../likelihood.ts';

/** Words that leave open what they speak of. */
const OPEN =
  /\b(?:might|could|perhaps|possibly|possible|reportedly|allegedly|alleged(?:ly)?|purported(?:ly)?|unconfirmed|unclear|unknown|unsettled|undecided|whether|disput(?:e|es|ed|ing)|den(?:y|ies|ied)|contest(?:s|ed)|contradict(?:s|ed|ing)?|refut(?:es|ed)|remains? to be seen|not (?:yet )?(?:known|confirmed|decided|settled)|claim(?:s|ed)? (?:that|to|it|he|she|they|the))\b/i;
/** Only small: May is a month. */
const MAY = /\bmay\b/;

/** True for a sentence that neither asks nor leaves open, nor says how likely it is. */
export function isStatedAsFact(sentence: string): boolean {
  if (/\?["”’»)\]]*$/.test(sentence.trim())) return false;
  return !OPEN.test(sentence) && !MAY.test(sentence) && likelihoodsIn(sentence).length === 0;
}
