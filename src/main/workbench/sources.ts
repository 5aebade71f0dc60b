/**
 * The sources of the library: list, edit, import and export, merge, and where each is cited.
 */
import { z } from 'zod';
import { sourceFromText } from '#core/citation/import/from-text.ts';
import { sourceFromItem } from '#core/citation/keywords.ts';
import { Failure } from '#core/model/failure.ts';
import { idSchema } from '#core/model/primitives.ts';
import { cslItemSchema, newSource, sourceSchema } from '#core/model/source.ts';
import { patchesSchema, patchSources, removeSources, restoreSources } from './many-sources.ts';
import { idsSchema } from './refusals.ts';
import { exportedSourcesSchema, exportSources, sourceExportSchema } from './source-export.ts';
import { finderOver, importSourceFile, sourceFileSchema } from './source-import.ts';
import { listItemOf, type SourceListItem } from './source-list.ts';
import { mergeInputSchema, mergeIntoOne, mergeRecordSchema, takeBackMerge } from './source-merge.ts';
import { procedure, router } from './trpc.ts';

const byId = z.object({ id: idSchema });
const citingStorySchema = z.object({ id: idSchema, title: z.string() });
/** Not looked at item by item: a library has twenty thousand, and each was when it was read from its file. */
const sourceListSchema = z.custom<SourceListItem[]>(Array.isArray);

export const sourcesRouter = router({
  list: procedure
    .output(sourceListSchema)
    .query(({ ctx: { library } }) => library.sources.list().map((source) => listItemOf(library, source))),

  get: procedure
    .input(byId)
    .output(sourceSchema)
    .query(({ ctx, input }) => ctx.library.sources.get(input.id)),

  citedIn: procedure
    .input(byId)
    .output(z.array(citingStorySchema))
    .query(({ ctx, input }) => ctx.library.citedIn(input.id).map(({ id, title }) => ({ id, title }))),

  create: procedure
    .input(z.object({ csl: cslItemSchema }))
    .output(sourceSchema)
    .mutation(({ ctx, input }) => ctx.library.sources.create(newSource(ctx.newId(), input.csl, ctx.now()))),

  /**
   * Makes a source from what an editor typed or pasted: an outlet and date, an address, BibTeX, RIS or CSL-JSON. Where the library
   * has what was pasted, it is that source.
   */
  createFromText: procedure
    .input(z.object({ text: z.string().min(1).max(200_000) }))
    .output(sourceSchema)
    .mutation(async ({ ctx, input }) => {
      const { csl, needsDetails } = sourceFromText(input.text);
      const known = csl.URL || !needsDetails ? (await finderOver(ctx.library)).find(csl) : undefined;
      if (known !== undefined) return ctx.library.sources.get(known);
      return ctx.library.sources.create(sourceFromItem(ctx.newId(), csl, ctx.now(), needsDetails));
    }),

  save: procedure
    .input(z.object({ source: sourceSchema }))
    .output(sourceSchema)
    .mutation(({ ctx, input }) => ctx.library.sources.save(input.source)),

  /** Moves a source to the trash; refused as `InUse`, naming the stories, where it is cited. */
  remove: procedure.input(byId).mutation(async ({ ctx, input }) => {
    const citedIn = ctx.library.citedIn(input.id);
    if (citedIn.length > 0) {
      const titles = citedIn.slice(0, 3).map((story) => `“${story.title}”`);
      const more = citedIn.length > 3 ? ` and ${citedIn.length - 3} more` : '';
      throw new Failure('InUse', `This source is cited in ${titles.join(', ')}${more}. Remove those citations first.`, {
        citedIn: citedIn.map(({ id, title }) => ({ id, title })),
      });
    }
    await ctx.library.sources.remove(input.id);
  }),

  restore: procedure
    .input(byId)
    .output(sourceSchema)
    .mutation(({ ctx, input }) => ctx.library.sources.restore(input.id)),

  // What can take long is told step by step.
  importFile: procedure.input(sourceFileSchema).mutation(({ ctx, input }) => importSourceFile(ctx, input)),
  merge: procedure.input(mergeInputSchema).mutation(({ ctx, input }) => mergeIntoOne(ctx, input)),
  takeBackMerge: procedure.input(mergeRecordSchema).mutation(({ ctx, input }) => takeBackMerge(ctx, input)),
  patchMany: procedure.input(patchesSchema).mutation(({ ctx, input }) => patchSources(ctx, input)),
  removeMany: procedure.input(idsSchema).mutation(({ ctx, input }) => removeSources(ctx, input)),
  restoreMany: procedure.input(idsSchema).mutation(({ ctx, input }) => restoreSources(ctx, input)),

  exportFile: procedure
    .input(sourceExportSchema)
    .output(exportedSourcesSchema)
    .query(({ ctx, input }) => exportSources(ctx, input)),
});
