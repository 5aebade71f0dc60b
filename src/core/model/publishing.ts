/**
 * How a story or a briefing is published: what of it, and how its citations stand.
 */
import { z } from 'zod';

export const publishOptionsSchema = z.object({
  /** In the text as the style prints them, as footnotes, or as the numbers of the source list. */
  citations: z.enum(['inline', 'footnotes', 'numbered']).default('inline'),
  /** Significance bullets for other audiences than this one are left out; null for everyone. */
  audience: z.string().max(200).nullable().default(null),
  openQuestions: z.boolean().default(true),
  /** What the sliders of story and sections say, in words, with the section's rationale. */
  confidence: z.boolean().default(false),
  /** What reviewers found, behind each citation. */
  verdicts: z.boolean().default(false),
  /** The reliability of each source, in the source list. */
  grades: z.boolean().default(false),
  contents: z.boolean().default(false),
  sourceList: z.boolean().default(true),
});
export type PublishOptions = z.infer<typeof publishOptionsSchema>;

const { shape } = publishOptionsSchema;
/** Only what was chosen: a partial of the options' own schema would fill in the usual ones for the rest. */
export const publishChoicesSchema = z.object({
  citations: shape.citations.unwrap().optional(),
  audience: shape.audience.unwrap().optional(),
  openQuestions: z.boolean().optional(),
  confidence: z.boolean().optional(),
  verdicts: z.boolean().optional(),
  grades: z.boolean().optional(),
  contents: z.boolean().optional(),
  sourceList: z.boolean().optional(),
});

export const DEFAULT_PUBLISH_OPTIONS: PublishOptions = publishOptionsSchema.parse({});

/** The formats that stories and briefings are exported in. */
export const FORMATS = ['markdown', 'pandoc', 'html', 'pdf', 'docx', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** A BCP 47 tag of a CSL locale that ships with the app, `en-US`. */
export const localeIdSchema = z.string().regex(/^[a-z]{2}-[A-Z]{2}$/, 'is not a locale');
