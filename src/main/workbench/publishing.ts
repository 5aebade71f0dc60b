/**
 * Exports of stories, and the citation styles that they are printed in.
 */
import { z } from 'zod';
import { idSchema } from '#core/model/primitives.ts';
import { localeIdSchema } from '#core/model/publishing.ts';
import { storySchema } from '#core/model/story.ts';
import { exportedSchema, exportOptionsSchema } from './exported.ts';
import { publish } from './publisher.ts';
import { MAX_STYLE_BYTES } from './style-shelf.ts';
import { procedure, router } from './trpc.ts';

export const publishingRouter = router({
  styles: procedure
    .output(z.array(z.object({ id: z.string(), title: z.string(), isOwn: z.boolean(), isNotes: z.boolean() })))
    .query(({ ctx }) => ctx.styles.list()),

  locales: procedure.output(z.array(z.string())).query(({ ctx }) => ctx.styles.locales()),

  /**
   * A style's CSL and its locale, the library's unless told otherwise, for the window to print citations with; the house style
   * where that one can't be used, and `problem` says so.
   */
  style: procedure
    .input(z.object({ id: z.string().max(100), localeId: localeIdSchema.optional() }))
    .output(
      z.object({
        id: z.string(),
        title: z.string(),
        xml: z.string(),
        localeXml: z.string(),
        localeId: localeIdSchema,
        problem: z.string().nullable(),
      }),
    )
    .query(({ ctx, input }) => ctx.styles.usable(input.id, input.localeId ?? ctx.library.settings().localeId)),

  /** The files among the library's own styles that are none. */
  styleProblems: procedure
    .output(z.array(z.object({ file: z.string(), message: z.string() })))
    .query(({ ctx }) => ctx.styles.problems()),

  /** Keeps a `.csl` file with the library and returns its id. Throws `Failure` Invalid for what is no style. */
  addStyle: procedure
    .input(z.object({ fileName: z.string().min(1).max(500), xml: z.string().max(MAX_STYLE_BYTES) }))
    .output(z.object({ id: z.string(), title: z.string() }))
    .mutation(({ ctx, input }) => ctx.styles.add(input.fileName, input.xml)),

  /** A stored story as files, called `name` where that is given: one of several in a folder must be told apart. */
  exportStory: procedure
    .input(z.object({ id: idSchema, options: exportOptionsSchema, name: z.string().max(500).optional() }))
    .output(exportedSchema)
    .query(async ({ ctx, input }) =>
      publish(ctx, { story: await ctx.library.stories.get(input.id) }, input.options, input.name),
    ),

  /** The same for a story as a window holds it, saved or not: the live preview, and its export. */
  exportDraft: procedure
    .input(z.object({ story: storySchema, options: exportOptionsSchema }))
    .output(exportedSchema)
    .mutation(({ ctx, input }) => publish(ctx, { story: input.story }, input.options)),
});
