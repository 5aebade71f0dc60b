/**
 * The data of a citation: which sources it points to, where in them, and what a reviewer found.
 */
import { z } from 'zod';
import { idSchema, instantSchema } from './primitives.ts';

/** What a reviewer found when holding a citation against its source. */
export const verdictSchema = z.enum(['unverified', 'supports', 'partly', 'contradicts', 'not-found']);
export type Verdict = z.infer<typeof verdictSchema>;

/** The locator labels of CSL 1.0.2 (`terms` of type locator). */
export const LOCATOR_LABELS = [
  'page',
  'paragraph',
  'chapter',
  'section',
  'column',
  'line',
  'verse',
  'volume',
  'issue',
  'note',
  'figure',
  'table',
  'folio',
  'part',
  'book',
  'article-locator',
  'timestamp',
  'supplement',
  'appendix',
  'canon',
  'elocation',
  'equation',
  'opus',
  'rule',
  'scene',
  'sub-verbo',
  'title-locator',
  'act',
] as const;
export const locatorLabelSchema = z.enum(LOCATOR_LABELS);
export type LocatorLabel = z.infer<typeof locatorLabelSchema>;

export const citationItemSchema = z.object({
  sourceId: idSchema,
  locator: z.string().max(200).optional(),
  label: locatorLabelSchema.optional(),
  prefix: z.string().max(500).optional(),
  suffix: z.string().max(500).optional(),
  /**
   * The date as an imported page wrote it ("4 March 2026"), where the house style would print it otherwise. The house
   * style prints it so; other styles print the source's own date.
   */
  dateAsWritten: z.string().max(100).optional(),
});
/** One source within a citation. */
export type CitationItem = z.infer<typeof citationItemSchema>;

/** Credibility of information on the Admiralty code (NATO AJP-2.1): 1 confirmed … 6 cannot be judged. */
export const credibilitySchema = z.int().min(1).max(6);

export const reviewSchema = z.object({
  /** When the verdict was given. */
  at: instantSchema,
  /** The sentence around the citation as it then read: a verdict holds for what was reviewed and nothing else. */
  sentence: z.string().max(20_000),
  /** The citation points to other sources since. */
  sourcesChanged: z.literal(true).optional(),
});
/** The circumstances of a verdict. */
export type Review = z.infer<typeof reviewSchema>;

export const citationSchema = z.object({
  id: idSchema,
  items: z.array(citationItemSchema).min(1).max(100),
  /** The passage of the source that the citation rests on, in its own words. */
  quote: z.string().max(50_000).default(''),
  verdict: verdictSchema.default('unverified'),
  /** The reviewer's note. */
  note: z.string().max(50_000).default(''),
  /** How credible what the source says here is; absent, nobody has judged it. */
  credibility: credibilitySchema.optional(),
  /** Absent on a citation that is unverified, or whose verdict came without a review. */
  review: reviewSchema.optional(),
});
/** A citation as its node carries it. */
export type Citation = z.infer<typeof citationSchema>;
