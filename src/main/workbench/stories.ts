/**
 * The stories of the library: list, open, save, copy, delete and bring back, search.
 */
import { z } from 'zod';
import { openDocument, storedDocument } from '#core/document/gate.ts';
import { calendarDateOf, idSchema, revSchema } from '#core/model/primitives.ts';
import { newStory, type Story, storySchema, storySummarySchema } from '#core/model/story.ts';
import type { Library } from '../library/library.ts';
import { changeStory } from './change-story.ts';
import { followMergedSources } from './merged-sources.ts';
import { procedure, router } from './trpc.ts';

/** What the list shows of a story; the whole summary stays on this side. */
export const storyListItemSchema = storySummarySchema.omit({ summary: true, sourceIds: true, originSha256: true });
export type StoryListItem = z.infer<typeof storyListItemSchema>;

const byId = z.object({ id: idSchema });
const openedStorySchema = z.object({
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

  /** Saves on the rev that the story carries; refused as `Conflict` where the library has a later one. */
  save: procedure
    .input(z.object({ story: storySchema }))
    .output(z.object({ rev: revSchema, savedAt: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const { rev, savedAt } = await ctx.library.stories.save(stored(ctx.library, input.story));
      return { rev, savedAt };
    }),

  /** Keeps what a window holds as a story of its own, as when its save was refused. */
  saveAsCopy: procedure
    .input(z.object({ story: storySchema }))
    .output(openedStorySchema)
    .mutation(async ({ ctx, input }) => {
      const copy = copyOf(stored(ctx.library, input.story), ctx.newId(), ctx.now());
      return opened(await ctx.library.stories.create(copy));
    }),

  duplicate: procedure
    .input(byId)
    .output(openedStorySchema)
    .mutation(async ({ ctx, input }) => {
      const original = await ctx.library.stories.get(input.id);
      return opened(await ctx.library.stories.create(copyOf(original, ctx.newId(), ctx.now())));
    }),

  /** Moves a story to the trash; `restore` brings it back. */
  remove: procedure.input(byId).mutation(async ({ ctx, input }) => {
    await ctx.library.stories.remove(input.id);
  }),

  restore: procedure
    .input(byId)
    .output(openedStorySchema)
    .mutation(async ({ ctx, input }) => {
      const { id } = await ctx.library.stories.restore(input.id);
      const story = await changeStory(ctx, id, (restored) => {
        const document = followMergedSources(ctx.library, restored.document);
        return document === restored.document ? restored : { ...restored, document };
      });
      return opened(story);
    }),

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

function opened(story: Story): z.infer<typeof openedStorySchema> {
  const { document, placeholders } = openDocument(story.document);
  return { story: { ...story, document }, placeholders };
}

function stored(library: Library, story: Story): Story {
  const document = storedDocument(openDocument(story.document).document);
  return { ...story, document: followMergedSources(library, document) };
}

function copyOf(story: Story, id: string, now: Date): Story {
  const { origin: _, ...rest } = story;
  return { ...rest, id, rev: 0, title: `${story.title || 'Untitled story'} (copy)`, createdAt: now.toISOString() };
}
