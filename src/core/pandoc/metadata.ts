/**
 * The YAML metadata block of a Pandoc document: what every reader understands at the top, what only Galley needs in `galley`.
 */
import { Document, parse, Scalar, visit, YAMLError } from 'yaml';
import { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { idSchema, instantSchema, revSchema } from '#core/model/primitives.ts';
import { mutedCheckSchema, type Story, storyOriginSchema, storySchema } from '#core/model/story.ts';
import { printFileName, readFileName } from './file-names.ts';
import type { SyntaxMemory } from './syntax-memory.ts';

const galleySchema = z.object({
  schemaVersion: z.literal(1),
  id: idSchema,
  rev: revSchema,
  createdAt: instantSchema,
  savedAt: instantSchema,
  mutedChecks: z.array(mutedCheckSchema).default([]),
  origin: storyOriginSchema.optional(),
  /** The sources by their citation keys. */
  sources: z.record(z.string(), idSchema).default({}),
  /** `workMarksOf` these sources by their citation keys. */
  works: z.record(z.string(), z.array(z.string())).default({}),
  /** `syntaxMemoryOf` the document, as JSON. */
  syntax: z.string().optional(),
  /** What the document's root carries beside its blocks, as JSON. */
  root: z.string().optional(),
});

/** What Galley has written about a story that is more than any Pandoc document says. */
export type GalleyMetadata = z.infer<typeof galleySchema>;
/** The fields of a story that stand in the metadata block. */
export type StoryFields = Pick<
  Story,
  'label' | 'title' | 'summary' | 'importancePercent' | 'confidencePercent' | 'topics' | 'updatedOn'
>;

/** Prints a metadata block. Pandoc reads text in it as Markdown: what would be syntax is escaped. */
export function printMetadata(story: StoryFields, galley: GalleyMetadata, bibliography: string | undefined): string {
  const yaml = {
    title: escaped(story.title),
    label: escaped(story.label),
    abstract: escaped(story.summary),
    date: story.updatedOn,
    keywords: story.topics.map(escaped),
    importance: story.importancePercent,
    confidence: story.confidencePercent,
    ...(bibliography !== undefined && { bibliography: printFileName(bibliography) }),
    galley,
  };
  const document = new Document(yaml, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && RAW.test(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  const text = document.toString({ lineWidth: 0 });
  const escapes = (raw: string) => `\\u${raw.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `---\n${text.replace(new RegExp(RAW, 'g'), escapes)}---\n`;
}

/** What ends a line or is no text to Pandoc's reader of YAML (YAML 1.1 §5.1 and §5.4), and stands as it is where it is printed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is escaped
const RAW = /[\u007f-\u009f\u2028\u2029\ufffe\uffff]/;

const fieldsSchema = storySchema.pick({
  label: true,
  title: true,
  summary: true,
  importancePercent: true,
  confidencePercent: true,
  topics: true,
  updatedOn: true,
});

/**
 * Reads the metadata block of a document that Galley wrote, and the Markdown behind it; null for any other text. Throws
 * `Failure` Invalid where the block is Galley's and damaged.
 */
export function readMetadata(
  document: string,
): { fields: StoryFields; galley: GalleyMetadata; syntax: SyntaxMemory; body: string } | null {
  const block = metadataBlockOf(document);
  if (!block) return null;
  const yaml = z.looseObject({}).safeParse(parsed(block.yaml)).data;
  const galley = galleySchema.safeParse(yaml?.galley);
  if (!galley.success) throw damaged(galley.error.issues[0]);
  const fields = fieldsSchema.safeParse({
    label: unescaped(yaml?.label),
    title: unescaped(yaml?.title),
    summary: unescaped(yaml?.abstract),
    importancePercent: yaml?.importance,
    confidencePercent: yaml?.confidence,
    topics: Array.isArray(yaml?.keywords) ? yaml.keywords.map(unescaped) : [],
    updatedOn: yaml?.date,
  });
  if (!fields.success) throw damaged(fields.error.issues[0]);
  return {
    fields: fields.data,
    galley: galley.data,
    syntax: memoryFrom(galley.data.syntax),
    body: block.body,
  };
}

/** The bibliography that a document of Galley's names, relative to it; undefined for none, and for any other text. */
export function bibliographyNamedIn(text: string): string | undefined {
  const block = metadataBlockOf(text);
  const name = block && z.looseObject({}).safeParse(parsed(block.yaml)).data?.bibliography;
  return typeof name === 'string' ? readFileName(name) : undefined;
}

function metadataBlockOf(document: string): { yaml: string; body: string } | undefined {
  const text = document.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const match = /^---\n([\s\S]*?)\n---\n/.exec(text);
  const yaml = match?.[1];
  return yaml && /^galley:/m.test(yaml) ? { yaml, body: text.slice(match[0].length) } : undefined;
}

const memorySchema = z.array(z.tuple([z.int().min(0), z.record(z.string(), z.unknown())]));

function memoryFrom(json: string | undefined): SyntaxMemory {
  return json === undefined ? [] : (memorySchema.safeParse(parsed(json)).data ?? []);
}

function parsed(yaml: string): unknown {
  try {
    return parse(yaml, { maxAliasCount: 20 });
  } catch (error) {
    if (!(error instanceof YAMLError || error instanceof ReferenceError)) throw error;
    throw new Failure('Invalid', `The metadata block can’t be read: ${error.message.split('\n')[0] ?? ''}`);
  }
}

function damaged(issue: { path: PropertyKey[]; message: string } | undefined): Failure {
  return new Failure(
    'Invalid',
    `The metadata block was written by Galley and is damaged at “${issue?.path.join('.') ?? ''}”: ${issue?.message ?? 'not valid'}.`,
  );
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#$^~@|]/g, '\\$&');
}

function unescaped(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/\\([\\`*_{}[\]<>#$^~@|])/g, '$1') : value;
}
