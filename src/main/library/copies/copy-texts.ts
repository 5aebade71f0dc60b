/**
 * The readable text of offline copies: extracted in threads of their own, in line, and kept in `.cache/` by the hash of the
 * original, so that it is done once. What took too long is not tried again as long as the library is open.
 */
import path from 'node:path';
import { z } from 'zod';
import { type CopyText, copyTextSchema } from '#core/model/copy-text.ts';
import type { Attachments } from '../attachments.ts';
import { readSealed, writeSealed } from '../sealed-cache.ts';
import { extractInWorker } from './extraction.ts';
import { EXTRACTION_VERSION, LONG_AFTER_MS } from './extraction-job.ts';
import { createExtractionLine } from './extraction-line.ts';

/** `whole` gives a page with all that stands around its article too. */
export type CopyTextOptions = { whole?: boolean };

export type CopyTexts = {
  /**
   * The text of an attachment; where there is none, `problem` says why. Throws `Failure` NotFound where the file is gone.
   * Who asks for one text twice waits for the same extraction.
   */
  textOf(attachment: string, options?: CopyTextOptions): Promise<CopyText>;
  close(): Promise<void>;
};

const cachedSchema = z.object({ version: z.literal(EXTRACTION_VERSION), text: copyTextSchema });

export function openCopyTexts(
  cacheFolder: string,
  attachments: Pick<Attachments, 'locate'>,
  mayWrite: () => boolean,
  extract = extractInWorker,
): CopyTexts {
  const underWay = new Map<string, Promise<CopyText>>();
  const closing = new AbortController();
  const extractInLine = createExtractionLine({ extract, longAfterMs: LONG_AFTER_MS, closing: closing.signal });
  /** What time or memory ran out on, by attachment. */
  const unfinished = new Map<string, CopyText>();

  async function textOf(attachment: string, whole: boolean): Promise<CopyText> {
    const { file, sizeBytes } = await attachments.locate(attachment);
    const cacheFile = path.join(cacheFolder, `${attachment}${whole ? '.whole' : ''}.json`);
    const cached = await readCached(cacheFile);
    if (cached) return cached;
    const key = keyOf(attachment, whole);
    const known = unfinished.get(key);
    if (known) return known;
    const { text, isFinal, hasRunOut } = await extractInLine({ file, sizeBytes, whole });
    // What time or memory ran out on may go better another day.
    if (hasRunOut) unfinished.set(key, text);
    if (isFinal && mayWrite()) await writeCached(cacheFile, text);
    return text;
  }

  return {
    textOf: (attachment, { whole = false } = {}) => {
      const key = keyOf(attachment, whole);
      const before = underWay.get(key);
      if (before) return before;
      const text = textOf(attachment, whole).finally(() => underWay.delete(key));
      underWay.set(key, text);
      return text;
    },
    close: async () => {
      closing.abort();
      await Promise.allSettled(underWay.values());
    },
  };
}

function keyOf(attachment: string, whole: boolean): string {
  return `${attachment} ${whole}`;
}

async function readCached(file: string): Promise<CopyText | undefined> {
  // Not there yet, or damaged: it is extracted anew.
  return cachedSchema.safeParse(await readSealed(file)).data?.text;
}

/** A cache that can't be written costs only time. */
async function writeCached(file: string, text: CopyText): Promise<void> {
  try {
    await writeSealed(file, { version: EXTRACTION_VERSION, text });
  } catch (error) {
    console.error('galley: the text of a copy could not be kept:', error);
  }
}
