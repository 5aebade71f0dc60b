/**
 * The readable text of offline copies: extracted in a thread of its own, one copy at a time, and kept in `.cache/` by the
 * hash of the original, so that it is done once.
 */
import path from 'node:path';
import { z } from 'zod';
import { type CopyText, copyTextSchema } from '#core/model/copy-text.ts';
import type { Attachments } from '../attachments.ts';
import { readSealed, writeSealed } from '../sealed-cache.ts';
import { extractInWorker } from './extraction.ts';
import { EXTRACTION_VERSION } from './extraction-job.ts';

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
): CopyTexts {
  const underWay = new Map<string, Promise<CopyText>>();
  const closing = new AbortController();
  /** Extractions stand in line: two large ones at once would take the memory of both. */
  let line: Promise<unknown> = Promise.resolve();

  async function textOf(attachment: string, whole: boolean): Promise<CopyText> {
    const { file, sizeBytes } = await attachments.locate(attachment);
    const cacheFile = path.join(cacheFolder, `${attachment}${whole ? '.whole' : ''}.json`);
    const cached = await readCached(cacheFile);
    if (cached) return cached;
    const turn = line.then(() => extractInWorker({ file, sizeBytes, whole }, closing.signal));
    line = turn.catch(() => undefined);
    const { text, isFinal } = await turn;
    // What time or memory ran out on may go better another day.
    if (isFinal && mayWrite()) await writeCached(cacheFile, text);
    return text;
  }

  return {
    textOf: (attachment, { whole = false } = {}) => {
      const key = `${attachment} ${whole}`;
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
