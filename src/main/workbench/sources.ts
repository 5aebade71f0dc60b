/**
 * The sources of the library: list, edit, import, and where each is cited.
 */
import { z } from 'zod';
import { sourceFromText } from '#core/citation/import/from-text.ts';
import { importSources } from '#core/citation/import/import-sources.ts';
import { Failure } from '#core/model/failure.ts';
import { idSchema } from '#core/model/primitives.ts';
import { cslItemSchema, newSource, type Source, sourceSchema } from '#core/model/source.ts';
import { procedure, router, type WorkbenchContext } from './trpc.ts';

const byId = z.object({ id: idSchema });
const citingStorySchema = z.object({ id: idSchema, title: z.string() });

export const sourcesRouter = router({
  list: procedure
    .output(z.array(z.object({ source: sourceSchema, citedInCount: z.int() })))
    .query(({ ctx }) =>
      ctx.library.sources.list().map((source) => ({ source, citedInCount: ctx.library.citedIn(source.id).length })),
    ),

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

  /** Makes a source from what an editor typed or pasted: an outlet and date, an address, BibTeX, RIS or CSL-JSON. */
  createFromText: procedure
    .input(z.object({ text: z.string().min(1).max(200_000) }))
    .output(sourceSchema)
    .mutation(({ ctx, input }) => {
      const { csl, needsDetails } = sourceFromText(input.text);
      return ctx.library.sources.create(newSource(ctx.newId(), csl, ctx.now(), needsDetails));
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

  /** Adds the entries of a BibTeX, RIS or CSL-JSON file; what can't be read is named with its line. */
  importFile: procedure
    .input(
      z.object({
        fileName: z.string().max(500),
        text: z.string().max(20_000_000),
        format: z.enum(['bibtex', 'ris', 'csl-json']).optional(),
      }),
    )
    .output(
      z.object({
        added: z.array(sourceSchema),
        problems: z.array(z.object({ line: z.int(), message: z.string() })),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { items, problems } = importSources(input.text, input.format);
      if (items.length === 0 && problems.length === 0) {
        throw new Failure('Invalid', `“${input.fileName}” holds no source that Galley can read.`);
      }
      const added: Source[] = [];
      for (const csl of items) added.push(await addSource(ctx, newSource(ctx.newId(), csl, ctx.now())));
      return { added, problems };
    }),
});

function addSource(ctx: WorkbenchContext, source: Source): Promise<Source> {
  return ctx.library.sources.create(source);
}
