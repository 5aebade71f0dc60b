/**
 * The history of a story: what is kept, reading and naming it, and bringing it back. Whatever is brought back replaces only what was
 * kept first.
 */
import { z } from 'zod';
import { restoreSection } from '#core/history/restore-section.ts';
import { Failure } from '#core/model/failure.ts';
import { idSchema, revSchema } from '#core/model/primitives.ts';
import { MAX_SNAPSHOT_NAME, snapshotIdSchema, snapshotLabelSchema } from '#core/model/snapshot.ts';
import { type Story, storySchema } from '#core/model/story.ts';
import { opened, openedStorySchema, stored } from './stories.ts';
import { procedure, router, type WorkbenchContext } from './trpc.ts';

const ofStory = z.object({ storyId: idSchema });
const bySnapshot = ofStory.extend({ snapshotId: snapshotIdSchema });
const name = z.string().trim().max(MAX_SNAPSHOT_NAME);
const listedSchema = snapshotLabelSchema.omit({ digest: true }).extend({ id: snapshotIdSchema });
/** Bringing back is refused as `Conflict` where the story is not at `rev` any more. */
const restoreSchema = bySnapshot.extend({ rev: revSchema });

export const historyRouter = router({
  /** What is kept of a story, the newest first. */
  list: procedure
    .input(ofStory)
    .output(z.array(listedSchema))
    .query(({ ctx, input }) => ctx.library.history.list(input.storyId)),

  read: procedure
    .input(bySnapshot)
    .output(openedStorySchema)
    .query(async ({ ctx, input }) => opened((await ctx.library.history.read(input.storyId, input.snapshotId)).story)),

  /** Keeps a story as it is on the disk now. */
  take: procedure
    .input(ofStory.extend({ name: name.default('') }))
    .output(listedSchema)
    .mutation(async ({ ctx, input }) =>
      ctx.library.history.keep(await ctx.library.stories.get(input.storyId), 'by-hand', input.name),
    ),

  /** Keeps a story as it is on the disk before a window replaces much of it at once. */
  beforeRestore: procedure
    .input(ofStory)
    .output(listedSchema)
    .mutation(async ({ ctx, input }) =>
      ctx.library.history.keep(await ctx.library.stories.get(input.storyId), 'restore'),
    ),

  /**
   * Keeps what a window holds and what the library has, before the two are merged: whichever is left, the other is not lost.
   */
  beforeMerge: procedure
    .input(z.object({ mine: storySchema }))
    .output(z.array(listedSchema))
    .mutation(async ({ ctx, input }) => {
      const theirs = await ctx.library.history.keep(await ctx.library.stories.get(input.mine.id), 'merge');
      return [theirs, await ctx.library.history.keep(stored(ctx.library, input.mine), 'merge', 'before merge')];
    }),

  rename: procedure
    .input(bySnapshot.extend({ name }))
    .output(listedSchema)
    .mutation(({ ctx, input }) => ctx.library.history.rename(input.storyId, input.snapshotId, input.name)),

  remove: procedure
    .input(bySnapshot)
    .mutation(({ ctx, input }) => ctx.library.history.remove(input.storyId, input.snapshotId)),

  /** Brings a story back to an earlier state, text and header alike. */
  restore: procedure
    .input(restoreSchema)
    .output(openedStorySchema)
    .mutation(({ ctx, input }) =>
      replace(ctx, input, (now, earlier) => ({
        ...earlier,
        rev: now.rev,
        createdAt: now.createdAt,
        savedAt: now.savedAt,
      })),
    ),

  /** Brings one section back and leaves everything else as it is. Refused as `NotFound` where the snapshot has no such section. */
  restoreSection: procedure
    .input(restoreSchema.extend({ sectionId: idSchema }))
    .output(openedStorySchema)
    .mutation(({ ctx, input }) =>
      replace(ctx, input, (now, earlier) => {
        const document = restoreSection(now.document, earlier.document, input.sectionId, ctx.newId);
        if (!document) throw new Failure('NotFound', 'This snapshot has no such section.');
        return { ...now, document };
      }),
    ),
});

/** Saves what `change` makes of a story and an earlier state of it, after the story as it is was kept. */
async function replace(
  ctx: WorkbenchContext,
  { storyId, snapshotId, rev }: z.infer<typeof restoreSchema>,
  change: (now: Story, earlier: Story) => Story,
) {
  const { history, stories } = ctx.library;
  const { story: earlier } = await history.read(storyId, snapshotId);
  const now = await stories.get(storyId);
  if (now.rev !== rev)
    throw new Failure('Conflict', 'This story was changed elsewhere since it was opened here.', {
      currentRev: now.rev,
    });
  const changed = change(now, earlier);
  await history.keep(now, 'restore');
  return opened(await stories.save(stored(ctx.library, changed)));
}
