import { describe, expect, it } from 'vitest';
import { foundStories } from '#renderer/stories/found-stories.ts';

const stories = [
  { id: 'a', title: 'Copper' },
  { id: 'b', title: 'Lithium corridor' },
  { id: 'c', title: 'A corridor' },
  { id: 'd', title: 'Tin' },
];
const found = (query: string, ids: string[]) => foundStories(stories, query, ids).map(({ id }) => id);

describe('the stories found', () => {
  it('are those of the workbench in its order, and behind them those whose title holds what was typed', () => {
    expect(found('Corri', [])).toEqual(['b', 'c']);
    expect(found('corri', ['d', 'c'])).toEqual(['d', 'c', 'b']);
    expect(found('zinc', ['gone', 'a'])).toEqual(['a']);
  });
});
