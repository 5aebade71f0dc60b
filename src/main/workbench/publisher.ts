/**
 * Stories and briefings as files: what the API's exports, the previews and the command line all call.
 */
import { isNotes } from '#core/citation/styles.ts';
import { attachmentPath, attachmentsNamedIn } from '#core/document/attachment-paths.ts';
import { sourcesCitedIn } from '#core/document/citations.ts';
import { openDocument } from '#core/document/gate.ts';
import { imagesIn } from '#core/document/images.ts';
import { storyLinksIn } from '#core/document/links.ts';
import { MAX_PAGE_BYTES } from '#core/intake/decode.ts';
import type { Briefing } from '#core/model/briefing.ts';
import { Failure } from '#core/model/failure.ts';
import { type Format, type PublishOptions, publishOptionsSchema } from '#core/model/publishing.ts';
import type { Source } from '#core/model/source.ts';
import type { Story, StoryDocument } from '#core/model/story.ts';
import { audiencesIn } from '#core/publish/audience.ts';
import { missingFrom } from '#core/publish/briefing-items.ts';
import { type BriefingStory, briefingStory } from '#core/publish/briefing-story.ts';
import { docxImageOf } from '#core/publish/docx/image.ts';
import { briefingEdition, type Edition, type EditionContext, storyEdition } from '#core/publish/edition.ts';
import { exportFileName } from '#core/publish/file-name.ts';
import { publishHtml } from '#core/publish/html/page.ts';
import { newsArticleOf, reportOf } from '#core/publish/html/structured-data.ts';
import { type AttachedImages, publishBriefingJson, publishJson } from '#core/publish/json.ts';
import { publishBriefingMarkdown, publishStoryMarkdown } from '#core/publish/markdown.ts';
import { selectionOf } from '#core/publish/selection.ts';
import { inBatches } from '../library/in-batches.ts';
import type { Exported, ExportedFile, ExportOptions } from './exported.ts';
import type { WorkbenchContext } from './trpc.ts';

/** What is exported: a story as it is stored or as a window holds it, or a briefing. */
export type Subject = { story: Story } | { briefing: Briefing };

const MEDIA_TYPES: Record<Format, [extension: string, mediaType: string]> = {
  markdown: ['md', 'text/markdown; charset=utf-8'],
  pandoc: ['md', 'text/markdown; charset=utf-8'],
  html: ['html', 'text/html; charset=utf-8'],
  pdf: ['pdf', 'application/pdf'],
  docx: ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  json: ['json', 'application/json'],
};

/** Another ending than that of an exported story, which may lie beside it under the same name. */
const BIBLIOGRAPHY_EXTENSION = 'csl.json';

/** The endings of the files that an export of a story makes, the document's first. */
export function extensionsOf(format: Format): string[] {
  return [MEDIA_TYPES[format][0], ...(format === 'pandoc' ? [BIBLIOGRAPHY_EXTENSION] : [])];
}

/**
 * Makes the files of an export; `name` is what they are called, without ending, instead of by the title. Throws `Failure`
 * NotFound (style, language, story), Invalid (style, PDF that can't be made).
 */
export async function publish(
  context: WorkbenchContext,
  subject: Subject,
  options: ExportOptions,
  name?: string,
): Promise<Exported> {
  const desk = await openDesk(context, subject, options);
  return {
    ...(await filesOf(context, desk, options, name)),
    otherAudiences: otherAudiencesThan(desk),
    storyRevs: Object.fromEntries(Array.from(desk.stories, ([id, { rev }]) => [id, rev])),
  };
}

type Made = Omit<Exported, 'otherAudiences' | 'storyRevs'>;

async function filesOf(
  context: WorkbenchContext,
  desk: Desk,
  options: ExportOptions,
  name: string | undefined,
): Promise<Made> {
  const [extension, mediaType] = MEDIA_TYPES[options.format];
  const fileName = exportFileName(name ?? desk.title, extension);
  const file = (content: Pick<ExportedFile, 'text' | 'base64'>): ExportedFile => ({ fileName, mediaType, ...content });
  if (options.format === 'json') {
    const { text, imagesLeftOut } = await jsonOf(context, desk);
    return {
      files: [file({ text })],
      leftOut: { bullets: 0, questions: 0 },
      missing: 'briefing' in desk.subject ? missingFrom(desk.subject.briefing, desk.stories) : [],
      imagesLeftOut,
    };
  }
  if (options.format === 'pandoc') return withImages(context, desk, await pandocExport(desk, fileName, mediaType));
  const edition = desk.edition();
  const { leftOut, missing } = edition;
  const done = (content: Pick<ExportedFile, 'text' | 'base64'>): Made => ({
    files: [file(content)],
    leftOut,
    missing,
    imagesLeftOut: 0,
  });
  switch (options.format) {
    case 'markdown': {
      const text =
        'story' in desk.subject
          ? publishStoryMarkdown(edition, desk.subject.story, options.layout)
          : publishBriefingMarkdown(edition);
      return withImages(context, desk, done({ text }));
    }
    case 'html':
      return done({ text: await htmlOf(context, desk, edition) });
    case 'docx': {
      // Large, and of no use to any other format.
      const { publishDocx } = await import('#core/publish/docx/docx.ts');
      const images = new Map();
      for (const name of desk.images) {
        const read = await context.library.attachments.read(name).catch(nothingForMissing);
        const image = read && docxImageOf(read.bytes);
        if (image) images.set(name, image);
      }
      return done({
        base64: Buffer.from(await publishDocx(edition, { language: desk.language, images })).toString('base64'),
      });
    }
    case 'pdf': {
      const bytes = await context.printPdf(await htmlOf(context, desk, edition));
      return done({ base64: Buffer.from(bytes).toString('base64') });
    }
  }
}

/** What a name and its quotes, colon and indent take in a JSON file beside an image, in bytes. */
const IMAGE_LINE_BYTES = 100;

/** A story or briefing as JSON, with as many of its images as leave it small enough to come in again. */
async function jsonOf(
  { library }: WorkbenchContext,
  { subject, stories, images, editionContext }: Desk,
): Promise<{ text: string; imagesLeftOut: number }> {
  const sources = [...editionContext.sources.values()];
  const print = (attached: AttachedImages) =>
    'story' in subject
      ? publishJson(subject.story, sources, attached)
      : publishBriefingJson(subject.briefing, [...stories.values()], sources, attached);
  const text = print({});
  if (images.length === 0) return { text, imagesLeftOut: 0 };
  const attached: Record<string, string> = {};
  let sizeBytes = Buffer.byteLength(text) + IMAGE_LINE_BYTES;
  for (const name of images) {
    const image = await library.attachments.read(name).catch(nothingForMissing);
    const base64 = image && Buffer.from(image.bytes).toString('base64');
    if (!base64 || sizeBytes + base64.length + IMAGE_LINE_BYTES > MAX_PAGE_BYTES) continue;
    attached[name] = base64;
    sizeBytes += base64.length + IMAGE_LINE_BYTES;
  }
  const kept = Object.keys(attached).length;
  return { text: kept > 0 ? print(attached) : text, imagesLeftOut: images.length - kept };
}

/** An export and, beside its document, the images that this names; what an audience doesn't get it names none of. */
async function withImages({ library }: WorkbenchContext, { images }: Desk, made: Made): Promise<Made> {
  const named = new Set(attachmentsNamedIn(made.files[0]?.text ?? ''));
  const files: ExportedFile[] = [];
  const wanted = images.filter((name) => named.has(name));
  for (const name of wanted) {
    const image = await library.attachments.read(name).catch(nothingForMissing);
    if (!image) continue;
    const base64 = Buffer.from(image.bytes).toString('base64');
    files.push({ fileName: attachmentPath(name), mediaType: image.mediaType, base64 });
  }
  return { ...made, files: [...made.files, ...files], imagesLeftOut: wanted.length - files.length };
}

/** Whom the stories speak to, where none of it is for the audience that was chosen: it may be misspelt. */
function otherAudiencesThan({ subject, stories, chosen }: Desk): string[] {
  const { audience } = chosen;
  if (!audience) return [];
  const all = 'story' in subject ? [subject.story] : [...stories.values()];
  const named = new Set(all.flatMap(({ document }) => audiencesIn(document)));
  return named.has(audience.trim().toLowerCase()) ? [] : [...named];
}

/** A story page has its citations in the text, nothing in front of it and nothing below. */
const PAGE_CHOICES = {
  citations: 'inline',
  confidence: false,
  verdicts: false,
  grades: false,
  contents: false,
  sourceList: false,
} satisfies Partial<PublishOptions>;

/** Everything that an export reads from the library. */
type Desk = {
  subject: Subject;
  title: string;
  stories: ReadonlyMap<string, Story>;
  editionContext: EditionContext;
  /** Attachment names of all images. */
  images: string[];
  language: string;
  /** What is chosen, with the format's usual for the rest. */
  chosen: PublishOptions;
  edition(): Edition;
};

async function openDesk(context: WorkbenchContext, subject: Subject, options: ExportOptions): Promise<Desk> {
  const { library, styles } = context;
  const settings = library.settings();
  const isStory = 'story' in subject;
  const own = isStory ? undefined : subject.briefing;
  const styleId = options.styleId ?? own?.styleId ?? settings.styleId;
  const localeId = options.localeId ?? own?.localeId ?? settings.localeId;
  if (options.localeId !== undefined) await mustPrintIn(options.localeId, styles);
  // What was asked for is printed or refused; what is only set is printed in the house style where it can't be used.
  const style =
    options.styleId === undefined ? await styles.usable(styleId, localeId) : await styles.get(styleId, localeId);
  const printer = await styles.printer(style.id, localeId);
  const opened = isStory ? { story: openedStory(subject.story) } : { briefing: openedBriefing(subject.briefing) };
  const present = new Set(own?.items.map(({ storyId }) => storyId).filter((id) => library.stories.summary(id)));
  const read = new Map<string, Story>();
  await inBatches([...present], async (id) => {
    read.set(id, openedStory(await library.stories.get(id)));
  });
  // In the order of the items again, whichever was read first.
  const stories = new Map(Array.from(present, (id) => [id, read.get(id)] as const).filter(hasStory));
  const documents: StoryDocument[] = [
    ...('story' in opened ? [opened.story.document] : [opened.briefing.introduction]),
    ...Array.from(stories.values(), (story) => story.document),
  ];
  const sources = new Map<string, Source>();
  for (const id of documents.flatMap(sourcesCitedIn)) {
    const source = library.sources.summary(id);
    if (source) sources.set(id, source);
  }
  const storyTitles = new Map(
    documents
      .flatMap(storyLinksIn)
      .map((link) => [link.storyId, library.stories.summary(link.storyId)?.title ?? link.title]),
  );
  const editionContext: EditionContext = {
    printer,
    sources,
    storyTitles,
    bands: settings.bands,
  };
  const chosen = publishOptionsSchema.parse({
    // A Markdown file with citations in its text has its sources in the text already; numbers say nothing alone.
    sourceList:
      options.format !== 'markdown' || options.publish.citations === 'numbered' || printer.isNumbered || !isStory,
    // What such a style prints is a sentence, and would run on in the text.
    ...(isNotes(style.xml) && { citations: 'footnotes' }),
    ...own?.options,
    ...options.publish,
    ...(options.format === 'markdown' && options.layout === 'page' && isStory && PAGE_CHOICES),
  });
  return {
    subject: opened,
    title: isStory ? subject.story.title : subject.briefing.title,
    stories,
    editionContext,
    images: [...new Set(documents.flatMap((document) => imagesIn(document).map(({ attachment }) => attachment)))],
    language: localeId,
    chosen,
    edition: () =>
      'story' in opened
        ? storyEdition(opened.story, chosen, editionContext)
        : briefingEdition({ ...opened.briefing, options: chosen }, stories, editionContext),
  };
}

/** Throws `Failure` NotFound for a language that no locale is there for: American English in its place would be a surprise. */
async function mustPrintIn(localeId: string, styles: WorkbenchContext['styles']): Promise<void> {
  const known = await styles.locales();
  if (!known.includes(localeId))
    throw new Failure('NotFound', `Citations can’t be printed in “${localeId}”; there are: ${known.join(', ')}.`);
}

async function htmlOf({ library }: WorkbenchContext, desk: Desk, edition: Edition): Promise<string> {
  const attachments = new Map<string, string>();
  for (const name of desk.images) {
    const uri = await library.attachments.dataUri(name).catch(nothingForMissing);
    if (uri !== undefined) attachments.set(name, uri);
  }
  const { subject, language, editionContext } = desk;
  const structuredData =
    'story' in subject
      ? newsArticleOf(subject.story, edition, language, editionContext.sources)
      : reportOf(subject.briefing, edition, language, editionContext.sources);
  return publishHtml(edition, { language, attachments, structuredData });
}

function hasStory(entry: readonly [string, Story | undefined]): entry is [string, Story] {
  return entry[1] !== undefined;
}

/** An image whose file is gone is printed as its description; what else went wrong is thrown on. */
function nothingForMissing(error: unknown): undefined {
  if (!(error instanceof Failure && error.kind === 'NotFound')) throw error;
}

/** One document and, where it cites anything, its bibliography. What is not left out on purpose is in it as it is. */
async function pandocExport(
  { subject, stories, editionContext: { sources, bands }, chosen }: Desk,
  fileName: string,
  mediaType: string,
): Promise<Made> {
  // With what reads it back, and YAML; of no use to any other format.
  const { writePandoc } = await import('#core/pandoc/write.ts');
  const whole =
    'story' in subject
      ? chosenStory(subject.story, chosen)
      : briefingStory({ ...subject.briefing, options: chosen }, stories, bands);
  const bibliography = fileName.replace(/md$/, BIBLIOGRAPHY_EXTENSION);
  const isCiting = sourcesCitedIn(whole.story.document).length > 0;
  const { markdown, keys } = writePandoc(whole.story, { sources, ...(isCiting && { bibliography }) });
  const items = Array.from(keys, ([id, key]) => ({ ...sources.get(id)?.csl, id: key }));
  const listed: ExportedFile = {
    fileName: bibliography,
    mediaType: 'application/vnd.citationstyles.csl+json',
    text: `${JSON.stringify(items, null, 2)}\n`,
  };
  return {
    files: [{ fileName, mediaType, text: markdown }, ...(isCiting ? [listed] : [])],
    leftOut: whole.leftOut,
    missing: whole.missing,
    imagesLeftOut: 0,
  };
}

/** All of a story, with what can't be shown too, or what of it is for an audience. */
function chosenStory(story: Story, options: PublishOptions): BriefingStory {
  if (!options.audience && options.openQuestions) return { story, leftOut: { bullets: 0, questions: 0 }, missing: [] };
  const { document, leftOut } = selectionOf(story.document, { show: 'full' }, options);
  return { story: { ...story, document }, leftOut, missing: [] };
}

function openedStory(story: Story): Story {
  return { ...story, document: openDocument(story.document).document };
}

function openedBriefing(briefing: Briefing): Briefing {
  return { ...briefing, introduction: openDocument(briefing.introduction).document };
}
