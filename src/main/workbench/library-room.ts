/**
 * The library itself: what it is, its settings, and what changes in it.
 */
import path from 'node:path';
import { z } from 'zod';
import { settingsSchema } from '#core/model/library.ts';
import type { LibraryChange } from '../library/library.ts';
import { procedure, router } from './trpc.ts';

const problemSchema = z.object({ file: z.string(), message: z.string() });

export const libraryRouter = router({
  info: procedure
    .output(
      z.object({
        name: z.string(),
        folder: z.string(),
        readOnly: z.boolean(),
        problems: z.array(problemSchema),
        settings: settingsSchema,
      }),
    )
    .query(({ ctx: { library } }) => ({
      name: path.basename(library.folder),
      folder: library.folder,
      readOnly: library.readOnly,
      problems: [...library.problems()],
      settings: library.settings(),
    })),

  saveSettings: procedure
    .input(settingsSchema.partial())
    .output(settingsSchema)
    .mutation(({ ctx, input }) => ctx.library.saveSettings(input)),

  /** Every change of the library from now on, ours and those from outside, until the caller stops listening. */
  changes: procedure.subscription(async function* ({ ctx, signal }) {
    const waiting: LibraryChange[] = [];
    let wake: () => void = () => undefined;
    const unsubscribe = ctx.library.subscribe((change) => {
      waiting.push(change);
      wake();
    });
    const stop = () => wake();
    signal?.addEventListener('abort', stop);
    try {
      while (!signal?.aborted) {
        for (let change = waiting.shift(); change; change = waiting.shift()) yield change;
        if (signal?.aborted) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      signal?.removeEventListener('abort', stop);
      unsubscribe();
    }
  }),
});
