/**
 * A sentence that states both how likely something is and how sure the desk is: readers can't tell which of the two is
 * meant (ICD 203 §D.6.e(2): a confidence level and a degree of likelihood must not be combined in one sentence). What
 * stands in quotation marks is somebody else's.
 */
import { perBlock } from '#core/document/per-block.ts';
import { textRunsOf } from '#core/document/sentences.ts';
import { confidencesIn } from '../confidence.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { likelihoodsIn } from '../likelihood.ts';
import { withoutQuotations } from '../quotations.ts';
import type { Check } from './check.ts';

export const likelihoodWithConfidence: Check = {
  rule: 'likelihood-with-confidence',
  title: 'Likelihood and confidence in one sentence',
  prepare: (block) => void mixedSentencesOf(block),
  find: ({ document, places }) =>
    document.root.children.flatMap((block, blockIndex) =>
      mixedSentencesOf(block).map(({ text, runIndex, sentenceIndex, start, end }) => ({
        message: 'Likelihood and confidence stand in one sentence',
        detail: text,
        place: fingerprintOf(text),
        where: places.sentence(blockIndex, runIndex, sentenceIndex),
        sectionId: places.sectionIdOf(blockIndex),
        target: { kind: 'text', blockIndex, runIndex, start, end },
      })),
    ),
};

const mixedSentencesOf = perBlock((block) =>
  textRunsOf(block).flatMap((run, runIndex) => {
    if (!/confiden/i.test(run.text)) return [];
    const own = withoutQuotations(run.text);
    return run.sentences.flatMap((sentence, sentenceIndex) => {
      const words = own.slice(sentence.start, sentence.end);
      const isMixed = confidencesIn(words).length > 0 && likelihoodsIn(words).length > 0;
      return isMixed ? [{ ...sentence, runIndex, sentenceIndex }] : [];
    });
  }),
);
