/**
 * The briefings of the library: compose, number on, export.
 */
import { z } from 'zod';
import { openDocument, storedDocument } from '#core/document/gate.ts';
import { sectionsOf } from '#core/document/outline.ts';
import { type Briefing, briefingSchema, newBriefing, nextNumber } from '#core/model/briefing.ts';
import { calendarDateOf, idSchema, revSchema } from '#core/model/primitives.ts';
import { audiencesIn } from '#core/publish/audience.ts';
import type { Library } from '../library/library.ts';
import { exportedSchema, exportOptionsSchema } from './exported.ts';
import { publish } from './publisher.ts';
import { procedure, router } from './trpc.ts';

const byId = z.object({ id: idSchema });

/** What the list shows of a briefing. `changedStories` counts those that changed since it was last exported. */
export const briefingListItemSchema = briefingSchema
  .pick({ id: true, rev: true, title: true, date: true, number: true, preparedFor: true, savedAt: true })
  .extend({ items: z.int(), exportedAt: z.string().nullable(), changedStories: z.int() });
export type BriefingListItem = z.infer<typeof briefingListItemSchema>;

export const briefingsRouter = router({
  list: procedure
    .output(z.array(briefingListItemSchema))
    .query(({ ctx: { library } }) => library.briefings.list().map((briefing) => listItemOf(library, briefing))),

  get: procedure
    .input(byId)
    .output(briefingSchema)
    .query(async ({ ctx, input }) => opened(await ctx.library.briefings.get(input.id))),

  /** What composing needs of stories: their sections, whom they speak to, and whether they changed since `revs`. */
  materials: procedure
    .input(z.object({ storyIds: z.array(idSchema).max(10_000) }))
    .output(
      z.array(
        z.object({
          storyId: idSchema,
          title: z.string(),
          rev: revSchema,
          audiences: z.array(z.string()),
          sections: z.array(z.object({ id: z.string(), heading: z.string(), level: z.int() })),
        }),
      ),
    )
    .query(async ({ ctx, input }) => {
      const present = [...new Set(input.storyIds)].filter((id) => ctx.library.stories.summary(id));
      const stories = await Promise.all(present.map((id) => ctx.library.stories.get(id)));
      return stories.map(({ id, title, rev, document }) => ({
        storyId: id,
        title,
        rev,
        audiences: audiencesIn(document),
        sections: sectionsOf(document).map((section) => ({
          id: section.id,
          heading: section.heading,
          level: section.level,
        })),
      }));
    }),

  create: procedure
    .input(z.object({ title: z.string().max(2_000).default(''), items: briefingSchema.shape.items.default([]) }))
    .output(briefingSchema)
    .mutation(({ ctx, input }) => {
      const now = ctx.now();
      return ctx.library.briefings.create({ ...newBriefing(ctx.newId(), now, calendarDateOf(now)), ...input });
    }),

  save: procedure
    .input(z.object({ briefing: briefingSchema }))
    .output(briefingSchema)
    .mutation(({ ctx, input }) => ctx.library.briefings.save(stored(input.briefing))),

  /** Keeps what a window holds as a briefing of its own, as when its save was refused; not exported yet. */
  saveAsCopy: procedure
    .input(z.object({ briefing: briefingSchema }))
    .output(briefingSchema)
    .mutation(({ ctx, input }) => {
      const { exported: _, ...original } = stored(input.briefing);
      const title = `${original.title || 'Untitled briefing'} (copy)`;
      return ctx.library.briefings.create({
        ...original,
        id: ctx.newId(),
        rev: 0,
        title,
        createdAt: ctx.now().toISOString(),
      });
    }),

  /** A copy with the next number and today's date, not exported yet. */
  nextIssue: procedure
    .input(byId)
    .output(briefingSchema)
    .mutation(async ({ ctx, input }) => {
      const { exported: _, ...original } = await ctx.library.briefings.get(input.id);
      const now = ctx.now();
      return ctx.library.briefings.create({
        ...original,
        id: ctx.newId(),
        rev: 0,
        number: nextNumber(original.number),
        date: calendarDateOf(now),
        createdAt: now.toISOString(),
      });
    }),

  remove: procedure.input(byId).mutation(async ({ ctx, input }) => {
    await ctx.library.briefings.remove(input.id);
  }),

  restore: procedure
    .input(byId)
    .output(briefingSchema)
    .mutation(({ ctx, input }) => ctx.library.briefings.restore(input.id)),

  /** A briefing as a window holds it, as files. */
  exportDraft: procedure
    .input(z.object({ briefing: briefingSchema, options: exportOptionsSchema }))
    .output(exportedSchema)
    .mutation(({ ctx, input }) => publish(ctx, { briefing: input.briefing }, input.options)),

  /** A stored briefing as files, called `name` where that is given. */
  export: procedure
    .input(z.object({ id: idSchema, options: exportOptionsSchema, name: z.string().max(500).optional() }))
    .output(exportedSchema)
    .query(async ({ ctx, input }) =>
      publish(ctx, { briefing: await ctx.library.briefings.get(input.id) }, input.options, input.name),
    ),

  /** Remembers that a briefing was exported now, and from which revs of its stories: they may have changed since it was made. */
  markExported: procedure
    .input(byId.extend({ storyRevs: exportedSchema.shape.storyRevs }))
    .output(briefingSchema)
    .mutation(async ({ ctx, input }) => {
      const briefing = await ctx.library.briefings.get(input.id);
      return ctx.library.briefings.save({
        ...briefing,
        exported: { at: ctx.now().toISOString(), revs: input.storyRevs },
      });
    }),
});

function revsOf(library: Library, { items }: Briefing): Record<string, number> {
  const revs = items.map(({ storyId }) => [storyId, library.stories.summary(storyId)?.rev] as const);
  return Object.fromEntries(revs.flatMap(([id, rev]) => (rev === undefined ? [] : [[id, rev]])));
}

/** The stories of a briefing that changed, came or went since it was last exported. */
export function changedSinceExport(library: Library, briefing: Briefing): string[] {
  const { exported } = briefing;
  if (!exported) return [];
  const now = revsOf(library, briefing);
  const ids = new Set([...Object.keys(now), ...Object.keys(exported.revs)]);
  return [...ids].filter((id) => now[id] !== exported.revs[id]);
}

export function listItemOf(library: Library, briefing: Briefing): BriefingListItem {
  return {
    ...briefing,
    items: briefing.items.length,
    exportedAt: briefing.exported?.at ?? null,
    changedStories: changedSinceExport(library, briefing).length,
  };
}

function opened(briefing: Briefing): Briefing {
  return { ...briefing, introduction: openDocument(briefing.introduction).document };
}

function stored(briefing: Briefing): Briefing {
  return { ...briefing, introduction: storedDocument(openDocument(briefing.introduction).document) };
}
