// A library as diverse as real ones: words drawn from a vocabulary of 60,000 by Zipf's law, always the same.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newStory, type SerializedNode, type Story } from '#core/model/story.ts';

const VOCABULARY = 60_000;
/** Zipf–Mandelbrot: how often a word occurs goes by 1 / (rank + 2.7). */
const OFFSET = 2.7;
const STORY_WORDS = 1_200;
const PARAGRAPH_WORDS = 80;
const NOW = new Date('2026-03-09T00:00:00Z');
const SYLLABLES =
  'an ar be ca chi cor da de el en fer ga gra hi il ka la li ma men mo na nor o pa per qua ra ri ro sa se sta ta te ti to tra u va ver vi xo zé'.split(
    ' ',
  );

type Words = {
  vocabulary: readonly string[];
  /** So many words of running text. */
  text(words: number): string;
};

/** The vocabulary, most frequent first, and text made of it; the same for the same seed. */
function zipfWords(seed: number): Words {
  let state = seed;
  // Mulberry32, by Tommy Ettinger: small, and good enough to draw words with.
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number) => Math.floor(random() * below);
  const words = new Set<string>();
  while (words.size < VOCABULARY) {
    const syllables = 1 + Math.min(4, Math.floor(words.size ** 0.13)) + whole(2);
    words.add(Array.from({ length: syllables }, () => SYLLABLES[whole(SYLLABLES.length)]).join(''));
  }
  const vocabulary = [...words];
  const sums = new Float64Array(VOCABULARY);
  let sum = 0;
  for (let rank = 0; rank < VOCABULARY; rank += 1) {
    sum += 1 / (rank + OFFSET);
    sums[rank] = sum;
  }
  const draw = () => {
    const wanted = random() * sum;
    let low = 0;
    let high = VOCABULARY - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return vocabulary[low];
  };
  return { vocabulary, text: (count) => Array.from({ length: count }, draw).join(' ') };
}

const node = (type: string, children: SerializedNode[]): SerializedNode => ({
  type,
  version: 1,
  direction: null,
  format: '',
  indent: 0,
  textFormat: 0,
  textStyle: '',
  children,
});
const run = (text: string): SerializedNode => ({
  type: 'text',
  version: 1,
  text,
  format: 0,
  mode: 'normal',
  style: '',
  detail: 0,
});

/** Fills a folder with a library of so many stories of 1,200 words. */
export function fillZipfLibrary(folder: string, stories: number): Words {
  const words = zipfWords(1);
  mkdirSync(path.join(folder, 'stories'), { recursive: true });
  const write = (name: string, value: unknown) => writeFileSync(path.join(folder, name), JSON.stringify(value));
  write('library.json', { schemaVersion: 1, id: 'bench', createdAt: NOW.toISOString(), settings: {} });
  for (let index = 0; index < stories; index += 1) {
    const story = storyOf(`story${index}`, words);
    write(`stories/${story.id}.json`, story);
  }
  return words;
}

function storyOf(id: string, { text }: Words): Story {
  const story = newStory(id, NOW, '2026-03-09');
  const paragraphs = Array.from({ length: STORY_WORDS / PARAGRAPH_WORDS }, () =>
    node('paragraph', [run(`${text(PARAGRAPH_WORDS)}.`)]),
  );
  return {
    ...story,
    rev: 1,
    title: text(8),
    summary: text(40),
    topics: [text(1), text(2)],
    document: { root: { ...story.document.root, children: paragraphs } },
  };
}
