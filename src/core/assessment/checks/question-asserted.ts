/**
 * An open question whose answer the story states as a fact elsewhere: either it is answered, or it is stated too soon.
 */
import { perBlock } from '#core/document/per-block.ts';
import { type Sentence, textRunsOf } from '#core/document/sentences.ts';
import type { SerializedNode } from '#core/model/story.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { isStatedAsFact } from './assertion.ts';
import type { Check } from './check.ts';
import { contentWordsOf } from './content-words.ts';

/** A question of fewer words of content could be about anything. */
const MIN_WORDS = 3;
/** A sentence speaks of the same where it has this share of the question's words. */
const SAME_FROM = 0.8;

export const questionAsserted: Check = {
  rule: 'question-asserted',
  title: 'Open questions that are also asserted',
  prepare: (block) => void sentencesOf(block),
  find: ({ document, projections, places }) => {
    const asked = askedBy(projections.questions.filter(({ answered }) => !answered).map(({ text }) => text));
    if (asked.length === 0) return [];
    const asking = new Set(projections.sections.filter(({ role }) => role === 'questions').map(({ id }) => id));
    return document.root.children.flatMap((block, blockIndex) => {
      const found = assertedIn(block, asked);
      if (found.length === 0) return [];
      const sectionId = places.sectionIdOf(blockIndex);
      if (sectionId !== null && asking.has(sectionId)) return [];
      return found.map(({ question, sentence: { text, runIndex, sentenceIndex, start, end } }) => ({
        message: 'An open question is asserted here',
        detail: question,
        place: `${fingerprintOf(question)} ${fingerprintOf(text)}`,
        where: places.sentence(blockIndex, runIndex, sentenceIndex),
        sectionId,
        target: { kind: 'text', blockIndex, runIndex, start, end },
      }));
    });
  },
};

type Asked = readonly { text: string; words: readonly string[] }[];
let lastAsked: { texts: readonly string[]; asked: Asked } = { texts: [], asked: [] };

/** The questions that say enough to be told apart, with their words; the same object while the story asks the same. */
function askedBy(texts: readonly string[]): Asked {
  const { texts: before, asked } = lastAsked;
  if (texts.length === before.length && texts.every((text, index) => text === before[index])) return asked;
  const next = texts
    .map((text) => ({ text, words: [...contentWordsOf(text)] }))
    .filter(({ words }) => words.length >= MIN_WORDS);
  lastAsked = { texts, asked: next };
  return next;
}

type Asserted = readonly { question: string; sentence: SentenceWords }[];
const known = new WeakMap<SerializedNode, { asked: Asked; asserted: Asserted }>();

/** The sentences of a block that state what is asked; remembered for as long as the same is asked. */
function assertedIn(block: SerializedNode, asked: Asked): Asserted {
  let entry = known.get(block);
  if (entry?.asked !== asked) {
    const { sentences, words } = sentencesOf(block);
    const near = asked.filter((question) => speaksOf(question.words, words));
    const asserted = (near.length === 0 ? [] : sentences).flatMap((sentence) => {
      const question = near.find((candidate) => speaksOf(candidate.words, sentence.words));
      return question && isStatedAsFact(sentence.text) ? [{ question: question.text, sentence }] : [];
    });
    entry = { asked, asserted };
    known.set(block, entry);
  }
  return entry.asserted;
}

function speaksOf(question: readonly string[], words: ReadonlySet<string>): boolean {
  const needed = Math.ceil(question.length * SAME_FROM);
  let shared = 0;
  for (const word of question) if (words.has(word)) shared += 1;
  return shared >= needed;
}

type SentenceWords = Sentence & { runIndex: number; sentenceIndex: number; words: ReadonlySet<string> };

const sentencesOf = perBlock((block): { sentences: readonly SentenceWords[]; words: ReadonlySet<string> } => {
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
