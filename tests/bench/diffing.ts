// The diff of 40,000 words against 40,000: every paragraph changed, sections moved, and nothing in common.
import { diffStories } from '#core/document/diff/story-diff.ts';
import type { SerializedNode, Story } from '#core/model/story.ts';
import { longStory } from './long-story.ts';
import { ms, quantile, timed } from './measure.ts';

const WORDS = 40_000;

export async function benchDiffing(): Promise<void> {
  const { story } = longStory(WORDS, 300);
  const blocks = story.document.root.children;
  const half = blocks.findIndex((block, index) => block.type === 'heading' && index > blocks.length / 2);
  const cases: [string, () => Story][] = [
    ['equal', () => story],
    ['one word of every paragraph changed', () => withText(story, (text, at) => text.replace('freight', `word${at}`))],
    ['both halves swapped', () => withBlocks(story, [...blocks.slice(half), ...blocks.slice(0, half)])],
    ['every paragraph moved to the end, backwards', () => withBlocks(story, blocks.toReversed())],
    ['every second word changed', () => withText(story, (text, at) => text.replace(/ \w+ (\w+)/g, ` other${at} $1`))],
    ['nothing in common', () => withText(story, (text, at) => text.replace(/\w+/g, (word) => `${word}x${at}`))],
  ];
  for (const [name, make] of cases) {
    // What is remembered of a block is not to count: each run sees blocks that nobody has looked at.
    const states = Array.from({ length: 8 }, () => [structuredClone(story), structuredClone(make())] as const);
    const samples = await timed(7, () => {
      const [before, after] = states.pop() ?? [story, story];
      diffStories(before, after);
    });
    console.log(
      `${WORDS.toLocaleString('en')} words, ${name}: p50 ${ms(quantile(samples, 0.5))}, longest ${ms(quantile(samples, 1))}`,
    );
  }
}

function withBlocks(story: Story, children: SerializedNode[]): Story {
  return { ...story, document: { root: { ...story.document.root, children } } };
}

function withText(story: Story, change: (text: string, at: number) => string): Story {
  const changed = (node: SerializedNode, at: number): SerializedNode => ({
    ...node,
    ...(node.type === 'text' && { text: change(String(node.text), at) }),
    ...(node.children && { children: node.children.map((child) => changed(child, at)) }),
  });
  return withBlocks(story, story.document.root.children.map(changed));
}
