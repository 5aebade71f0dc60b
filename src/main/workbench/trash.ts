/**
 * The trash as a room: what is in it, and deleting for ever. What is brought back comes by the rooms' own `restore`.
 */
import { z } from 'zod';
import { TRASH_KEPT_DAYS, trashedSchema } from '../library/trash.ts';
import { procedure, router } from './trpc.ts';

export const trashRouter = router({
  /** What is in the trash, the latest deleted first, and after how many days it goes by itself. */
  list: procedure
    .output(z.object({ items: z.array(trashedSchema), keptDays: z.int() }))
    .query(async ({ ctx }) => ({ items: await ctx.library.trash.list(), keptDays: TRASH_KEPT_DAYS })),

  /** Deletes what is named for ever; the editor has seen it. What came into the trash since stays. */
  removeForEver: procedure
    .input(z.object({ items: z.array(trashedSchema.pick({ room: true, id: true })).max(100_000) }))
    .mutation(async ({ ctx, input }) => {
      for (const item of input.items) await ctx.library.trash.remove(item);
    }),
});
