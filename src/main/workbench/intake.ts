/**
 * Bringing pages in: a file's bytes become a story and the sources that it cites. Nothing that is there is changed.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { createDuplicateFinder } from '#core/citation/duplicates.ts';
import { projectionsOf } from '#core/document/summary.ts';
import { adopt, type Brought } from '#core/intake/adopt.ts';
import { readBrought } from '#core/intake/brought.ts';
import { decodeText, MAX_PAGE_BYTES } from '#core/intake/decode.ts';
import { readStory } from '#core/intake/intake.ts';
import { Failure } from '#core/model/failure.ts';
import { calendarDateOf, idSchema } from '#core/model/primitives.ts';
import type { Source } from '#core/model/source.ts';
import { procedure, router, type WorkbenchContext } from './trpc.ts';

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
  z.object({
    status: z.literal('imported-briefing'),
    briefingId: idSchema,
    title: z.string(),
    stories: z.int(),
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
      const brought = readBrought(text, ctx.newId);
      if (brought) return takeIn(ctx, brought, input.again);
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

/** Takes in what Galley itself has exported. What the library has already is neither changed nor doubled. */
async function takeIn(
  { library, newId, now }: WorkbenchContext,
  brought: Brought,
  again: boolean,
): Promise<ImportResult> {
  const [first] = brought.stories;
  if (brought.briefing && library.briefings.summary(brought.briefing.id) && !again) {
    throw new Failure('AlreadyThere', `The briefing “${brought.briefing.title}” is in this library already.`);
  }
  if (!brought.briefing && first && library.stories.summary(first.id) && !again) {
    return { status: 'already-there', storyId: first.id, title: first.title };
  }
  const finder = createDuplicateFinder<Source>();
  for (const source of library.sources.list()) finder.add(source.csl, source);
  const adopted = adopt(brought, {
    hasStory: (id) => library.stories.summary(id) !== undefined,
    hasBriefing: (id) => library.briefings.summary(id) !== undefined,
    source: (id) => library.sources.summary(id),
    sameSource: ({ csl }) => finder.find(csl),
    newId,
    now: now(),
  });
  // A document must never be on the disk before what it points to.
  for (const source of adopted.newSources) await library.sources.create(source);
  for (const story of adopted.stories) await library.stories.create(story);
  const sourcesAdded = adopted.newSources.length;
  const { warnings } = adopted;
  if (adopted.briefing) {
    const { id: briefingId, title } = await library.briefings.create(adopted.briefing);
    return { status: 'imported-briefing', briefingId, title, stories: adopted.stories.length, sourcesAdded, warnings };
  }
  const [story] = adopted.stories;
  if (!story) throw new Failure('Invalid', 'This file holds no story.');
  const { sections, citations } = projectionsOf(story.document);
  return {
    status: 'imported',
    storyId: story.id,
    title: story.title,
    sections: sections.length,
    citations: citations.length,
    sourcesAdded,
    warnings,
  };
}
