/**
 * The readable text of an offline copy: blocks of plain text, so that nothing of the original can run, load or navigate.
 */
import { z } from 'zod';

export const copyBlockSchema = z.object({
  kind: z.enum(['heading', 'paragraph', 'quote', 'item', 'code', 'row']),
  text: z.string(),
  /** The page that it begins on, from 1; absent where the original has no pages. */
  page: z.int().positive().optional(),
  /** A running head, a footer, a page number or a stamp in the margin: the text before it goes on after it. */
  isAside: z.literal(true).optional(),
});
/** One block of the text in reading order; `item` is of a list, `row` of a table with its cells parted by tabs. */
export type CopyBlock = z.infer<typeof copyBlockSchema>;

export const copyTextSchema = z.object({
  blocks: z.array(copyBlockSchema),
  /** Pages of the original; absent where it has none. */
  pages: z.int().min(0).optional(),
  /** What the original says of itself, as far as it does. */
  title: z.string().optional(),
  byline: z.string().optional(),
  language: z.string().optional(),
  /** When it was published, as the original writes it. */
  published: z.string().optional(),
  /** Why there is no text, or not all of it, as a sentence for the editor. */
  problem: z.string().optional(),
});
export type CopyText = z.infer<typeof copyTextSchema>;
