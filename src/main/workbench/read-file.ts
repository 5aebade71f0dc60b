/**
 * A file that is to come in, read into what it would add to the library. Nothing is written here: the preview and the import
 * both begin with this.
 */
import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { createDuplicateFinder } from '#core/citation/duplicates.ts';
import { sniffSourceFormat } from '#core/citation/import/import-sources.ts';
import { isCitationStyle } from '#core/citation/styles.ts';
import { type Adopted, adopt, type Brought } from '#core/intake/adopt.ts';
import { readBrought } from '#core/intake/brought.ts';
import { decodeText, MAX_PAGE_BYTES } from '#core/intake/decode.ts';
import { charsetIn, isHtmlPage } from '#core/intake/html/sniff.ts';
import { type Intake, readRichStory, readStory } from '#core/intake/intake.ts';
import type { RichContext, RichPage } from '#core/intake/rich-page.ts';
import { Failure } from '#core/model/failure.ts';
import { calendarDateOf } from '#core/model/primitives.ts';
import type { Source } from '#core/model/source.ts';
import { imageNameOf } from '../library/attachments.ts';
import type { WorkbenchContext } from './trpc.ts';
import { openZip } from './unzip.ts';

/** A file's name, without its folder, and its bytes as they are: the encoding is found out here. */
export type IncomingFile = { fileName: string; bytes: Uint8Array };

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

/** Endings of files that hold sources and nothing else. */
const SOURCE_ENDINGS = new Set(['.bib', '.bibtex', '.ris', '.json', '.csljson']);
const PAGE_ENDINGS = new Set(['.md', '.markdown', '.txt', '.text']);

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** What Word wrote before 2007, and what it still puts around a document with a password ([MS-CFB] §2.2). */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];
const OLD_WORD =
  'This is a Word file of the old kind, or one with a password. Save it as .docx without one and import that.';
const TOO_LARGE = `This file is larger than ${MAX_PAGE_BYTES / 1024 / 1024} MB, the most that a page may have.`;

/**
 * Reads a file. `planned` are sources that files before it would add, and that are not in the library yet. Throws `Failure`
 * Invalid, with one sentence, for what can't be read.
 */
export async function readIncoming(
  ctx: WorkbenchContext,
  file: IncomingFile,
  planned: readonly Source[] = [],
): Promise<ReadFile> {
  const ending = extname(file.fileName).toLowerCase();
  if (startsWith(file.bytes, ZIP)) {
    if (file.bytes.byteLength > MAX_PAGE_BYTES) throw new Failure('Invalid', TOO_LARGE);
    const archive = openZip(file.bytes);
    const { readDocxPage } = await import('#core/intake/docx/page.ts');
    return readRich(ctx, planned, file.fileName, file.bytes, (context) => readDocxPage(archive, context));
  }
  if (startsWith(file.bytes, COMPOUND_FILE)) throw new Failure('Invalid', OLD_WORD);
  const { text } = decodeText(file.bytes, charsetIn(file.bytes));
  const brought = readBrought(text, ctx.newId);
  if (brought) return readOwn(ctx, planned, brought);
  if ((isHtmlPage(text) && !PAGE_ENDINGS.has(ending)) || /^\.x?html?$/.test(ending)) {
    // Parsers that no other command wants.
    const { readHtmlPage } = await import('#core/intake/html/page.ts');
    return readRich(ctx, planned, file.fileName, text, (context) => readHtmlPage(text, context));
  }
  const format = sniffSourceFormat(text);
  // Told by its name, a file that holds no source is refused as such; told by its content, it holds one.
  if (SOURCE_ENDINGS.has(ending) || (format && format !== 'csl-json' && !PAGE_ENDINGS.has(ending)))
    return { kind: 'sources', text };
  if (isCitationStyle(text))
    throw new Failure('Invalid', 'This is a citation style and no page. Add it under Citations in Settings.');
  const sha256 = sha256Of(text);
  const story = readStory({ fileName: file.fileName, text, sha256 }, await intakeContext(ctx, planned));
  return { kind: 'page', ...story, images: new Map(), alreadyThere: importedAs(ctx, sha256) };
}

async function readRich(
  ctx: WorkbenchContext,
  planned: readonly Source[],
  fileName: string,
  content: string | Uint8Array,
  read: (context: RichContext) => RichPage,
): Promise<ReadFile> {
  const images = new Map<string, Uint8Array>();
  const keepImage = (bytes: Uint8Array) => {
    const name = imageNameOf(bytes);
    if (name) images.set(name, bytes);
    return name;
  };
  const sha256 = sha256Of(content);
  const text = typeof content === 'string' ? { text: content } : {};
  const story = readRichStory({ fileName, sha256, ...text }, read, {
    ...(await intakeContext(ctx, planned)),
    keepImage,
  });
  return { kind: 'page', ...story, images, alreadyThere: importedAs(ctx, sha256) };
}

async function intakeContext({ library, styles, newId, now }: WorkbenchContext, planned: readonly Source[]) {
  const at = now();
  return {
    sources: planned.length > 0 ? [...library.sources.list(), ...planned] : library.sources.list(),
    printer: await styles.printer('galley-house'),
    newId,
    now: at,
    today: calendarDateOf(at),
  };
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

function importedAs({ library }: WorkbenchContext, sha256: string): AlreadyThere | null {
  const story = library.stories.list().find((candidate) => candidate.originSha256 === sha256);
  return story ? { id: story.id, title: story.title } : null;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
