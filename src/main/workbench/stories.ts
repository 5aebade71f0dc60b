/**
 * The stories of the library: list, open, save, copy, delete and bring back, search.
 */
import { z } from 'zod';
import { openDocument, storedDocument } from '#core/document/gate.ts';
import { journalMarkSchema } from '#core/model/journal.ts';
import { calendarDateOf, idSchema, revSchema } from '#core/model/primitives.ts';
import { sentStorySchema } from '#core/model/sent-story.ts';
import { newStory, type Story, storySchema, storySummarySchema } from '#core/model/story.ts';
import type { Library } from '../library/library.ts';
import { removeStories, restoreStories, restoreStory } from './many-stories.ts';
import { followMergedSources } from './merged-sources.ts';
import { idsSchema } from './refusals.ts';
import { procedure, router } from './trpc.ts';

/** What the list shows of a story; the whole summary stays on this side. */
export const storyListItemSchema = storySummarySchema.omit({ summary: true, sourceIds: true, originSha256: true });
export type StoryListItem = z.infer<typeof storyListItemSchema>;

const byId = z.object({ id: idSchema });
/** A story as a window shows it. */
export const openedStorySchema = z.object({
  story: storySchema,
  /** How many parts of the document couldn't be read and show as placeholders. */
  placeholders: z.int(),
});

export const storiesRouter = router({
  list: procedure.output(z.array(storyListItemSchema)).query(({ ctx }) => [...ctx.library.stories.list()]),

  get: procedure
    .input(byId)
    .output(openedStorySchema)
    .query(async ({ ctx, input }) => opened(await ctx.library.stories.get(input.id))),

  create: procedure.output(openedStorySchema).mutation(async ({ ctx }) => {
    const now = ctx.now();
    return opened(await ctx.library.stories.create(newStory(ctx.newId(), now, calendarDateOf(now))));
  }),

  /**
   * Saves on the rev that the story carries; refused as `Conflict` where the library has a later one. With `mark`, what the
   * journal holds up to there is removed once the save is durable, before it is acknowledged.
   */
  save: procedure
    .input(sentStorySchema)
    .output(z.object({ rev: revSchema, savedAt: z.string() }))
    .mutation(({ ctx, input }) =>
      ctx.sentStories.receive(input, async (story) => {
        const { rev, savedAt } = await ctx.saveFromWindow(stored(ctx.library, story), input.mark);
        if (input.mark) await ctx.library.journal.contained(story.id, input.mark);
        return { rev, savedAt };
      }),
    ),

  /**
   * Keeps what a window holds as a story of its own, as when its save was refused. `into` is the copy that was made of it a
   * moment ago, where somebody has typed meanwhile.
   */
  saveAsCopy: procedure
    .input(
      z.object({
        story: storySchema,
        mark: journalMarkSchema.optional(),
        into: byId.extend({ rev: revSchema }).optional(),
      }),
    )
    .output(openedStorySchema)
    .mutation(async ({ ctx, input: { story, mark, into } }) => {
      const { stories, journal } = ctx.library;
      const copy = copyOf(stored(ctx.library, story), into?.id ?? ctx.newId(), ctx.now());
      const kept = into ? await stories.save({ ...copy, rev: into.rev }) : await stories.create(copy);
      if (mark) await journal.contained(story.id, mark);
      return opened(kept);
    }),

  duplicate: procedure
    .input(byId)
    .output(openedStorySchema)
    .mutation(async ({ ctx, input }) => {
      const original = await ctx.library.stories.get(input.id);
      return opened(await ctx.library.stories.create(copyOf(original, ctx.newId(), ctx.now())));
    }),

  /** Takes in, as a story of its own, a second version that a synced folder has left under `fileName`. */
  takeInCopy: procedure
    .input(z.object({ fileName: z.string().min(1).max(500) }))
    .output(openedStorySchema)
    .mutation(async ({ ctx, input: { fileName } }) => {
      const { document, copy } = await ctx.library.stories.readCopy(fileName);
      const story = copyOf(document, ctx.newId(), ctx.now(), `version from ${copy.tool}`);
      const created = await ctx.library.stories.create(story);
      await ctx.library.stories.putCopyAway(fileName);
      return opened(created);
    }),

  /** Moves a story to the trash; `restore` brings it back. */
  remove: procedure.input(byId).mutation(async ({ ctx, input }) => {
    await ctx.library.stories.remove(input.id);
  }),

  restore: procedure
    .input(byId)
    .output(openedStorySchema)
    .mutation(async ({ ctx, input }) => opened(await restoreStory(ctx, input.id))),

  removeMany: procedure.input(idsSchema).mutation(({ ctx, input }) => removeStories(ctx, input)),
  restoreMany: procedure.input(idsSchema).mutation(({ ctx, input }) => restoreStories(ctx, input)),

  /** The stories that match in title, summary, topics or text. */
  search: procedure
    .input(z.object({ query: z.string().max(500) }))
    .output(
      z.object({
        /** Best first: hits in the title before those elsewhere. */
        ids: z.array(idSchema),
        /** False while texts are still being read; asking again gives more. */
        isComplete: z.boolean(),
      }),
    )
    .query(({ ctx, input }) => ctx.library.search(input.query)),
});

/** A story that was read from the library, fit for an editor. */
export function opened(story: Story): z.infer<typeof openedStorySchema> {
  const { document, placeholders } = openDocument(story.document);
  return { story: { ...story, document }, placeholders };
}

/** A story from a window, as it goes to the disk. */
export function stored(library: Library, story: Story): Story {
  const document = storedDocument(openDocument(story.document).document);
  return { ...story, document: followMergedSources(library, document) };
}

/** A story of its own with the same content; `mark` stands in its title and says what it is. */
export function copyOf(story: Story, id: string, now: Date, mark = 'copy'): Story {
  const { origin: _, ...rest } = story;
  return { ...rest, id, rev: 0, title: `${story.title || 'Untitled story'} (${mark})`, createdAt: now.toISOString() };
}
