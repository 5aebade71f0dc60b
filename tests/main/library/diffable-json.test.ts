import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffableJson } from '#main/library/diffable-json.ts';
import { storyOf } from './temporary-library.ts';

describe('JSON for the disk', () => {
  it('parses to what it was made of', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        expect(JSON.parse(diffableJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('leaves out what is undefined', () => {
    expect(JSON.parse(diffableJson({ a: undefined, b: [undefined, 1] }))).toEqual({ b: [null, 1] });
  });

  it('gives every block of a document a line of its own', () => {
    const json = diffableJson(storyOf('a', 'A', 'Some text'));
    expect(json.split('\n').filter((line) => line.includes('"paragraph"'))).toHaveLength(1);
    expect(json.split('\n').find((line) => line.includes('"paragraph"'))).toContain('Some text');
  });

  it('writes of the next version what has changed', () => {
    const story = storyOf('a', 'A', 'Some text');
    diffableJson(story);
    const { root } = story.document;
    const next = {
      ...story,
      document: { root: { ...root, children: [...root.children, ...storyOf('b', '', 'More').document.root.children] } },
    };
    expect(JSON.parse(diffableJson(next))).toEqual(next);
  });
});
