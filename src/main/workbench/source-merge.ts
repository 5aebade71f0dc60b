/**
 * Merging sources that are the same: every citation in every story follows. The order is safe to be cut off at any point: the source
 * that is kept has everything before a story follows, and the others go to the trash when no story cites them any more.
 */
import { z } from 'zod';
import { followMerge, mergeSources } from '#core/citation/merge-sources.ts';
import { takeBackChange } from '#core/citation/rebase-source.ts';
import { changeCitations } from '#core/document/change-citations.ts';
import { citationItemSchema } from '#core/model/citation.ts';
import { Failure } from '#core/model/failure.ts';
import { idSchema, revSchema } from '#core/model/primitives.ts';
import { type Source, sourceSchema } from '#core/model/source.ts';
import { changeSource } from './change-source.ts';
import { changeStory } from './change-story.ts';
import { eachInSteps, type Step } from './steps.ts';
import type { WorkbenchContext } from './trpc.ts';

const atRev = z.object({ id: idSchema, rev: revSchema });
export const mergeInputSchema = z.object({ keep: atRev, others: z.array(atRev).min(1).max(500) });

const itemsSchema = z.array(citationItemSchema);
/** What a merge has changed, so that it can be taken back. */
export const mergeRecordSchema = z.object({
  /** The kept source as it was, and as the merge made it. */
  before: sourceSchema,
  after: sourceSchema,
  otherIds: z.array(idSchema).max(500),
  citations: z.array(z.object({ storyId: idSchema, citationId: idSchema, before: itemsSchema, after: itemsSchema })),
});
export type MergeRecord = z.infer<typeof mergeRecordSchema>;

/** A story that could not follow, and why. */
type LeftBehind = { id: string; title: string; message: string };
export type SourceMerge = {
  source: Source;
  /** How many stories follow. */
  stories: number;
  /** While there are any, the other sources stay, and merging them once more takes up what is left. */
  leftBehind: LeftBehind[];
  record: MergeRecord;
};

/** A story may begin to cite a merged source while the others follow; so often it is looked again. */
const ROUNDS = 5;

/** Throws `Failure` NotFound, Conflict where one of them is not as the editor saw it, Invalid where one can't hold it all. */
export async function* mergeIntoOne(
  ctx: WorkbenchContext,
  { keep, others }: z.infer<typeof mergeInputSchema>,
): AsyncGenerator<Step<SourceMerge>> {
  const otherIds = others.map(({ id }) => id);
  if (new Set([keep.id, ...otherIds]).size !== others.length + 1)
    throw new Failure('Invalid', 'A source can’t be merged with itself.');
  const before = await sourceAt(ctx, keep);
  const merged = mergeSources(before, await Promise.all(others.map((other) => sourceAt(ctx, other))));
  const checked = sourceSchema.safeParse(merged);
  if (!checked.success)
    throw new Failure('Invalid', 'Together these sources have more tags, notes, excerpts or copies than one can hold.');
  const after = await ctx.library.sources.save(merged);

  const record: MergeRecord = { before, after, otherIds, citations: [] };
  const leftBehind = new Map<string, LeftBehind>();
  const followed = new Set<string>();
  const citing = () => {
    const stories = new Map(otherIds.flatMap((id) => ctx.library.citedIn(id).map((story) => [story.id, story])));
    return [...stories.values()].filter(({ id }) => !leftBehind.has(id));
  };
  for (let round = 0, stories = citing(); stories.length > 0 && round < ROUNDS; round += 1, stories = citing()) {
    yield* eachInSteps(stories, async ({ id, title }) => {
      try {
        record.citations.push(...(await follow(ctx, id, keep.id, otherIds)));
        followed.add(id);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        leftBehind.set(id, { id, title, message: error.message });
      }
    });
  }
  if (leftBehind.size === 0) for (const id of otherIds) await ctx.library.sources.remove(id);
  yield {
    kind: 'done',
    result: { source: after, stories: followed.size, leftBehind: [...leftBehind.values()], record },
  };
}

/**
 * Takes a merge back: the others come out of the trash, each citation that is still as the merge left it names what it named, and
 * the kept source loses what it was given, as far as nobody has changed that since. Throws `Failure` NotFound, before anything is
 * changed, where the kept source or one of the others is gone for ever.
 */
export async function* takeBackMerge(
  ctx: WorkbenchContext,
  record: MergeRecord,
): AsyncGenerator<Step<{ source: Source }>> {
  const { before, after, otherIds } = record;
  await ctx.library.sources.get(before.id);
  for (const id of await inTrash(ctx, otherIds)) await ctx.library.sources.restore(id);
  const byStory = Map.groupBy(record.citations, ({ storyId }) => storyId);
  yield* eachInSteps([...byStory], async ([storyId, changes]) => {
    const changeOf = new Map(changes.map((change) => [change.citationId, change]));
    // A story that has been deleted since has nothing to take back.
    if (!ctx.library.stories.summary(storyId)) return;
    await keepBefore(ctx, storyId);
    await changeStory(ctx, storyId, (story) => ({
      ...story,
      document: changeCitations(story.document, (citation) => {
        const change = changeOf.get(citation.id);
        return change && JSON.stringify(citation.items) === JSON.stringify(change.after)
          ? { ...citation, items: change.before }
          : citation;
      }),
    }));
  });
  const source = await changeSource(ctx, before.id, (now) => {
    const { mergedIds: _, ...rest } = takeBackChange(before, after, now);
    const mergedIds = now.mergedIds?.filter((id) => !otherIds.includes(id)) ?? [];
    return { ...rest, ...(mergedIds.length > 0 && { mergedIds }) };
  });
  yield { kind: 'done', result: { source } };
}

/** Those of some sources that are in the trash and not in the library. Throws `Failure` NotFound where one is in neither. */
async function inTrash({ library }: WorkbenchContext, ids: readonly string[]): Promise<string[]> {
  const away = [...new Set(ids)].filter((id) => !library.sources.summary(id));
  if (away.length === 0) return [];
  const trashed = new Set((await library.trash.list()).flatMap(({ room, id }) => (room === 'sources' ? [id] : [])));
  const gone = away.find((id) => !trashed.has(id));
  if (gone !== undefined) throw new Failure('NotFound', `There is no source “${gone}” in the trash.`);
  return away;
}

async function sourceAt(ctx: WorkbenchContext, { id, rev }: z.infer<typeof atRev>): Promise<Source> {
  const source = await ctx.library.sources.get(id);
  if (source.rev !== rev)
    throw new Failure('Conflict', 'One of these sources was changed elsewhere meanwhile. Look at them again.', {
      currentRev: source.rev,
    });
  return source;
}

/** Lets the citations of one story follow, and returns what changed. */
async function follow(
  ctx: WorkbenchContext,
  storyId: string,
  keepId: string,
  otherIds: readonly string[],
): Promise<MergeRecord['citations']> {
  let changes: MergeRecord['citations'] = [];
  await keepBefore(ctx, storyId);
  await changeStory(ctx, storyId, (story) => {
    changes = [];
    const document = changeCitations(story.document, (citation) => {
      if (!citation.items.some(({ sourceId }) => otherIds.includes(sourceId))) return citation;
      const items = followMerge(citation.items, (id) => (otherIds.includes(id) ? keepId : undefined));
      changes.push({ storyId, citationId: citation.id, before: citation.items, after: items });
      return { ...citation, items };
    });
    return document === story.document ? story : { ...story, document };
  });
  return changes;
}

/** Keeps a story as it is before many are changed at once. */
async function keepBefore({ library }: WorkbenchContext, storyId: string): Promise<void> {
  await library.history.keepIfPossible(await library.stories.get(storyId), 'bulk-edit');
}
