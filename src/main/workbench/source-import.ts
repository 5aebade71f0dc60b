/**
 * Bringing in a file of sources. What is there already is named and left alone, unless it is asked for.
 */
import { z } from 'zod';
import { createDuplicateFinder, type DuplicateFinder } from '#core/citation/duplicates.ts';
import { readSources, sniffSourceFormat } from '#core/citation/import/import-sources.ts';
import type { ImportProblem } from '#core/citation/import/problem.ts';
import { sourceFromItem } from '#core/citation/keywords.ts';
import { SOURCE_FORMATS } from '#core/citation/source-formats.ts';
import { Failure } from '#core/model/failure.ts';
import { type CslItem, outletOf, type Source } from '#core/model/source.ts';
import type { Library } from '../library/library.ts';
import { eachInSteps, paced, type Step } from './steps.ts';
import type { WorkbenchContext } from './trpc.ts';

export const sourceFileSchema = z.object({
  fileName: z.string().max(500),
  text: z.string().max(20_000_000),
  format: z.enum(SOURCE_FORMATS).optional(),
  /** The entries to bring in although they are there already, by their place in the file; then no others are. */
  only: z.array(z.int().min(0)).max(1_000_000).optional(),
});

/** What came of a file. */
export type SourceImport = {
  added: number;
  /** Entries that the library has, with their place in the file and the source that they are. */
  alreadyThere: { entry: number; title: string; sourceId: string }[];
  problems: ImportProblem[];
};

/** What a file of sources would add beside `planned` ones; nothing is written. Throws `Failure` Invalid where there is nothing in it. */
export async function readSourceFile(
  ctx: WorkbenchContext,
  { fileName, text, format, only }: z.infer<typeof sourceFileSchema>,
  planned: readonly Source[] = [],
) {
  const items: CslItem[] = [];
  const problems: ImportProblem[] = [];
  for await (const entry of paced(readSources(text, format ?? sniffSourceFormat(text, fileName)))) {
    if ('item' in entry) items.push(entry.item);
    else problems.push(entry.problem);
  }
  if (items.length === 0 && problems.length === 0)
    throw new Failure('Invalid', `“${fileName}” holds no source that Galley can read.`);
  const { fresh, alreadyThere } = only
    ? { fresh: only.flatMap((entry) => items[entry] ?? []).map((csl) => ({ id: ctx.newId(), csl })), alreadyThere: [] }
    : await partedFrom(items, await finderOver(ctx.library, planned), ctx.newId);
  return { fresh, alreadyThere, problems };
}

/** Reads a file and adds its sources. Throws `Failure` Invalid where there is nothing in it, and what storing throws. */
export async function* importSourceFile(
  ctx: WorkbenchContext,
  file: z.infer<typeof sourceFileSchema>,
): AsyncGenerator<Step<SourceImport>> {
  const { fresh, alreadyThere, problems } = await readSourceFile(ctx, file);
  let added = 0;
  try {
    yield* eachInSteps(fresh, async ({ id, csl }) => {
      await ctx.library.sources.create(sourceFromItem(id, csl, ctx.now()));
      added += 1;
    });
  } catch (error) {
    if (!(error instanceof Failure) || added === 0) throw error;
    const sentence = `${added.toLocaleString('en')} of ${fresh.length.toLocaleString('en')} sources were added, then it stopped: ${error.message} What was added stays; importing the file again adds the rest.`;
    throw new Failure(error.kind, sentence, error.details, { cause: error });
  }
  yield { kind: 'done', result: { added, alreadyThere, problems } };
}

/** A finder over all sources of a library, and those that are planned to be. */
export async function finderOver(library: Library, planned: readonly Source[] = []): Promise<DuplicateFinder<string>> {
  const finder = createDuplicateFinder<string>();
  for (const { id, csl } of planned) finder.add(csl, id);
  for await (const { id, csl } of paced(library.sources.list())) finder.add(csl, id);
  return finder;
}

/** What is new, with its id, and what is there already, in the library or further up in the file. */
async function partedFrom(items: readonly CslItem[], finder: DuplicateFinder<string>, newId: () => string) {
  const fresh: { id: string; csl: CslItem }[] = [];
  const alreadyThere: SourceImport['alreadyThere'] = [];
  let entry = 0;
  for await (const csl of paced(items)) {
    const sourceId = finder.find(csl);
    if (sourceId === undefined) {
      const id = newId();
      finder.add(csl, id);
      fresh.push({ id, csl });
    } else alreadyThere.push({ entry, title: csl.title || outletOf(csl), sourceId });
    entry += 1;
  }
  return { fresh, alreadyThere };
}
