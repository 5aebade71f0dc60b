/**
 * Bringing files in: what a file would add, and adding it. Nothing that is there is changed.
 */
import { z } from 'zod';
import { describeSource } from '#core/citation/describe.ts';
import { foldOutlet } from '#core/citation/source-match.ts';
import { sourcesCitedIn } from '#core/document/citations.ts';
import { imagesIn } from '#core/document/images.ts';
import { projectionsOf } from '#core/document/summary.ts';
import { MAX_PAGE_BYTES } from '#core/intake/decode.ts';
import type { Remark } from '#core/intake/remark.ts';
import { Failure } from '#core/model/failure.ts';
import { attachmentNameSchema, idSchema } from '#core/model/primitives.ts';
import { type CslItem, cslItemSchema, newSource, outletOf, type Source } from '#core/model/source.ts';
import type { Story } from '#core/model/story.ts';
import { documentsOf, type ReadFile, readIncoming } from './read-file.ts';
import { importSourceFile, readSourceFile } from './source-import.ts';
import { resultOf } from './steps.ts';
import { procedure, router, type WorkbenchContext } from './trpc.ts';

/** A folder brings hundreds of sources; beyond this the totals of its files are those of each by itself. */
export const MAX_PLANNED = 5_000;
/** More images than this no document shows. */
const MAX_BESIDE = 10_000;

const remarkSchema = z.object({
  /** The file's line, from 1; null where the file has none or the whole of it is meant. */
  line: z.int().nullable(),
  message: z.string(),
});

/** What a file would add to the library. */
export const importPreviewSchema = z.object({
  kind: z.enum(['story', 'briefing', 'sources']),
  title: z.string(),
  /** Where the same file was imported before: importing it again makes a second one, which only `again` does. */
  alreadyThere: z.object({ id: idSchema, title: z.string() }).nullable(),
  stories: z.array(
    z.object({
      title: z.string(),
      sections: z.array(z.object({ heading: z.string(), level: z.int() })),
      words: z.int(),
      citations: z.int(),
    }),
  ),
  /** `key` is the same for what several files of one import would add but once. */
  newSources: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      /** For the previews of files after this one; absent where a bibliography is too long to be sent to and fro. */
      csl: cslItemSchema.optional(),
    }),
  ),
  /** How many of the sources that it cites or holds are in the library already, and which. */
  matchedSources: z.int(),
  matched: z.array(idSchema),
  /** How many of them files before it would add. */
  plannedSources: z.int(),
  images: z.int(),
  /** What a story page has and this one lacks; an import where nobody looks is refused for it. */
  defects: z.array(z.string()),
  remarks: z.array(remarkSchema),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

/** What became of one file. */
export const importResultSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('imported'),
    storyId: idSchema,
    title: z.string(),
    sections: z.int(),
    citations: z.int(),
    sourcesAdded: z.int(),
    warnings: z.array(z.string()),
  }),
  z.object({
    status: z.literal('imported-briefing'),
    briefingId: idSchema,
    title: z.string(),
    stories: z.int(),
    sourcesAdded: z.int(),
    warnings: z.array(z.string()),
  }),
  z.object({
    status: z.literal('imported-sources'),
    title: z.string(),
    sourcesAdded: z.int(),
    sourcesThere: z.int(),
    problems: z.array(remarkSchema),
    warnings: z.array(z.string()),
  }),
  /** The same page was imported before; importing it again makes a second story, which only `again` does. */
  z.object({ status: z.literal('already-there'), storyId: idSchema, title: z.string() }),
]);
export type ImportResult = z.infer<typeof importResultSchema>;

const fileSchema = z.object({
  fileName: z.string().min(1).max(500),
  /** The file's bytes in base64, as they are: the encoding is found out here. */
  base64: z.base64().max(Math.ceil(MAX_PAGE_BYTES / 3) * 4 + 4),
});

export const intakeRouter = router({
  /**
   * What a file would add beside `planned`, the sources that files before it would. `beside` names the images that lie beside
   * it: whoever imports the file keeps them first. Nothing is written.
   */
  preview: procedure
    .input(
      fileSchema.extend({
        planned: z.array(cslItemSchema).max(MAX_PLANNED).default([]),
        beside: z.array(attachmentNameSchema).max(MAX_BESIDE).default([]),
      }),
    )
    .output(importPreviewSchema)
    .mutation(async ({ ctx, input }) => {
      const now = ctx.now();
      const planned = input.planned.map((csl) => newSource(ctx.newId(), csl, now, !csl.title));
      const bytes = Buffer.from(input.base64, 'base64');
      return previewOf(ctx, input, await readIncoming(ctx, { ...input, bytes }, planned, input.beside), planned);
    }),

  importPage: procedure
    .input(
      fileSchema.extend({
        again: z.boolean().default(false),
        /** Refuses a story page that lacks something, where nobody is there to look at the warnings. */
        mustBeComplete: z.boolean().default(false),
      }),
    )
    .output(importResultSchema)
    .mutation(async ({ ctx, input }) => {
      const read = await readIncoming(ctx, { ...input, bytes: Buffer.from(input.base64, 'base64') });
      if (read.kind === 'sources') return takeInSources(ctx, input.fileName, read.text);
      if (read.alreadyThere && !input.again) {
        if (read.kind === 'own' && read.briefing)
          throw new Failure('AlreadyThere', `The briefing “${read.briefing.title}” is in this library already.`);
        return { status: 'already-there', storyId: read.alreadyThere.id, title: read.alreadyThere.title };
      }
      if (input.mustBeComplete && read.kind === 'page' && read.defects.length > 0)
        throw new Failure('Invalid', incompleteness(read.defects));
      return takeIn(ctx, read);
    }),
});

/** Why a page is refused where it must be complete. */
export function incompleteness(defects: readonly string[]): string {
  return `This page is incomplete: it has ${new Intl.ListFormat('en', { type: 'conjunction' }).format(defects)}.`;
}

async function previewOf(
  ctx: WorkbenchContext,
  { fileName, beside }: { fileName: string; beside: readonly string[] },
  read: ReadFile,
  planned: readonly Source[],
): Promise<ImportPreview> {
  if (read.kind === 'sources') {
    const { fresh, alreadyThere, problems } = await readSourceFile(ctx, { fileName, text: read.text }, planned);
    return {
      kind: 'sources',
      title: fileName,
      alreadyThere: null,
      stories: [],
      newSources: describedSources(fresh),
      ...whereFound(
        ctx,
        planned,
        alreadyThere.map(({ sourceId }) => sourceId),
      ),
      images: 0,
      defects: [],
      remarks: problems,
    };
  }
  const stories = read.kind === 'page' ? [read.story] : read.stories;
  const briefing = read.kind === 'own' ? read.briefing : null;
  const shown = [
    ...new Set(
      documentsOf(read)
        .flatMap(imagesIn)
        .map(({ attachment }) => attachment),
    ),
  ];
  const fresh = new Set(read.newSources.map(({ id }) => id));
  const cited = [...new Set(stories.flatMap(({ document }) => sourcesCitedIn(document)))];
  return {
    kind: briefing ? 'briefing' : 'story',
    title: briefing?.title ?? stories[0]?.title ?? fileName,
    alreadyThere: read.alreadyThere,
    stories: stories.map(describedStory),
    newSources: describedSources(read.newSources),
    ...whereFound(ctx, planned, read.kind === 'own' ? read.matched : cited.filter((id) => !fresh.has(id))),
    images: shown.filter((name) => read.images.has(name) || beside.includes(name)).length,
    defects: read.kind === 'page' ? read.defects : [],
    remarks: read.remarks,
  };
}

/** Parts what was found already: in the library, or among what files before it would add. */
function whereFound(
  { library }: WorkbenchContext,
  planned: readonly Source[],
  found: readonly string[],
): Pick<ImportPreview, 'matchedSources' | 'matched' | 'plannedSources'> {
  const ids = new Set(found);
  const matched = [...ids].filter((id) => library.sources.summary(id) !== undefined);
  return { matchedSources: matched.length, matched, plannedSources: planned.filter(({ id }) => ids.has(id)).length };
}

function describedStory({ title, document }: Story): ImportPreview['stories'][number] {
  const { sections, words, citations } = projectionsOf(document);
  return {
    title,
    sections: sections.map(({ heading, level }) => ({ heading, level })),
    words,
    citations: citations.length,
  };
}

function describedSources(sources: readonly { csl: CslItem }[]): ImportPreview['newSources'] {
  return sources.map(({ csl }) => {
    const { outlet, date, title } = describeSource(csl);
    const key = JSON.stringify([foldOutlet(outletOf(csl)), csl.issued?.['date-parts'] ?? date, csl.title ?? '']);
    const label = [outlet, title, date].filter(Boolean).join(', ');
    return { key, label, ...(sources.length <= MAX_PLANNED && { csl }) };
  });
}

/** Writes what was read. A document must never be on the disk before what it points to. */
async function takeIn(
  { library }: WorkbenchContext,
  read: Exclude<ReadFile, { kind: 'sources' }>,
): Promise<ImportResult> {
  const stories = read.kind === 'page' ? [read.story] : read.stories;
  const [story] = stories;
  const briefing = read.kind === 'own' ? read.briefing : null;
  if (!story && !briefing) throw new Failure('Invalid', 'This file holds no story.');
  for (const bytes of read.images.values()) await library.attachments.put(bytes);
  for (const source of read.newSources) await library.sources.create(source);
  for (const each of stories) await library.stories.create(each);
  const told = { sourcesAdded: read.newSources.length, warnings: read.remarks.map(({ message }) => message) };
  if (briefing) {
    const { id: briefingId, title } = await library.briefings.create(briefing);
    return { status: 'imported-briefing', briefingId, title, stories: stories.length, ...told };
  }
  if (!story) throw new Failure('Invalid', 'This file holds no story.');
  const { sections, citations } = projectionsOf(story.document);
  return {
    status: 'imported',
    storyId: story.id,
    title: story.title,
    sections: sections.length,
    citations: citations.length,
    ...told,
  };
}

async function takeInSources(ctx: WorkbenchContext, fileName: string, text: string): Promise<ImportResult> {
  const { added, alreadyThere, problems } = await resultOf(importSourceFile(ctx, { fileName, text }));
  return {
    status: 'imported-sources',
    title: fileName,
    sourcesAdded: added,
    sourcesThere: alreadyThere.length,
    problems,
    warnings: problems.map(inWords),
  };
}

/** A remark as one line: `Line 12: …`. */
export function inWords({ line, message }: Remark): string {
  return line === null ? message : `Line ${line}: ${message}`;
}
