/**
 * The backups that the library keeps of itself, as the Settings show them.
 */
import path from 'node:path';
import { z } from 'zod';
import { procedure, router } from './trpc.ts';

const keptSchema = z.object({ file: z.string(), madeAt: z.string(), sizeBytes: z.int() });

const folderSchema = z
  .string()
  .max(1000)
  .refine((folder) => folder === '' || path.isAbsolute(folder), {
    error: 'write the whole path of the folder, from its beginning',
  });

export const backupsRouter = router({
  status: procedure
    .output(
      z.object({
        folder: z.string(),
        chosenFolder: z.string(),
        kept: z.array(keptSchema),
        problem: z.string().nullable(),
      }),
    )
    .query(({ ctx }) => ctx.library.backups.status()),

  /** Chooses where they go on this machine; an empty path is beside the library. Fails as ReadOnly, DiskFull. */
  chooseFolder: procedure
    .input(z.object({ folder: folderSchema }))
    .mutation(({ ctx, input }) => ctx.library.backups.chooseFolder(input.folder)),

  /** Makes one now. Fails as DiskFull, ReadOnly, Unreadable, Invalid. */
  make: procedure
    .output(z.object({ file: z.string(), files: z.int(), sizeBytes: z.int(), leftOut: z.array(z.string()) }))
    .mutation(({ ctx }) => ctx.library.backups.make()),
});
