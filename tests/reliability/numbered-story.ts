/**
 * Stories whose every paragraph says the same number, so that a mixture of two versions shows.
 */
import { newStory, type Story } from '#core/model/story.ts';

const NOW = new Date('2026-03-09T10:00:00Z');

/** A story that says `number`, in so many paragraphs of about 500 bytes each. */
export function numberedStory(id: string, number: number, paragraphs = 1): Story {
  const blank = newStory(id, NOW, '2026-03-09');
  return { ...blank, title: `Story ${number}`, document: numberedDocument(blank, number, paragraphs) };
}

/** `story` as it says `number`. */
export function renumbered(story: Story, number: number, paragraphs = 1): Story {
  return { ...story, title: `Story ${number}`, document: numberedDocument(story, number, paragraphs) };
}

function numberedDocument(story: Story, number: number, paragraphs: number): Story['document'] {
  const children = Array.from({ length: paragraphs }, () => ({
    type: 'paragraph',
    version: 1,
    direction: null,
    format: '',
    indent: 0,
    textFormat: 0,
    textStyle: '',
    children: [
      {
        type: 'text',
        version: 1,
        text: `${number} ${'filling words '.repeat(20)}`,
        format: 0,
        mode: 'normal',
        style: '',
        detail: 0,
      },
    ],
  }));
  return { root: { ...story.document.root, children } };
}

/** The number that a story says. Throws where its parts don't all say the same. */
export function numberOf({ title, document }: Story): number {
  const number = Number(title.replace('Story ', ''));
  for (const { children } of document.root.children) {
    const text = String(children?.[0]?.text);
    if (!text.startsWith(`${number} `)) throw new Error(`A mixture: “${title}” says “${text.slice(0, 20)}”.`);
  }
  return number;
}
