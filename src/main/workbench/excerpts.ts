/**
 * Excerpts: passages kept from a source, and the stories that rest on them.
 */
import { z } from 'zod';
import { restsOnExcerpt } from '#core/citation/excerpt-match.ts';
import { citationsIn } from '#core/document/citations.ts';
import { Failure } from '#core/model/failure.ts';
import { idSchema } from '#core/model/primitives.ts';
import { excerptSchema, sourceSchema } from '#core/model/source.ts';
import { changeSource } from './change-source.ts';
import { procedure, router } from './trpc.ts';

const MAX_EXCERPTS = 2_000;

const useSchema = z.object({
  excerptId: idSchema,
  stories: z.array(z.object({ id: idSchema, title: z.string() })),
});

export const excerptsRouter = router({
  /** Adds an excerpt, or puts one back that was removed. */
  add: procedure
    .input(z.object({ sourceId: idSchema, excerpt: excerptSchema }))
    .output(sourceSchema)
    .mutation(({ ctx, input: { sourceId, excerpt } }) =>
      changeSource(ctx, sourceId, (source) => {
        if (source.excerpts.some(({ id }) => id === excerpt.id))
          throw new Failure('AlreadyThere', 'This excerpt is there already.');
        if (source.excerpts.length >= MAX_EXCERPTS)
          throw new Failure('Invalid', `A source can have ${MAX_EXCERPTS.toLocaleString('en')} excerpts at most.`);
        return { ...source, excerpts: [...source.excerpts, excerpt] };
      }),
    ),

  change: procedure
    .input(z.object({ sourceId: idSchema, excerpt: excerptSchema }))
    .output(sourceSchema)
    .mutation(({ ctx, input: { sourceId, excerpt } }) =>
      changeSource(ctx, sourceId, (source) => {
        if (!source.excerpts.some(({ id }) => id === excerpt.id)) throw gone();
        return { ...source, excerpts: source.excerpts.map((now) => (now.id === excerpt.id ? excerpt : now)) };
      }),
    ),

  remove: procedure
    .input(z.object({ sourceId: idSchema, excerptId: idSchema }))
    .output(sourceSchema)
    .mutation(({ ctx, input: { sourceId, excerptId } }) =>
      changeSource(ctx, sourceId, (source) => {
        if (!source.excerpts.some(({ id }) => id === excerptId)) throw gone();
        return { ...source, excerpts: source.excerpts.filter(({ id }) => id !== excerptId) };
      }),
    ),

  /** For each excerpt of a source the stories that cite it; reads every story that cites the source. */
  uses: procedure
    .input(z.object({ sourceId: idSchema }))
    .output(z.array(useSchema))
    .query(async ({ ctx, input: { sourceId } }) => {
      const { library } = ctx;
      const { excerpts } = await library.sources.get(sourceId);
      const uses = excerpts.map(({ id }): z.infer<typeof useSchema> => ({ excerptId: id, stories: [] }));
      if (excerpts.length === 0) return uses;
      for (const { id, title } of library.citedIn(sourceId)) {
        const citations = citationsIn((await library.stories.get(id)).document);
        for (const [index, excerpt] of excerpts.entries()) {
          if (citations.some(({ citation }) => restsOnExcerpt(citation, sourceId, excerpt)))
            uses[index]?.stories.push({ id, title });
        }
      }
      return uses;
    }),
});

function gone(): Failure {
  return new Failure('NotFound', 'This excerpt is not there any more.');
}
