import { describe, expect, it } from 'vitest';
import { citationsIn } from '#core/document/citations.ts';
import { sentencesOf, textRunsOf } from '#core/document/sentences.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

const text = (value: string): SerializedNode => ({ type: 'text', version: 1, text: value, format: 0 });
const cite = (id: string): SerializedNode => ({
  type: 'citation',
  version: 1,
  citation: { id, items: [{ sourceId: 's1' }], quote: '', verdict: 'unverified', note: '' },
});
const documentOf = (...children: SerializedNode[]): StoryDocument => ({ root: { type: 'root', version: 1, children } });
const paragraph = (...children: SerializedNode[]): SerializedNode => ({ type: 'paragraph', version: 1, children });

describe('sentences', () => {
  it.each([
    ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
    [
      'Dr. Vale met the U.S. envoy in St. Petersburg. They agreed.',
      ['Dr. Vale met the U.S. envoy in St. Petersburg.', 'They agreed.'],
    ],
    ['See p. 4 and No. 7. Then go.', ['See p. 4 and No. 7.', 'Then go.']],
    ['  Spaces around.  ', ['Spaces around.']],
    ['', []],
    ['No end', ['No end']],
    [
      '“Whoever owns it,” he said. “So be it.” Then he left.',
      ['“Whoever owns it,” he said.', '“So be it.”', 'Then he left.'],
    ],
  ])('cuts %j', (running, expected) => {
    expect(sentencesOf(running).map((sentence) => sentence.text)).toEqual(expected);
  });

  it('gives each sentence the range that it has in the text', () => {
    const running = ' First one.  Second one. ';
    for (const { text: sentence, start, end } of sentencesOf(running)) expect(running.slice(start, end)).toBe(sentence);
  });

  it('keeps the line of a list item apart from the list inside it', () => {
    const item = (...children: SerializedNode[]): SerializedNode => ({ type: 'listitem', version: 1, children });
    const list = (...children: SerializedNode[]): SerializedNode => ({ type: 'list', version: 1, children });
    const runs = textRunsOf(list(item(text('Outer.'), list(item(text('Inner.'))))));
    expect(runs.map((run) => run.text)).toEqual(['Outer.', 'Inner.']);
  });
});

describe('the sentence of a citation', () => {
  const sentenceFor = (...children: SerializedNode[]) =>
    citationsIn(documentOf(paragraph(...children))).map(({ sentence }) => sentence);

  it('is the one that it stands in, before its full stop', () => {
    expect(sentenceFor(text('First. Second one '), cite('a'), text('. Third.'))).toEqual(['Second one .']);
  });

  it('is the one before where it stands between two', () => {
    expect(sentenceFor(text('First. Second. '), cite('a'), text(' Third.'))).toEqual(['Second.']);
    expect(sentenceFor(text('First. '), cite('a'), text('Second.'))).toEqual(['First.']);
  });

  it('is the first where nothing stands before it, and empty where there is no prose', () => {
    expect(sentenceFor(cite('a'), text(' says so.'))).toEqual(['says so.']);
    expect(sentenceFor(cite('a'))).toEqual(['']);
    const code = { type: 'code', version: 1, children: [text('let x. '), cite('a')] };
    expect(citationsIn(documentOf(code)).map(({ sentence }) => sentence)).toEqual(['']);
  });
});
