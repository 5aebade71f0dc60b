/**
 * A briefing: an ordered choice of stories or sections, exported as one document.
 */
import { z } from 'zod';
import { calendarDateSchema, idSchema, instantSchema, revSchema } from './primitives.ts';
import { DEFAULT_PUBLISH_OPTIONS, localeIdSchema, publishOptionsSchema } from './publishing.ts';
import { emptyDocument, storyDocumentSchema } from './story.ts';

export const briefingItemSchema = z.object({
  id: idSchema,
  storyId: idSchema,
  /** One section of the story; absent, the whole story. */
  sectionId: idSchema.optional(),
  /** What it was called when it was chosen, for when the story is gone. */
  title: z.string().max(2_000).default(''),
  /** All of it, its summary only, or summary and significance bullets. */
  show: z.enum(['full', 'summary', 'key-points']).default('full'),
});
export type BriefingItem = z.infer<typeof briefingItemSchema>;

export const briefingSchema = z.object({
  schemaVersion: z.literal(1),
  id: idSchema,
  rev: revSchema,
  title: z.string().max(2_000),
  /** The date that it bears. */
  date: calendarDateSchema,
  /** Its number in a series, as the desk counts: `7`, `2026/12`. */
  number: z.string().max(100).default(''),
  preparedBy: z.string().max(500).default(''),
  preparedFor: z.string().max(500).default(''),
  /** Who may read it, in the desk's words or the Traffic Light Protocol's (TLP 2.0): `TLP:AMBER`. */
  handling: z.string().max(200).default(''),
  introduction: storyDocumentSchema,
  items: z.array(briefingItemSchema).max(10_000),
  options: publishOptionsSchema.default(DEFAULT_PUBLISH_OPTIONS),
  /** Absent, the library's style. */
  styleId: z.string().max(100).optional(),
  /** The language of its citations; absent, the library's. */
  localeId: localeIdSchema.optional(),
  /** The stories' revs when it was last exported. */
  exported: z.object({ at: instantSchema, revs: z.record(idSchema, revSchema) }).optional(),
  createdAt: instantSchema,
  savedAt: instantSchema,
});
/** One briefing of the library, as stored in `briefings/<id>.json`. */
export type Briefing = z.infer<typeof briefingSchema>;

/** The labels of the Traffic Light Protocol, version 2.0 (FIRST, 2022). */
export const TLP_LABELS = ['TLP:RED', 'TLP:AMBER+STRICT', 'TLP:AMBER', 'TLP:GREEN', 'TLP:CLEAR'] as const;

/** Returns an empty briefing, rev 0. `date` is a calendar date, `YYYY-MM-DD`. */
export function newBriefing(id: string, now: Date, date: string): Briefing {
  const at = now.toISOString();
  return {
    schemaVersion: 1,
    id,
    rev: 0,
    title: '',
    date,
    number: '',
    preparedBy: '',
    preparedFor: '',
    handling: '',
    introduction: emptyDocument(),
    items: [],
    options: DEFAULT_PUBLISH_OPTIONS,
    createdAt: at,
    savedAt: at,
  };
}

/** The number that follows in the series: the last digits count on, `2026/12` → `2026/13`; empty stays empty. */
export function nextNumber(number: string): string {
  return number.replace(/\d+(?=\D*$)/, (digits) => String(Number(digits) + 1).padStart(digits.length, '0'));
}
