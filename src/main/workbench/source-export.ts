/**
 * Sources into a file for other programs.
 */
import { z } from 'zod';
import { describeSource } from '#core/citation/describe.ts';
import { SOURCE_FILES, writeSources } from '#core/citation/export/export-sources.ts';
import { SOURCE_FORMATS } from '#core/citation/source-formats.ts';
import { idSchema } from '#core/model/primitives.ts';
import type { Source } from '#core/model/source.ts';
import { paced } from './steps.ts';
import type { WorkbenchContext } from './trpc.ts';

export const sourceExportSchema = z.object({
  format: z.enum(SOURCE_FORMATS),
  /** Which sources, in the order of the file; absent, all by outlet, date and title. */
  ids: z.array(idSchema).max(100_000).optional(),
});

export const exportedSourcesSchema = z.object({
  fileName: z.string(),
  mediaType: z.string(),
  text: z.string(),
  count: z.int(),
});

/** Writes the file. Sources that are not there any more are left out. */
export async function exportSources(
  { library }: WorkbenchContext,
  { format, ids }: z.infer<typeof sourceExportSchema>,
): Promise<z.infer<typeof exportedSourcesSchema>> {
  const sources = ids
    ? ids.map((id) => library.sources.summary(id)).filter((source) => source !== undefined)
    : inOrder(library.sources.list());
  const pieces: string[] = [];
  for await (const piece of paced(writeSources(sources, format))) pieces.push(piece);
  const { extension, mediaType } = SOURCE_FILES[format];
  return { fileName: `sources.${extension}`, mediaType, text: pieces.join(''), count: sources.length };
}

function inOrder(sources: readonly Source[]): Source[] {
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  return sources
    .map((source) => {
      const { outlet, date, title } = describeSource(source.csl);
      return { source, key: `${outlet}\u0000${date}\u0000${title}\u0000${source.id}` };
    })
    .sort((a, b) => collator.compare(a.key, b.key))
    .map(({ source }) => source);
}
