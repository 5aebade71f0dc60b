/**
 * The recovery journal: kept while somebody types, offered when Galley starts again.
 */
import { z } from 'zod';
import { openDocument, storedDocument } from '#core/document/gate.ts';
import { countChangedWords, type TextChange, textChangesBetween } from '#core/document/text-changes.ts';
import { Failure } from '#core/model/failure.ts';
import type { JournalEntry } from '#core/model/journal.ts';
import { idSchema, revSchema } from '#core/model/primitives.ts';
import { sentStorySchema } from '#core/model/sent-story.ts';
import { emptyDocument, type Story } from '#core/model/story.ts';
import { copyOf, stored } from './stories.ts';
import { procedure, router, type WorkbenchContext } from './trpc.ts';

const keySchema = z.object({ storyId: idSchema, window: idSchema });

const offerSchema = keySchema.extend({
  title: z.string(),
  keptAt: z.string(),
  /** The rev that the words were typed on. */
  rev: revSchema,
  /** What became of that version: still the stored one, replaced by a later one, or deleted. */
  base: z.enum(['stored', 'changed', 'deleted']),
  /** How many words stand only in the journal, and only in the stored story. */
  addedWords: z.int(),
  removedWords: z.int(),
});
export type RecoveryOffer = z.infer<typeof offerSchema>;

export const journalRouter = router({
  /** Keeps what a window holds and has not saved; on the disk when it is answered. */
  keep: procedure
    .input(sentStorySchema.required({ mark: true }))
    .mutation(({ ctx, input }) =>
      ctx.sentStories.receive(input, (story) => ctx.library.journal.keep(story, input.mark)),
    ),

  /** What can be recovered: entries of windows that are not open any more and that differ from what is stored. */
  offers: procedure
    .input(z.object({ openWindows: z.array(idSchema).max(1_000) }))
    .output(z.array(offerSchema))
    .query(async ({ ctx, input }) => {
      const offers: RecoveryOffer[] = [];
      for (const entry of await ctx.library.journal.list()) {
        if (input.openWindows.includes(entry.window)) continue;
        const base = await storedStory(ctx, entry);
        const changes = changesIn(entry, base);
        if (base && changes.length === 0 && isSameMuting(base, entry.story)) await forget(ctx, entry);
        else offers.push(offerOf(ctx, entry, base, changes));
      }
      return offers;
    }),

  /** What differs between the stored story and the words in the journal. */
  compare: procedure
    .input(keySchema)
    .output(z.custom<TextChange[]>())
    .query(async ({ ctx, input }) => {
      const entry = await ctx.library.journal.read(input);
      return changesIn(entry, await storedStory(ctx, entry));
    }),

  /**
   * Puts the words back: as the story's next version where it is still the one that they were typed on, else as a story of
   * their own. The stored version stays reachable either way. Returns the id of the story that has the words.
   */
  restore: procedure
    .input(keySchema)
    .output(z.object({ storyId: idSchema, isOwnStory: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const entry = await ctx.library.journal.read(input);
      const story = stored(ctx.library, entry.story);
      const base = await storedStory(ctx, entry);
      const saved = base && isTypedOn(ctx, entry, base) ? await saveOver(ctx, base, story) : undefined;
      const restored = saved ?? (await ctx.library.stories.create(copyOf(story, ctx.newId(), ctx.now(), 'recovered')));
      await ctx.library.journal.drop(input);
      return { storyId: restored.id, isOwnStory: saved === undefined };
    }),

  discard: procedure.input(keySchema).mutation(({ ctx, input }) => ctx.library.journal.drop(input)),
});

async function storedStory(ctx: WorkbenchContext, { story }: JournalEntry): Promise<Story | undefined> {
  try {
    return await ctx.library.stories.get(story.id);
  } catch (error) {
    // Deleted or damaged: the words in the journal are then all that there is.
    if (error instanceof Failure && (error.kind === 'NotFound' || error.kind === 'Unreadable')) return undefined;
    throw error;
  }
}

/**
 * True where the stored version is the one that the words were typed on. A rev doesn't tell: another program may change a
 * story while Galley is closed, and leave its rev as it was.
 */
function isTypedOn(ctx: WorkbenchContext, { story, baseDigest }: JournalEntry, base: Story): boolean {
  if (baseDigest !== undefined) return ctx.library.stories.version(base.id)?.digest === baseDigest;
  return base.rev === story.rev && base.savedAt === story.savedAt;
}

function changesIn(entry: JournalEntry, base: Story | undefined): TextChange[] {
  const before = base ?? { ...entry.story, label: '', title: '', summary: '', topics: [], document: emptyDocument() };
  return textChangesBetween(normalised(before), normalised(entry.story));
}

function isSameMuting(a: Story, b: Story): boolean {
  return JSON.stringify(a.mutedChecks) === JSON.stringify(b.mutedChecks);
}

/** As it would be stored: what opening and closing changes by itself is no difference. */
function normalised(story: Story): Story {
  return { ...story, document: storedDocument(openDocument(story.document).document) };
}

function offerOf(
  ctx: WorkbenchContext,
  entry: JournalEntry,
  base: Story | undefined,
  changes: readonly TextChange[],
): RecoveryOffer {
  const { story, window, keptAt } = entry;
  const { added, removed } = countChangedWords(changes);
  return {
    storyId: story.id,
    window,
    keptAt,
    title: story.title,
    rev: story.rev,
    base: base === undefined ? 'deleted' : isTypedOn(ctx, entry, base) ? 'stored' : 'changed',
    addedWords: added,
    removedWords: removed,
  };
}

async function forget(ctx: WorkbenchContext, { story, window }: JournalEntry): Promise<void> {
  // One that is only read keeps what it has.
  if (!ctx.library.refusal()) await ctx.library.journal.drop({ storyId: story.id, window });
}

/** Saves over the stored version after that was kept; undefined where somebody else has saved in between. */
async function saveOver(ctx: WorkbenchContext, base: Story, story: Story): Promise<Story | undefined> {
  await ctx.library.history.keep(base, 'restore');
  try {
    return await ctx.library.stories.save({ ...story, rev: base.rev });
  } catch (error) {
    if (error instanceof Failure && (error.kind === 'Conflict' || error.kind === 'NotFound')) return undefined;
    throw error;
  }
}
