/**
 * A source: a CSL-JSON item plus what a desk needs to judge it.
 */
import { z } from 'zod';
import { attachmentNameSchema, idSchema, instantSchema, revSchema } from './primitives.ts';

/** A CSL-JSON date: `date-parts` (`[[year, month?, day?]]`, a second part ends a range) or what was written. */
export const cslDateSchema = z
  .object({
    'date-parts': z
      .array(z.array(z.union([z.number(), z.string()])).max(3))
      .max(2)
      .optional(),
    season: z.union([z.number(), z.string()]).optional(),
    circa: z.union([z.boolean(), z.number(), z.string()]).optional(),
    literal: z.string().optional(),
    raw: z.string().optional(),
  })
  .loose();
export type CslDate = z.infer<typeof cslDateSchema>;

/** A CSL-JSON name: a person's parts, or `literal` for an organisation. */
export const cslNameSchema = z
  .object({ family: z.string().optional(), given: z.string().optional(), literal: z.string().optional() })
  .loose();
export type CslName = z.infer<typeof cslNameSchema>;

/** The longest text of a CSL item that a source holds, in characters. */
export const MAX_TEXT_LENGTH = 20_000;
const text = z.string().max(MAX_TEXT_LENGTH).optional();
const names = z.array(cslNameSchema).max(1_000).optional();
const date = cslDateSchema.optional();

/** The item types of CSL 1.0.2 (appendix III). */
export const CSL_TYPES = [
  'article',
  'article-journal',
  'article-magazine',
  'article-newspaper',
  'bill',
  'book',
  'broadcast',
  'chapter',
  'classic',
  'collection',
  'dataset',
  'document',
  'entry',
  'entry-dictionary',
  'entry-encyclopedia',
  'event',
  'figure',
  'graphic',
  'hearing',
  'interview',
  'legal_case',
  'legislation',
  'manuscript',
  'map',
  'motion_picture',
  'musical_score',
  'pamphlet',
  'paper-conference',
  'patent',
  'performance',
  'periodical',
  'personal_communication',
  'post',
  'post-weblog',
  'regulation',
  'report',
  'review',
  'review-book',
  'software',
  'song',
  'speech',
  'standard',
  'thesis',
  'treaty',
  'webpage',
] as const;

/**
 * A CSL-JSON item (CSL 1.0.2, csl-data.json) without its id, which is the source's. Fields that we don't name are
 * kept as they came.
 */
export const cslItemSchema = z
  .object({
    type: z.enum(CSL_TYPES).catch('document'),
    title: text,
    'title-short': text,
    'container-title': text,
    'container-title-short': text,
    'collection-title': text,
    publisher: text,
    'publisher-place': text,
    author: names,
    editor: names,
    translator: names,
    issued: date,
    accessed: date,
    'original-date': date,
    'event-date': date,
    volume: z.union([z.string(), z.number()]).optional(),
    issue: z.union([z.string(), z.number()]).optional(),
    page: z.union([z.string(), z.number()]).optional(),
    number: z.union([z.string(), z.number()]).optional(),
    edition: z.union([z.string(), z.number()]).optional(),
    genre: text,
    medium: text,
    abstract: text,
    language: text,
    DOI: text,
    ISBN: text,
    ISSN: text,
    URL: text,
    'citation-key': text,
    note: text,
  })
  .loose();
export type CslItem = z.infer<typeof cslItemSchema>;

/** Reliability of a source on the Admiralty code (NATO AJP-2.1): A completely reliable … F cannot be judged. */
export const gradeSchema = z.enum(['A', 'B', 'C', 'D', 'E', 'F']);
export type Grade = z.infer<typeof gradeSchema>;

/** A passage kept from a source, with the page that it stands on where there are pages. */
export const excerptSchema = z.object({
  id: idSchema,
  text: z.string().max(50_000),
  page: z.string().max(40).optional(),
  note: z.string().max(10_000).optional(),
  /** The offline copy that it was marked in; absent where it was typed. */
  copyId: idSchema.optional(),
});
export type Excerpt = z.infer<typeof excerptSchema>;

/** An offline copy of a source: the original, byte for byte. Its readable text is extracted anew whenever it is needed. */
export const sourceCopySchema = z.object({
  id: idSchema,
  kind: z.enum(['pdf', 'html', 'text']),
  attachment: attachmentNameSchema,
  /** What the file was called when it was attached. */
  fileName: z.string().max(500),
  sizeBytes: z.int().min(0),
  keptAt: instantSchema,
  /** Of a PDF that could be read. */
  pages: z.int().min(0).optional(),
  /** What a browser saved beside an HTML page, by its path relative to the page. Kept, never shown. */
  resources: z
    .array(z.object({ path: z.string().max(1_000), attachment: attachmentNameSchema }))
    .max(2_000)
    .optional(),
});
export type SourceCopy = z.infer<typeof sourceCopySchema>;

export const sourceSchema = z.object({
  schemaVersion: z.literal(1),
  id: idSchema,
  rev: revSchema,
  csl: cslItemSchema,
  grade: gradeSchema.nullable(),
  /** True for a source made from a bare "(Outlet, Month Year)": nobody has filled in what it is yet. */
  needsDetails: z.boolean(),
  tags: z.array(z.string().max(100)).max(100),
  notes: z.string().max(200_000),
  excerpts: z.array(excerptSchema).max(2_000),
  copies: z.array(sourceCopySchema).max(100).default([]),
  /** The outlet that this one's text was taken over from: both count as one voice. */
  syndicatedFrom: z.string().max(500).optional(),
  /** Sources that were merged into this one: a citation that still names one of them means this one. */
  mergedIds: z.array(idSchema).max(10_000).optional(),
  createdAt: instantSchema,
  savedAt: instantSchema,
});
/** One source of the library, as stored in `sources/<id>.json`. */
export type Source = z.infer<typeof sourceSchema>;

/** What lists and citations need of a source: all but its long texts. */
export type ListedSource = Omit<Source, 'notes' | 'excerpts'>;

/** Returns an empty source around `csl`, ungraded, with rev 0. */
export function newSource(id: string, csl: CslItem, now: Date, needsDetails = false): Source {
  const at = now.toISOString();
  return {
    schemaVersion: 1,
    id,
    rev: 0,
    csl,
    grade: null,
    needsDetails,
    tags: [],
    notes: '',
    excerpts: [],
    copies: [],
    createdAt: at,
    savedAt: at,
  };
}

/** The outlet that a source appeared in, as an editor would name it: container, publisher, author or title. */
export function outletOf(csl: CslItem): string {
  const author = csl.author?.[0];
  return (
    csl['container-title'] ||
    csl.publisher ||
    author?.literal ||
    [author?.given, author?.family].filter(Boolean).join(' ') ||
    csl.title ||
    ''
  );
}
