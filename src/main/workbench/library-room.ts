/**
 * The library itself: what it is, its settings, and what changes in it.
 */
import path from 'node:path';
import { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { settingsSchema } from '#core/model/library.ts';
import type { Library, LibraryChange } from '../library/library.ts';
import { listItemOf, type SourceListItem } from './source-list.ts';
import { type StoryListItem, storyListItemSchema } from './stories.ts';
import { procedure, router } from './trpc.ts';

const backupShape = settingsSchema.shape.backups.unwrap().shape;

/** Only what is given changes: a partial of the settings' own schema would fill in defaults for the rest. */
const settingsChangeSchema = z.object({
  theme: settingsSchema.shape.theme.unwrap().optional(),
  styleId: settingsSchema.shape.styleId.unwrap().optional(),
  localeId: settingsSchema.shape.localeId.unwrap().optional(),
  bands: settingsSchema.shape.bands.unwrap().optional(),
  backups: z
    .object({
      isOn: backupShape.isOn.unwrap().optional(),
      keep: backupShape.keep.unwrap().optional(),
    })
    .optional(),
});

/** A process, its machine, and since when. */
const heldBySchema = z.object({ pid: z.int(), host: z.string(), startedAt: z.string() });
const problemSchema = z.object({
  file: z.string(),
  message: z.string(),
  copy: z.object({ id: z.string(), tool: z.string() }).optional(),
});
const noticeSchema = z.object({ file: z.string(), original: z.string(), message: z.string(), at: z.string() });

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
        /** What was set aside because it could not be read, and not dismissed yet. */
        notices: z.array(noticeSchema),
        settings: settingsSchema,
      }),
    )
    .query(async ({ ctx: { library } }) => ({
      name: path.basename(library.folder),
      folder: library.folder,
      readOnly: library.isReadOnly(),
      heldBy: (await library.heldBy()) ?? null,
      problems: [...library.problems()],
      notices: library.notices(),
      settings: library.settings(),
    })),

  saveSettings: procedure
    .input(settingsChangeSchema)
    .output(settingsSchema)
    .mutation(({ ctx, input }) => ctx.library.saveSettings(input)),

  dismissNotice: procedure
    .input(z.object({ original: z.string().max(500) }))
    .mutation(({ ctx, input }) => ctx.library.dismissNotice(input.original)),

  /** Sets aside a second version that a synced folder has left of a document; answers where it lies now, whole. */
  setCopyAside: procedure
    .input(z.object({ file: z.string().max(500) }))
    .output(z.object({ original: z.string() }))
    .mutation(async ({ ctx, input: { file } }) => {
      const [room, fileName = ''] = file.split('/');
      const known = z.enum(['stories', 'sources', 'briefings']).safeParse(room);
      if (!known.success) throw new Failure('NotFound', 'There is no such copy in this library any more.');
      return { original: await ctx.library[known.data].putCopyAway(fileName) };
    }),

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
export type DescribedChange = LibraryChange & {
  story?: StoryListItem;
  source?: SourceListItem;
  /** How many stories now cite each source that the story began or ceased to cite. */
  citedInCounts?: Record<string, number>;
};

function described(library: Library, change: LibraryChange): DescribedChange {
  if (change.kind === 'story') {
    const citedInCounts = Object.fromEntries(change.recited.map((id) => [id, library.citedIn(id).length]));
    const summary = change.change === 'deleted' ? undefined : library.stories.summary(change.id);
    return { ...change, citedInCounts, ...(summary && { story: storyListItemSchema.parse(summary) }) };
  }
  if (change.kind === 'source' && change.change !== 'deleted') {
    const source = library.sources.summary(change.id);
    return source ? { ...change, source: listItemOf(library, source) } : change;
  }
  return change;
}
