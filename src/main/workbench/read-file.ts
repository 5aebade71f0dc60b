/**
 * A file that is to come in, held against the library: what it would add to it. Nothing is written here: the preview and the
 * import both begin with this.
 */
import { createDuplicateFinder } from '#core/citation/duplicates.ts';
import { imagesIn } from '#core/document/images.ts';
import { type Adopted, adopt, type Brought } from '#core/intake/adopt.ts';
import type { Intake } from '#core/intake/intake.ts';
import type { Remark } from '#core/intake/remark.ts';
import { calendarDateOf } from '#core/model/primitives.ts';
import type { Source } from '#core/model/source.ts';
import type { Story, StoryDocument } from '#core/model/story.ts';
import { createWorkFinder } from '#core/pandoc/works.ts';
import { imageNameOf } from '../library/attachments.ts';
import { reader } from './reading/reader.ts';
import type { IncomingFile } from './reading/reading-job.ts';
import type { WorkbenchContext } from './trpc.ts';

/** A document that is in the library already and would come in a second time. */
export type AlreadyThere = { id: string; title: string };

/** What a file would add. */
export type ReadFile =
  /** A page of whatever format: a story of its own. */
  | ({ kind: 'page'; images: ReadonlyMap<string, Uint8Array>; alreadyThere: AlreadyThere | null } & Intake)
  /** What Galley itself has exported. */
  | ({ kind: 'own'; images: ReadonlyMap<string, Uint8Array>; alreadyThere: AlreadyThere | null } & Adopted)
  /** A bibliography. */
  | { kind: 'sources'; text: string };

/**
 * Reads a file. `planned` are sources that files before it would add, and that are not in the library yet; `beside` names the
 * images that lie beside it and would come with it. Throws `Failure` Invalid, with one sentence, for what can't be read, or not
 * within its time.
 */
export async function readIncoming(
  ctx: WorkbenchContext,
  file: IncomingFile,
  planned: readonly Source[] = [],
  beside: readonly string[] = [],
): Promise<ReadFile> {
  const { library, styles } = ctx;
  const now = ctx.now();
  const style = await styles.get('galley-house');
  const reading = await reader.read(
    { file, planned, style, now, today: calendarDateOf(now) },
    { sources: () => library.sources.list(), closing: library.closing },
  );
  if (reading.kind === 'sources') return reading;
  const read =
    reading.kind === 'own'
      ? readOwn(ctx, planned, reading.brought)
      : { ...reading, alreadyThere: importedAs(ctx, reading.story) };
  const remark = await remarkOnMissing(ctx, read, new Set(beside));
  return remark ? { ...read, remarks: [...read.remarks, remark] } : read;
}

/** The documents of what was read, a briefing's introduction too. */
export function documentsOf(read: Exclude<ReadFile, { kind: 'sources' }>): StoryDocument[] {
  if (read.kind === 'page') return [read.story.document];
  return [...read.stories.map(({ document }) => document), ...(read.briefing ? [read.briefing.introduction] : [])];
}

/** How many images a file shows that neither it nor the library nor a folder beside it holds. */
async function remarkOnMissing(
  { library }: WorkbenchContext,
  read: Exclude<ReadFile, { kind: 'sources' }>,
  beside: ReadonlySet<string>,
): Promise<Remark | undefined> {
  let missing = 0;
  for (const name of new Set(
    documentsOf(read)
      .flatMap(imagesIn)
      .map(({ attachment }) => attachment),
  )) {
    if (read.images.has(name) || beside.has(name)) continue;
    const isThere = await library.attachments.locate(name).then(
      () => true,
      () => false,
    );
    if (!isThere) missing += 1;
  }
  if (missing === 0) return undefined;
  const [images, are, were] = missing === 1 ? ['image', 'is', 'it was'] : ['images', 'are', 'they were'];
  return {
    line: null,
    message: `${missing} ${images} of this file ${are} missing: ${were} not in it, nor in a folder “attachments” that came with it.`,
  };
}

function readOwn(
  { library, newId, now }: WorkbenchContext,
  planned: readonly Source[],
  brought: Brought,
): Extract<ReadFile, { kind: 'own' }> {
  const [first] = brought.stories;
  const { briefing } = brought;
  const isThere = briefing ? library.briefings.summary(briefing.id) : first && library.stories.summary(first.id);
  const named = briefing ?? first;
  const sources = [...library.sources.list(), ...planned];
  const finder = createDuplicateFinder<Source>();
  for (const source of sources) finder.add(source.csl, source);
  // Only where a file names what it does not hold: it looks at every source of the library.
  let works: ReturnType<typeof createWorkFinder> | undefined;
  const adopted = adopt(brought, {
    hasStory: (id) => library.stories.summary(id) !== undefined,
    hasBriefing: (id) => library.briefings.summary(id) !== undefined,
    source: (id) => library.sources.summary(id),
    sameSource: ({ csl }) => finder.find(csl),
    sourceNamed: (name) => {
      works ??= createWorkFinder(sources);
      return works(name);
    },
    newId,
    now: now(),
  });
  return {
    kind: 'own',
    ...adopted,
    images: broughtImages(brought),
    alreadyThere: isThere && named ? { id: named.id, title: named.title } : null,
  };
}

/** The images that a file holds and shows, and that are what their names say: any other is none. */
function broughtImages({ stories, briefing, images = {} }: Brought): Map<string, Uint8Array> {
  const documents = [...stories.map(({ document }) => document), ...(briefing ? [briefing.introduction] : [])];
  const kept = new Map<string, Uint8Array>();
  for (const { attachment } of documents.flatMap(imagesIn)) {
    const bytes = Buffer.from((Object.hasOwn(images, attachment) && images[attachment]) || '', 'base64');
    if (imageNameOf(bytes) === attachment) kept.set(attachment, bytes);
  }
  return kept;
}

function importedAs({ library }: WorkbenchContext, { origin }: Story): AlreadyThere | null {
  const story = library.stories.list().find(({ originSha256 }) => originSha256 && originSha256 === origin?.sha256);
  return story ? { id: story.id, title: story.title } : null;
}
