/**
 * Summaries kept between starts, so that a library of ten thousand opens without reading ten thousand files. It can always
 * be rebuilt: what doesn't fit the file's time and size is not believed.
 */
import { z } from 'zod';
import type { Contents } from './document-file.ts';
import { codeOf } from './durable-write.ts';
import { readSealed, writeSealed } from './sealed-cache.ts';

/** Raised whenever what a summary holds changes. */
const CACHE_VERSION = 3;
/** Quiet before the cache is written, in milliseconds. It is large: never between two saves of somebody who is writing. */
const WRITE_AFTER_MS = 30_000;

type CachedSummary<S> = { summary: S; rev: number; contents: Contents };

export type SummaryCache<S> = {
  entries(): Iterable<[string, CachedSummary<S>]>;
  set(id: string, entry: CachedSummary<S>): void;
  delete(id: string): void;
  /** Writes what hasn't been written yet. */
  flush(): Promise<void>;
};

/** Opens the cache in `file`; one that is missing, damaged or of another version is empty. Written only while `mayWrite`. */
export async function openSummaryCache<S>(
  file: string,
  summarySchema: z.ZodType<S>,
  mayWrite: () => boolean,
): Promise<SummaryCache<S>> {
  const entries = await readCache(file, summarySchema);
  let timer: NodeJS.Timeout | undefined;
  let isDirty = false;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (!isDirty || !mayWrite()) return;
    isDirty = false;
    try {
      await writeSealed(file, { version: CACHE_VERSION, entries: [...entries] });
    } catch (error) {
      // Nothing is lost: the next start reads the documents themselves.
      console.error('galley: the cache of summaries could not be written:', error);
    }
  }

  function touched(): void {
    isDirty = true;
    if (!mayWrite()) return;
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), WRITE_AFTER_MS).unref();
  }

  return {
    entries: () => entries,
    set: (id, entry) => {
      entries.set(id, entry);
      touched();
    },
    delete: (id) => {
      entries.delete(id);
      touched();
    },
    flush,
  };
}

async function readCache<S>(file: string, summarySchema: z.ZodType<S>): Promise<Map<string, CachedSummary<S>>> {
  try {
    const schema = z.object({
      version: z.literal(CACHE_VERSION),
      entries: z.array(
        z.tuple([
          z.string(),
          z.object({
            summary: summarySchema,
            rev: z.int(),
            contents: z.object({ mtimeMs: z.number(), sizeBytes: z.number(), digest: z.string() }),
          }),
        ]),
      ),
    });
    const parsed = schema.safeParse(await readSealed(file));
    return new Map(parsed.success ? parsed.data.entries : []);
  } catch (error) {
    // Whatever is wrong with it, the documents themselves are there to be read.
    console.error('galley: the cache of summaries could not be read:', codeOf(error) ?? error);
    return new Map();
  }
}
