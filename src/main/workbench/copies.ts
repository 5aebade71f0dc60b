/**
 * The offline copies of sources and what is marked in them: attach, read, remove; excerpts. Bytes come and go by the web
 * application's own routes; here they are only spoken of by name.
 */
import path from 'node:path';
import { z } from 'zod';
import { COPY_EXTENSIONS, type CopyExtension, KIND_HEAD_BYTES, MAX_COPY_BYTES } from '#core/intake/copy-kind.ts';
import { type CopyText, copyTextSchema } from '#core/model/copy-text.ts';
import { Failure } from '#core/model/failure.ts';
import { attachmentNameSchema, idSchema } from '#core/model/primitives.ts';
import { type Source, type SourceCopy, sourceCopySchema, sourceSchema } from '#core/model/source.ts';
import { changeSource } from './change-source.ts';
import { procedure, router, type WorkbenchContext } from './trpc.ts';

/** A page is saved with its folder; a path that leads out of it is none that a browser writes. */
const resourcePathSchema = z
  .string()
  .min(1)
  .max(1_000)
  .refine((value) => !value.split(/[\\/]/).includes('..') && !/^[\\/]|^[a-z]:/i.test(value), 'leads out of its folder');
const resourcesSchema = z.array(z.object({ path: resourcePathSchema, attachment: attachmentNameSchema })).max(2_000);

const MAX_COPIES = 100;
/** Attaching waits this long for the number of pages; what takes longer is counted when it is read, in milliseconds. */
const PAGES_WITHIN_MS = 10_000;

const attachedSchema = z.object({ source: sourceSchema, copyId: idSchema });
const byCopy = z.object({ sourceId: idSchema, copyId: idSchema });

export const copiesRouter = router({
  /** Makes a copy of the source out of a file that was kept before, and of what a browser saved beside it. */
  attach: procedure
    .input(
      z.object({
        sourceId: idSchema,
        attachment: attachmentNameSchema,
        fileName: z.string().min(1).max(500),
        resources: resourcesSchema.optional(),
      }),
    )
    .output(attachedSchema)
    .mutation(({ ctx, input }) => attach(ctx, input)),

  /** Keeps pasted text as a copy. */
  attachText: procedure
    .input(
      z.object({
        sourceId: idSchema,
        text: z.string().min(1).max(20_000_000),
        title: z.string().max(200).default('Pasted text'),
      }),
    )
    .output(attachedSchema)
    .mutation(async ({ ctx, input }) => {
      if (input.text.trim() === '') throw new Failure('Invalid', 'There is no text in what was pasted.');
      // Asked first: a text of no source would stay among the attachments and belong to nobody.
      await ctx.library.sources.get(input.sourceId);
      const { name } = await ctx.library.attachments.keep(one(Buffer.from(input.text.toWellFormed())), {
        maxBytes: MAX_COPY_BYTES,
        headBytes: KIND_HEAD_BYTES,
        // What is pasted as text is text, whatever it looks like.
        extensionOf: () => 'txt',
      });
      return attach(ctx, { sourceId: input.sourceId, attachment: name, fileName: input.title });
    }),

  /** Adds what a browser saved beside a page to the page's copy. */
  addResources: procedure
    .input(byCopy.extend({ resources: resourcesSchema }))
    .output(sourceSchema)
    .mutation(async ({ ctx, input }) => {
      for (const { attachment } of input.resources) await resourceThere(ctx, attachment);
      return changeCopy(ctx, input, (copy) => {
        const given = new Set(input.resources.map((resource) => resource.path));
        const others = (copy.resources ?? []).filter((resource) => !given.has(resource.path));
        return { ...copy, resources: resourcesSchema.parse([...others, ...input.resources]) };
      });
    }),

  /** What a copy says, in blocks; `whole` gives a page with all that stands around its article. */
  text: procedure
    .input(byCopy.extend({ whole: z.boolean().default(false) }))
    .output(copyTextSchema)
    .query(async ({ ctx, input }) => {
      const copy = copyOf(await ctx.library.sources.get(input.sourceId), input.copyId);
      return ctx.library.copyTexts.textOf(copy.attachment, { whole: input.whole });
    }),

  /** Takes a copy from its source. The file stays in the library, so that `restore` can bring the copy back. */
  remove: procedure
    .input(byCopy)
    .output(sourceSchema)
    .mutation(({ ctx, input }) =>
      changeSource(ctx, input.sourceId, (source) => {
        const removed = copyOf(source, input.copyId);
        return { ...source, copies: source.copies.filter((copy) => copy !== removed) };
      }),
    ),

  restore: procedure
    .input(z.object({ sourceId: idSchema, copy: sourceCopySchema }))
    .output(sourceSchema)
    .mutation(async ({ ctx, input }) => {
      await ctx.library.attachments.locate(input.copy.attachment);
      return changeSource(ctx, input.sourceId, (source) => withCopy(source, input.copy));
    }),
});

type Attaching = {
  sourceId: string;
  attachment: string;
  fileName: string;
  resources?: SourceCopy['resources'];
};

async function attach(ctx: WorkbenchContext, { sourceId, attachment, fileName, resources }: Attaching) {
  const kind = kindOf(attachment);
  const { sizeBytes } = await ctx.library.attachments.locate(attachment);
  for (const resource of resources ?? []) await resourceThere(ctx, resource.attachment);
  // Asked before the long work: a source that is gone, or has this file already.
  const copy: SourceCopy = {
    id: ctx.newId(),
    kind,
    attachment,
    fileName,
    sizeBytes,
    keptAt: ctx.now().toISOString(),
    ...(resources && resources.length > 0 && { resources }),
  };
  withCopy(await ctx.library.sources.get(sourceId), copy);
  const pages = await pagesOf(ctx, attachment);
  const source = await changeSource(ctx, sourceId, (now) =>
    withCopy(now, { ...copy, ...(pages !== undefined && { pages }) }),
  );
  return { source, copyId: copy.id };
}

function withCopy(source: Source, copy: SourceCopy): Source {
  if (source.copies.some(({ attachment }) => attachment === copy.attachment))
    throw new Failure('AlreadyThere', `“${copy.fileName}” is a copy of this source already.`);
  if (source.copies.length >= MAX_COPIES)
    throw new Failure('Invalid', `A source can have ${MAX_COPIES} copies at most. Remove one first.`);
  return { ...source, copies: [...source.copies, copy] };
}

function changeCopy(
  ctx: WorkbenchContext,
  { sourceId, copyId }: z.infer<typeof byCopy>,
  change: (copy: SourceCopy) => SourceCopy,
): Promise<Source> {
  return changeSource(ctx, sourceId, (source) => {
    const before = copyOf(source, copyId);
    return { ...source, copies: source.copies.map((copy) => (copy === before ? change(copy) : copy)) };
  });
}

/** Throws `Failure` NotFound. */
export function copyOf(source: Source, copyId: string): SourceCopy {
  const copy = source.copies.find(({ id }) => id === copyId);
  if (!copy) throw new Failure('NotFound', 'This copy is not there any more.');
  return copy;
}

function kindOf(attachment: string): SourceCopy['kind'] {
  const extension = path.extname(attachment).slice(1);
  if (!Object.hasOwn(COPY_EXTENSIONS, extension))
    throw new Failure('Invalid', 'This file is not one that a source can have as a copy.');
  return COPY_EXTENSIONS[extension as CopyExtension];
}

async function resourceThere({ library }: WorkbenchContext, attachment: string): Promise<void> {
  await library.attachments.locate(attachment);
}

/** How many pages an original has, where that is known soon. Its text is then there when the reader asks for it. */
async function pagesOf({ library }: WorkbenchContext, attachment: string): Promise<number | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PAGES_WITHIN_MS);
  });
  try {
    const text: CopyText | undefined = await Promise.race([library.copyTexts.textOf(attachment), late]);
    return text?.pages;
  } finally {
    clearTimeout(timer);
  }
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
