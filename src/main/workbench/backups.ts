/**
 * The backups that the library keeps of itself, as the Settings show them.
 */
import { z } from 'zod';
import { procedure, router } from './trpc.ts';

const keptSchema = z.object({ file: z.string(), madeAt: z.string(), sizeBytes: z.int() });

export const backupsRouter = router({
  status: procedure
    .output(z.object({ folder: z.string(), kept: z.array(keptSchema), problem: z.string().nullable() }))
    .query(({ ctx }) => ctx.library.backups.status()),

  /** Makes one now. Fails as DiskFull, ReadOnly, Unreadable, Invalid. */
  make: procedure
    .output(z.object({ file: z.string(), files: z.int(), sizeBytes: z.int(), leftOut: z.array(z.string()) }))
    .mutation(({ ctx }) => ctx.library.backups.make()),
});
