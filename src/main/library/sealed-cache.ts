/**
 * Files that can be made anew from others. Their first line is the digest of the rest, so that what has changed on the disk
 * by itself, be it one bit of a title, is not believed.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { digestOf } from './document-file.ts';
import { codeOf, writeDurably } from './durable-write.ts';
import { readOwnFile } from './own-file.ts';

/** The value in `file`; undefined where there is none, or none that is as it was written. Throws what reading throws. */
export async function readSealed(file: string): Promise<unknown> {
  try {
    const text = (await readOwnFile(file)).bytes.toString('utf8');
    const end = text.indexOf('\n');
    const json = text.slice(end + 1);
    return end >= 0 && digestOf(json) === text.slice(0, end) ? JSON.parse(json) : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Writes a value that JSON can hold, and its folder where there is none. Not flushed: it can be made anew. */
export async function writeSealed(file: string, value: unknown): Promise<void> {
  const json = JSON.stringify(value);
  await makeCacheFolder(path.dirname(file));
  await writeDurably(file, `${digestOf(json)}\n${json}`, { flush: false });
}

/** Makes a folder of caches and those on the way to it; not the library, whose disk may have been unplugged. Throws what the system says. */
export async function makeCacheFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (codeOf(error) !== 'ENOENT' || path.basename(folder) === '.cache') throw error;
    await makeCacheFolder(path.dirname(folder));
    await mkdir(folder, { mode: 0o700 });
  }
}
