/**
 * A story: its metadata and one rich-text document. What can be computed from the document is not stored here.
 */
import { z } from 'zod';
import { calendarDateSchema, idSchema, instantSchema, percentSchema, revSchema } from './primitives.ts';

/** A serialised Lexical node: its type, and whatever else that type carries. */
export type SerializedNode = { type: string; version?: number; children?: SerializedNode[]; [key: string]: unknown };

/** The rich-text document: a Lexical editor state as JSON. `document/gate.ts` vouches for what is inside. */
export type StoryDocument = { root: SerializedNode & { type: 'root'; children: SerializedNode[] } };

export const serializedNodeSchema: z.ZodType<SerializedNode> = z.custom<SerializedNode>(
  (value) => typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string',
  'is not a document node',
);
export const storyDocumentSchema: z.ZodType<StoryDocument> = z
  .object({ root: z.looseObject({ type: z.literal('root'), children: z.array(serializedNodeSchema) }) })
  .refine(
    ({ root }) => !nestsTooDeeply(root as StoryDocument['root']),
    'nests too deeply to be read',
  ) as unknown as z.ZodType<StoryDocument>;

/** Objects and arrays within each other; a node in a list in a quote takes two a level. More than that is damage or malice. */
const MAX_NESTING = 1_000;

/** Blocks that were found to be flat enough: the versions of a story share most of theirs. */
const flatBlocks = new WeakSet<SerializedNode>();

/** Whether a document nests deeper than `MAX_NESTING`; what walks it relies on that. */
function nestsTooDeeply({ children, ...root }: StoryDocument['root']): boolean {
  if (nestsDeeper(root, MAX_NESTING)) return true;
  return children.some((block) => {
    if (flatBlocks.has(block)) return false;
    // Two levels down: in the list of blocks, in the root.
    if (nestsDeeper(block, MAX_NESTING - 2)) return true;
    flatBlocks.add(block);
    return false;
  });
}

/** Whether objects and arrays stand within each other more than `levels` deep. */
function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((inner) => nestsDeeper(inner, levels - 1));
  // Without a list of each object's values: every document that is read or saved is walked here.
  for (const name in value) if (nestsDeeper((value as Record<string, unknown>)[name], levels - 1)) return true;
  return false;
}

/**
 * How an imported page was laid out where that isn't given by the story itself, so that exporting it as a page gives
 * the same text back.
 */
export const pageFormSchema = z.object({
  /**
   * The metrics line with its values taken out: `Importance: {importance}%Confidence: {confidence}%…`. The date stands as
   * `{updated}` (March 9, 2026), `{updated-day-first}` (9 March 2026) or `{updated-iso}`. Empty where there was none.
   */
  metricsLine: z.string().max(500),
  /** True where there was a label line. */
  hasLabel: z.boolean(),
  /** The heading level of the title line (1–6), or 0 where it was bare text. */
  titleLevel: z.int().min(0).max(6),
  /** The heading level of the title's repetition above the sections, or 0 where there was none. */
  repeatedTitleLevel: z.int().min(0).max(6),
  /** The heading level of the page's topmost sections. */
  sectionLevel: z.int().min(1).max(6),
  /** Blank lines between blocks. */
  blankLines: z.boolean(),
  /**
   * Where blank lines stood in a page that has some here and none there: a letter for each line that is none, telling what it
   * is, and before it how many blank lines stand there; at the end how many stand after the last. See `core/intake/spacing`.
   */
  spacing: z
    .string()
    .max(50_000)
    .regex(/^(?:[1-9]?[a-z])*[1-9]?$/)
    .optional(),
  /** True where open questions stood with boxes, `- [ ]`. */
  questionBoxes: z.boolean(),
  finalNewline: z.boolean(),
  crlf: z.boolean(),
});
export type PageForm = z.infer<typeof pageFormSchema>;

export const storyOriginSchema = z.object({
  fileName: z.string().max(500),
  /** SHA-256 of the text as read, in hex: tells a second import of the same page. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  importedAt: instantSchema,
  pageForm: pageFormSchema.optional(),
});

export const mutedCheckSchema = z.object({
  /** The rule's name, as `core/assessment/checks` lists them. */
  rule: z.string().max(100),
  /** The place that the rule spoke of, as its finding names it. */
  place: z.string().max(200),
  reason: z.string().max(2_000),
  mutedAt: instantSchema,
});
/** An editorial check that is not to speak of one place any more, and why. */
export type MutedCheck = z.infer<typeof mutedCheckSchema>;

export const storySchema = z.object({
  schemaVersion: z.literal(1),
  id: idSchema,
  rev: revSchema,
  label: z.string().max(200),
  title: z.string().max(2_000),
  /** The dek: one paragraph that tells the whole story. Plain text. */
  summary: z.string().max(50_000),
  importancePercent: percentSchema,
  confidencePercent: percentSchema,
  topics: z.array(z.string().min(1).max(100)).max(100),
  /** The date that the page states as "Updated". */
  updatedOn: calendarDateSchema,
  document: storyDocumentSchema,
  mutedChecks: z.array(mutedCheckSchema).max(10_000).default([]),
  origin: storyOriginSchema.optional(),
  createdAt: instantSchema,
  savedAt: instantSchema,
});
/** One story of the library, as stored in `stories/<id>.json`. */
export type Story = z.infer<typeof storySchema>;

/** What the list knows of a story without reading its document; everything but the metadata is a projection. */
export const storySummarySchema = z.object({
  id: idSchema,
  rev: revSchema,
  slug: z.string(),
  label: z.string(),
  title: z.string(),
  summary: z.string(),
  importancePercent: percentSchema,
  confidencePercent: percentSchema,
  topics: z.array(z.string()),
  updatedOn: calendarDateSchema,
  createdAt: instantSchema,
  savedAt: instantSchema,
  words: z.int(),
  mentions: z.int(),
  citations: z.int(),
  reviewedCitations: z.int(),
  /** Questions that are not answered yet. */
  openQuestions: z.int(),
  /** What those questions are, in the story's order. */
  questions: z.array(z.string()),
  sourceIds: z.array(idSchema),
  linkedStoryIds: z.array(idSchema),
  originSha256: z.string().optional(),
});
export type StorySummary = z.infer<typeof storySummarySchema>;

/** Returns a document with one empty paragraph. */
export function emptyDocument(): StoryDocument {
  return {
    root: {
      type: 'root',
      version: 1,
      direction: null,
      format: '',
      indent: 0,
      children: [
        {
          type: 'paragraph',
          version: 1,
          direction: null,
          format: '',
          indent: 0,
          textFormat: 0,
          textStyle: '',
          children: [],
        },
      ],
    },
  };
}

/** Returns an empty story, rev 0, as "New story" makes it. `updatedOn` is a calendar date, `YYYY-MM-DD`. */
export function newStory(id: string, now: Date, updatedOn: string): Story {
  const at = now.toISOString();
  return {
    schemaVersion: 1,
    id,
    rev: 0,
    label: 'Developing Story',
    title: '',
    summary: '',
    importancePercent: 50,
    confidencePercent: 50,
    topics: [],
    updatedOn,
    document: emptyDocument(),
    mutedChecks: [],
    createdAt: at,
    savedAt: at,
  };
}
