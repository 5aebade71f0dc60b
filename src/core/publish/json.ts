/**
 * Stories and briefings with their sources as JSON, for programs and for coming back in.
 */
import { z } from 'zod';
import { storedDocument } from '#core/document/gate.ts';
import { type Briefing, briefingSchema } from '#core/model/briefing.ts';
import { Failure } from '#core/model/failure.ts';
import { attachmentNameSchema } from '#core/model/primitives.ts';
import { type Source, sourceSchema } from '#core/model/source.ts';
import { type Story, storySchema } from '#core/model/story.ts';

/** Images in base64 by their attachment name. */
export type AttachedImages = Readonly<Record<string, string>>;

/** `{format: 'galley-story', schemaVersion, story, sources, attachments?}`, indented; `attachments` where there are images. */
export function publishJson(story: Story, sources: readonly Source[], images: AttachedImages = {}): string {
  return printed({ format: 'galley-story', schemaVersion: 1, story: stored(story), sources, ...attached(images) });
}

/** `{format: 'galley-briefing', schemaVersion, briefing, stories, sources, attachments?}`, indented. */
export function publishBriefingJson(
  briefing: Briefing,
  stories: readonly Story[],
  sources: readonly Source[],
  images: AttachedImages = {},
): string {
  const introduction = storedDocument(briefing.introduction);
  return printed({
    format: 'galley-briefing',
    schemaVersion: 1,
    briefing: { ...briefing, introduction },
    stories: stories.map(stored),
    sources,
    ...attached(images),
  });
}

/** Whether they are images, and those of their names, is found out where they are kept. */
const attachmentsSchema = z.record(attachmentNameSchema, z.base64()).default({});

const exportSchema = z.discriminatedUnion('format', [
  z.object({
    format: z.literal('galley-story'),
    schemaVersion: z.literal(1),
    story: storySchema,
    sources: z.array(sourceSchema),
    attachments: attachmentsSchema,
  }),
  z.object({
    format: z.literal('galley-briefing'),
    schemaVersion: z.literal(1),
    briefing: briefingSchema,
    stories: z.array(storySchema),
    sources: z.array(sourceSchema),
    attachments: attachmentsSchema,
  }),
]);
/** What an exported JSON file holds. */
export type GalleyExport = z.infer<typeof exportSchema>;

/** True for a text that says that it is an export of Galley's. */
export function isGalleyJson(text: string): boolean {
  return /^\s*\{\s*"format"\s*:\s*"galley-(?:story|briefing)"/.test(text.replace(/^\uFEFF/, ''));
}

/** Reads an exported file. Throws `Failure` Invalid, naming what is wrong with it. */
export function readGalleyJson(text: string): GalleyExport {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Failure('Invalid', 'This file is damaged: it is not valid JSON.', {}, { cause: error });
  }
  const parsed = exportSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const version = z.object({ schemaVersion: z.number() }).safeParse(json).data?.schemaVersion ?? 0;
  if (version > 1)
    throw new Failure('Invalid', 'This file was written by a newer version of Galley; update Galley to import it.');
  const issue = parsed.error.issues[0];
  throw new Failure(
    'Invalid',
    `This file is damaged at “${issue?.path.join('.') ?? ''}”: ${issue?.message ?? 'not valid'}.`,
  );
}

function stored(story: Story): Story {
  return { ...story, document: storedDocument(story.document) };
}

function attached(attachments: AttachedImages): { attachments?: AttachedImages } {
  return Object.keys(attachments).length > 0 ? { attachments } : {};
}

function printed(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
