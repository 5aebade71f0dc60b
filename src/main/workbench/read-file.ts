/**
 * A file that is to come in, held against the library: what it would add to it. Nothing is written here: the preview and the
 * import both begin with this.
 */
import { createDuplicateFinder } from '#core/citation/duplicates.ts';
import { type Adopted, adopt, type Brought } from '#core/intake/adopt.ts';
import type { Intake } from '#core/intake/intake.ts';
import { calendarDateOf } from '#core/model/primitives.ts';
import type { Source } from '#core/model/source.ts';
import type { Story } from '#core/model/story.ts';
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
  | ({ kind: 'own'; alreadyThere: AlreadyThere | null } & Adopted)
  /** A bibliography. */
  | { kind: 'sources'; text: string };

/**
 * Reads a file. `planned` are sources that files before it would add, and that are not in the library yet. Throws `Failure`
 * Invalid, with one sentence, for what can't be read, or not within its time.
 */
export async function readIncoming(
  ctx: WorkbenchContext,
  file: IncomingFile,
  planned: readonly Source[] = [],
): Promise<ReadFile> {
  const { library, styles } = ctx;
  const now = ctx.now();
  const style = await styles.get('galley-house');
  const reading = await reader.read(
    { file, planned, style, now, today: calendarDateOf(now) },
    { sources: () => library.sources.list(), closing: library.closing },
  );
  if (reading.kind === 'own') return readOwn(ctx, planned, reading.brought);
  if (reading.kind === 'sources') return reading;
  return { ...reading, alreadyThere: importedAs(ctx, reading.story) };
}

function readOwn({ library, newId, now }: WorkbenchContext, planned: readonly Source[], brought: Brought): ReadFile {
  const [first] = brought.stories;
  const { briefing } = brought;
  const isThere = briefing ? library.briefings.summary(briefing.id) : first && library.stories.summary(first.id);
  const named = briefing ?? first;
  const sources = [...library.sources.list(), ...planned];
  const finder = createDuplicateFinder<Source>();
  for (const source of sources) finder.add(source.csl, source);
  const byKey = new Map(sources.map((source) => [source.csl['citation-key'], source]));
  const adopted = adopt(brought, {
    hasStory: (id) => library.stories.summary(id) !== undefined,
    hasBriefing: (id) => library.briefings.summary(id) !== undefined,
    source: (id) => library.sources.summary(id),
    sameSource: ({ csl }) => finder.find(csl),
    sourceOfKey: (key) => byKey.get(key),
    newId,
    now: now(),
  });
  return { kind: 'own', ...adopted, alreadyThere: isThere && named ? { id: named.id, title: named.title } : null };
}

function importedAs({ library }: WorkbenchContext, { origin }: Story): AlreadyThere | null {
  const story = library.stories.list().find(({ originSha256 }) => originSha256 && originSha256 === origin?.sha256);
  return story ? { id: story.id, title: story.title } : null;
}
