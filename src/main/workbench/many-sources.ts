/**
 * The same for many sources at once: grades, tags, deleting and bringing back.
 */
import { z } from 'zod';
import { idSchema } from '#core/model/primitives.ts';
import { gradeSchema, sourceSchema } from '#core/model/source.ts';
import { changeSource } from './change-source.ts';
import { type idsSchema, MAX_AT_ONCE, type Refused, unlessRefused } from './refusals.ts';
import { eachInSteps, type Step } from './steps.ts';
import type { WorkbenchContext } from './trpc.ts';

/** What one source is given; what is absent stays. */
export const sourcePatchSchema = z.object({
  id: idSchema,
  grade: gradeSchema.nullable().optional(),
  tags: sourceSchema.shape.tags.optional(),
  needsDetails: z.boolean().optional(),
});
export type SourcePatch = z.infer<typeof sourcePatchSchema>;
export const patchesSchema = z.object({ patches: z.array(sourcePatchSchema).max(MAX_AT_ONCE) });

/** Gives each source what its patch says. */
export async function* patchSources(
  ctx: WorkbenchContext,
  { patches }: z.infer<typeof patchesSchema>,
): AsyncGenerator<Step<{ refused: Refused[] }>> {
  const refused: Refused[] = [];
  yield* eachInSteps(patches, ({ id, grade, tags, needsDetails }) =>
    unlessRefused(refused, id, async () => {
      await changeSource(ctx, id, (source) => ({
        ...source,
        ...(grade !== undefined && { grade }),
        ...(tags !== undefined && { tags }),
        ...(needsDetails !== undefined && { needsDetails }),
      }));
    }),
  );
  yield { kind: 'done', result: { refused } };
}

/** A source that stays because stories cite it. */
export type StillCited = { id: string; stories: { id: string; title: string }[] };

/** Moves sources to the trash; those that are cited stay and are named with where. */
export async function* removeSources(
  ctx: WorkbenchContext,
  { ids }: z.infer<typeof idsSchema>,
): AsyncGenerator<Step<{ removed: string[]; cited: StillCited[]; refused: Refused[] }>> {
  const removed: string[] = [];
  const cited: StillCited[] = [];
  const refused: Refused[] = [];
  yield* eachInSteps(ids, (id) =>
    unlessRefused(refused, id, async () => {
      const stories = ctx.library.citedIn(id).map((story) => ({ id: story.id, title: story.title }));
      if (stories.length > 0) cited.push({ id, stories });
      else {
        await ctx.library.sources.remove(id);
        removed.push(id);
      }
    }),
  );
  yield { kind: 'done', result: { removed, cited, refused } };
}

/** Brings sources back from the trash. */
export async function* restoreSources(
  ctx: WorkbenchContext,
  { ids }: z.infer<typeof idsSchema>,
): AsyncGenerator<Step<{ refused: Refused[] }>> {
  const refused: Refused[] = [];
  yield* eachInSteps(ids, (id) =>
    unlessRefused(refused, id, async () => {
      await ctx.library.sources.restore(id);
    }),
  );
  yield { kind: 'done', result: { refused } };
}
