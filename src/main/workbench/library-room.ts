/**
 * The library itself: what it is, its settings, and what changes in it.
 */
import path from 'node:path';
import { z } from 'zod';
import { settingsSchema } from '#core/model/library.ts';
import type { Source } from '#core/model/source.ts';
import type { Library, LibraryChange } from '../library/library.ts';
import { type StoryListItem, storyListItemSchema } from './stories.ts';
import { procedure, router } from './trpc.ts';

/** Only what is given changes: a partial of the settings' own schema would fill in defaults for the rest. */
const settingsChangeSchema = z.object({
  theme: settingsSchema.shape.theme.unwrap().optional(),
  styleId: settingsSchema.shape.styleId.unwrap().optional(),
  bands: settingsSchema.shape.bands.unwrap().optional(),
});

/** A process, its machine, and since when. */
const heldBySchema = z.object({ pid: z.int(), host: z.string(), startedAt: z.string() });
const problemSchema = z.object({ file: z.string(), message: z.string() });

export const libraryRouter = router({
  info: procedure
    .output(
      z.object({
        name: z.string(),
        folder: z.string(),
        readOnly: z.boolean(),
        /** Who else holds it, where it is read only for that. */
        heldBy: heldBySchema.nullable(),
        problems: z.array(problemSchema),
        settings: settingsSchema,
      }),
    )
    .query(async ({ ctx: { library } }) => ({
      name: path.basename(library.folder),
      folder: library.folder,
      readOnly: library.isReadOnly(),
      heldBy: (await library.heldBy()) ?? null,
      problems: [...library.problems()],
      settings: library.settings(),
    })),

  saveSettings: procedure
    .input(settingsChangeSchema)
    .output(settingsSchema)
    .mutation(({ ctx, input }) => ctx.library.saveSettings(input)),

  /** Makes a library that is open for reading ours to change; refused as `Locked` while another Galley has it. */
  takeOver: procedure.mutation(({ ctx }) => ctx.library.takeOver()),

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
        for (let change = waiting.shift(); change; change = waiting.shift()) yield described(ctx.library, change);
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

/** A change with what lists show of the document, so that a window needn't ask for the whole list again. */
export type DescribedChange = LibraryChange & { story?: StoryListItem; source?: Source };

function described(library: Library, change: LibraryChange): DescribedChange {
  if (change.change === 'deleted') return change;
  if (change.kind === 'story') {
    const summary = library.stories.summary(change.id);
    return summary ? { ...change, story: storyListItemSchema.parse(summary) } : change;
  }
  if (change.kind === 'source') {
    const source = library.sources.summary(change.id);
    return source ? { ...change, source } : change;
  }
  return change;
}
