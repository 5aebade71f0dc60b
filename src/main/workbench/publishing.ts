/**
 * Exports of a story, and the citation styles that they are printed in.
 */
import { z } from 'zod';
import { openDocument } from '#core/document/gate.ts';
import { imagesIn } from '#core/document/images.ts';
import { projectionsOf } from '#core/document/summary.ts';
import { Failure } from '#core/model/failure.ts';
import { idSchema } from '#core/model/primitives.ts';
import type { Source } from '#core/model/source.ts';
import { type Story, storySchema } from '#core/model/story.ts';
import { exportFileName } from '#core/publish/file-name.ts';
import { publishHtml } from '#core/publish/html.ts';
import { publishJson } from '#core/publish/json.ts';
import { publishMarkdown } from '#core/publish/markdown.ts';
import type { Library } from '../library/library.ts';
import { procedure, router } from './trpc.ts';

export const exportOptionsSchema = z.object({
  format: z.enum(['markdown', 'html', 'json']),
  layout: z.enum(['document', 'page']).default('document'),
  /** Absent, the library's own style. */
  styleId: z.string().max(100).optional(),
});

export const exportedSchema = z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() });

const FORMATS = {
  markdown: { extension: 'md', mediaType: 'text/markdown; charset=utf-8' },
  html: { extension: 'html', mediaType: 'text/html; charset=utf-8' },
  json: { extension: 'json', mediaType: 'application/json' },
} as const;

export const publishingRouter = router({
  styles: procedure
    .output(z.array(z.object({ id: z.string(), title: z.string() })))
    .query(({ ctx }) => ctx.styles.list()),

  /** A style's CSL and its locale, for the window to print citations with. */
  style: procedure
    .input(z.object({ id: z.string().max(100) }))
    .output(z.object({ id: z.string(), title: z.string(), xml: z.string(), localeXml: z.string() }))
    .query(({ ctx, input }) => ctx.styles.get(input.id)),

  /** A stored story as a file's text. */
  exportStory: procedure
    .input(z.object({ id: idSchema, options: exportOptionsSchema }))
    .output(exportedSchema)
    .query(async ({ ctx, input }) => {
      const story = await ctx.library.stories.get(input.id);
      const printer = await ctx.styles.printer(input.options.styleId ?? ctx.library.settings().styleId);
      return exported(ctx.library, story, input.options, printer);
    }),

  /** The same for a story as a window holds it, saved or not: the live preview. */
  preview: procedure
    .input(z.object({ story: storySchema, options: exportOptionsSchema }))
    .output(exportedSchema)
    .mutation(async ({ ctx, input }) => {
      const printer = await ctx.styles.printer(input.options.styleId ?? ctx.library.settings().styleId);
      return exported(ctx.library, input.story, input.options, printer);
    }),
});

type Printer = Parameters<typeof publishHtml>[1]['printer'];

async function exported(
  library: Library,
  story: Story,
  options: z.infer<typeof exportOptionsSchema>,
  printer: Printer,
): Promise<z.infer<typeof exportedSchema>> {
  const { extension, mediaType } = FORMATS[options.format];
  return {
    fileName: exportFileName(story.title, extension),
    mediaType,
    text: await textOf(library, story, options, printer),
  };
}

async function textOf(
  library: Library,
  story: Story,
  options: z.infer<typeof exportOptionsSchema>,
  printer: Printer,
): Promise<string> {
  const { document } = openDocument(story.document);
  const { sourceIds, links } = projectionsOf(document);
  const sources = new Map<string, Source>();
  for (const id of sourceIds) {
    const source = library.sources.summary(id);
    if (source) sources.set(id, source);
  }
  if (options.format === 'json') return publishJson(story, [...sources.values()]);
  const storyTitles = new Map(
    links.map((link) => [link.storyId, library.stories.summary(link.storyId)?.title ?? link.title]),
  );
  const opened = { ...story, document };
  if (options.format === 'markdown') {
    return publishMarkdown(opened, { layout: options.layout, printer, sources, storyTitles });
  }
  const attachments = new Map<string, string>();
  for (const { attachment } of imagesIn(document)) {
    const uri = await library.attachments.dataUri(attachment).catch(nothingForMissing);
    if (uri !== undefined) attachments.set(attachment, uri);
  }
  return publishHtml(opened, { printer, sources, storyTitles, attachments });
}

/** An image whose file is gone is printed as its description; what else went wrong is thrown on. */
function nothingForMissing(error: unknown): undefined {
  if (!(error instanceof Failure && error.kind === 'NotFound')) throw error;
}
