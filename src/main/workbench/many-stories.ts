/**
 * The same for many stories at once: deleting and bringing back.
 */
import type { z } from 'zod';
import type { Story } from '#core/model/story.ts';
import { changeStory } from './change-story.ts';
import { followMergedSources } from './merged-sources.ts';
import { type idsSchema, type Refused, unlessRefused } from './refusals.ts';
import { eachInSteps, type Step } from './steps.ts';
import type { WorkbenchContext } from './trpc.ts';

/** Moves stories to the trash. */
export async function* removeStories(
  ctx: WorkbenchContext,
  { ids }: z.infer<typeof idsSchema>,
): AsyncGenerator<Step<{ removed: string[]; refused: Refused[] }>> {
  const removed: string[] = [];
  const refused: Refused[] = [];
  yield* eachInSteps(ids, (id) =>
    unlessRefused(refused, id, async () => {
      await ctx.library.stories.remove(id);
      removed.push(id);
    }),
  );
  yield { kind: 'done', result: { removed, refused } };
}

/** Brings stories back from the trash. */
export async function* restoreStories(
  ctx: WorkbenchContext,
  { ids }: z.infer<typeof idsSchema>,
): AsyncGenerator<Step<{ refused: Refused[] }>> {
  const refused: Refused[] = [];
  yield* eachInSteps(ids, (id) =>
    unlessRefused(refused, id, async () => {
      await restoreStory(ctx, id);
    }),
  );
  yield { kind: 'done', result: { refused } };
}

/** Brings a story back from the trash; its citations follow sources that were merged in the meantime. */
export async function restoreStory(ctx: WorkbenchContext, id: string): Promise<Story> {
  const { id: restoredId } = await ctx.library.stories.restore(id);
  return changeStory(ctx, restoredId, (restored) => {
    const document = followMergedSources(ctx.library, restored.document);
    return document === restored.document ? restored : { ...restored, document };
  });
}
