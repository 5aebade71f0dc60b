// Many stories at once: deleted and brought back, with a line for each that could not be.
import { describe, expect, it } from 'vitest';
import { resultOf } from '#main/workbench/steps.ts';
import { storyOf } from '../library/temporary-library.ts';
import { temporaryWorkbench } from './temporary-workbench.ts';

describe('many stories at once', () => {
  it('are deleted and brought back, and what is not there is named', async () => {
    const { api, context } = await temporaryWorkbench();
    for (const id of ['a', 'b', 'c']) await context.library.stories.create(storyOf(id, id.toUpperCase(), 'text'));
    const { removed, refused } = await resultOf(await api.stories.removeMany({ ids: ['a', 'gone', 'b'] }));
    expect(removed.toSorted()).toEqual(['a', 'b']);
    expect(refused).toMatchObject([{ id: 'gone' }]);
    expect(context.library.stories.list().map(({ id }) => id)).toEqual(['c']);
    expect(await resultOf(await api.stories.restoreMany({ ids: removed }))).toEqual({ refused: [] });
    expect(
      context.library.stories
        .list()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(['a', 'b', 'c']);
  });
});
