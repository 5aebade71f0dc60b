import { TRPCError } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import { citationOf, sourceOf, storyOf } from '../library/temporary-library.ts';
import { temporaryWorkbench } from './temporary-workbench.ts';

const EXCERPT = { id: 'one', text: '“Whoever owns the reference\nowns the margins,”', page: '2' };

describe('excerpts', () => {
  it('are added, changed, removed and put back', async () => {
    const { api, context } = await temporaryWorkbench();
    await context.library.sources.create(sourceOf('wire'));
    expect((await api.excerpts.add({ sourceId: 'wire', excerpt: EXCERPT })).excerpts).toEqual([EXCERPT]);
    await expect(api.excerpts.add({ sourceId: 'wire', excerpt: EXCERPT })).rejects.toThrow(/there already/);
    const noted = { ...EXCERPT, note: 'Ask the desk.' };
    expect((await api.excerpts.change({ sourceId: 'wire', excerpt: noted })).excerpts).toEqual([noted]);
    expect((await api.excerpts.remove({ sourceId: 'wire', excerptId: 'one' })).excerpts).toEqual([]);
    for (const call of [
      api.excerpts.remove({ sourceId: 'wire', excerptId: 'one' }),
      api.excerpts.change({ sourceId: 'wire', excerpt: noted }),
    ]) {
      await expect(call).rejects.toThrow(TRPCError);
    }
    expect((await api.excerpts.add({ sourceId: 'wire', excerpt: noted })).excerpts).toEqual([noted]);
  });

  it('are added by many at the same time, and none is lost', async () => {
    const { api, context } = await temporaryWorkbench();
    await context.library.sources.create(sourceOf('wire'));
    const ids = Array.from({ length: 8 }, (_, index) => `e${index}`);
    await Promise.all(ids.map((id) => api.excerpts.add({ sourceId: 'wire', excerpt: { id, text: id } })));
    const { excerpts } = await context.library.sources.get('wire');
    expect(excerpts.map(({ id }) => id).sort()).toEqual(ids);
  });

  it('name the stories that cite them: by the passage, however its quotes and spaces are typed', async () => {
    const { api, context } = await temporaryWorkbench();
    const { sources, stories } = context.library;
    await sources.create({ ...sourceOf('wire'), excerpts: [EXCERPT, { id: 'two', text: 'Nobody cites this.' }] });
    await sources.create(sourceOf('gazette'));
    const citing = (id: string, sourceId: string, quote: string) => {
      const node = citationOf(`c-${id}`, sourceId);
      return storyOf(id, `Story ${id}`, 'Text ', [{ ...node, citation: { ...Object(node.citation), quote } }]);
    };
    await stories.create(citing('a', 'wire', '"Whoever owns the reference owns the margins"'));
    await stories.create(citing('b', 'wire', 'the reference owns the margins'));
    await stories.create(citing('c', 'wire', 'Something else that the source says'));
    await stories.create(citing('d', 'wire', ''));
    await stories.create(citing('e', 'gazette', EXCERPT.text));
    const uses = await api.excerpts.uses({ sourceId: 'wire' });
    expect(uses.map(({ excerptId, stories: found }) => [excerptId, found.map(({ id }) => id).sort()])).toEqual([
      ['one', ['a', 'b']],
      ['two', []],
    ]);
  });
});
