/**
 * Bringing pages in: a file's bytes become a story and the sources that it cites. Nothing that is there is changed.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { projectionsOf } from '#core/document/summary.ts';
import { decodeText, MAX_PAGE_BYTES } from '#core/intake/decode.ts';
import { readStory } from '#core/intake/intake.ts';
import { Failure } from '#core/model/failure.ts';
import { calendarDateOf, idSchema } from '#core/model/primitives.ts';
import { procedure, router } from './trpc.ts';

/** What became of one file. */
export const importResultSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('imported'),
    storyId: idSchema,
    title: z.string(),
    sections: z.int(),
    citations: z.int(),
    sourcesAdded: z.int(),
    warnings: z.array(z.string()),
  }),
  /** The same page was imported before; importing it again makes a second story, which only `again` does. */
  z.object({ status: z.literal('already-there'), storyId: idSchema, title: z.string() }),
]);
export type ImportResult = z.infer<typeof importResultSchema>;

const ENGLISH_LIST = new Intl.ListFormat('en', { type: 'conjunction' });

export const intakeRouter = router({
  importPage: procedure
    .input(
      z.object({
        fileName: z.string().min(1).max(500),
        /** The file's bytes in base64, as they are: the encoding is found out here. */
        base64: z.base64().max(Math.ceil(MAX_PAGE_BYTES / 3) * 4 + 4),
        again: z.boolean().default(false),
        /** Refuses a story page that lacks something, where nobody is there to look at the warnings. */
        mustBeComplete: z.boolean().default(false),
      }),
    )
    .output(importResultSchema)
    .mutation(async ({ ctx, input }) => {
      const { library } = ctx;
      const { text } = decodeText(Buffer.from(input.base64, 'base64'));
      const sha256 = createHash('sha256').update(text).digest('hex');
      const before = library.stories.list().find((story) => story.originSha256 === sha256);
      if (before && !input.again) {
        return { status: 'already-there', storyId: before.id, title: before.title };
      }
      const now = ctx.now();
      const { story, newSources, warnings, defects } = readStory(
        { fileName: input.fileName, text, sha256 },
        {
          sources: library.sources.list(),
          printer: await ctx.styles.printer('galley-house'),
          newId: ctx.newId,
          now,
          today: calendarDateOf(now),
        },
      );
      if (input.mustBeComplete && defects.length > 0) {
        throw new Failure('Invalid', `This page is incomplete: it has ${ENGLISH_LIST.format(defects)}.`);
      }
      // Sources first: a story must never be on the disk before what it cites.
      for (const source of newSources) await library.sources.create(source);
      await library.stories.create(story);
      const { sections, citations } = projectionsOf(story.document);
      return {
        status: 'imported',
        storyId: story.id,
        title: story.title,
        sections: sections.length,
        citations: citations.length,
        sourcesAdded: newSources.length,
        warnings,
      };
    }),
});
