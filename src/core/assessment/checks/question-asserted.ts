/**
 * An open question whose answer the story states as a fact elsewhere: either it is answered, or it is stated too soon.
 */
import { perBlock } from '#core/document/per-block.ts';
import { textRunsOf } from '#core/document/sentences.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { isStatedAsFact } from './assertion.ts';
import type { Check } from './check.ts';
import { contentWordsOf } from './content-words.ts';

/** A question of fewer words of content could be about anything. */
const MIN_WORDS = 4;
/** A sentence speaks of the same where it has this share of the question's words. */
const SAME_FROM = 0.8;

export const questionAsserted: Check = {
  rule: 'question-asserted',
  title: 'Open questions that are also asserted',
  prepare: (block) => void wordsIn(block),
  find: ({ document, projections, places }) => {
    const open = projections.questions
      .filter(({ answered }) => !answered)
      .map(({ text }) => ({ text, words: [...contentWordsOf(text)] }))
      .filter(({ words }) => words.length >= MIN_WORDS);
    if (open.length === 0) return [];
    const asking = new Set(projections.sections.filter(({ role }) => role === 'questions').map(({ id }) => id));
    return document.root.children.flatMap((block, blockIndex) => {
      const { words: wordsOfBlock, sentences } = wordsIn(block);
      const near = open.filter(({ words }) => speaksOf(words, wordsOfBlock));
      const sectionId = near.length > 0 ? places.sectionIdOf(blockIndex) : null;
      if (near.length === 0 || (sectionId !== null && asking.has(sectionId))) return [];
      return sentences.flatMap(({ text, words, runIndex, sentenceIndex, start, end }): ReturnType<Check['find']> => {
        const question = near.find((candidate) => speaksOf(candidate.words, words));
        if (!question || !isStatedAsFact(text)) return [];
        return [
          {
            message: 'An open question is asserted here',
            detail: question.text,
            place: `${fingerprintOf(question.text)} ${fingerprintOf(text)}`,
            where: places.sentence(blockIndex, runIndex, sentenceIndex),
            sectionId,
            target: { kind: 'text', blockIndex, runIndex, start, end },
          },
        ];
      });
    });
  },
};

function speaksOf(question: readonly string[], words: ReadonlySet<string>): boolean {
  const needed = Math.ceil(question.length * SAME_FROM);
  let shared = 0;
  for (const word of question) if (words.has(word)) shared += 1;
  return shared >= needed;
}

const wordsIn = perBlock((block) => {
  // A heading names what it is about and asserts nothing.
  const runs = block.type === 'heading' ? [] : textRunsOf(block);
  const sentences = runs.flatMap((run, runIndex) =>
    run.sentences.map((sentence, sentenceIndex) => ({
      ...sentence,
      runIndex,
      sentenceIndex,
      words: contentWordsOf(sentence.text),
    })),
  );
  return { sentences, words: new Set(sentences.flatMap(({ words }) => [...words])) };
});
