/**
 * One JSON document on the disk as a lowdb adapter: durable on the way out, a schema on the way in.
 */
import { hash } from 'node:crypto';
import path from 'node:path';
import type { Adapter } from 'lowdb';
import type { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { diffableJson } from './diffable-json.ts';
import { codeOf, type Stamp, writeDurably } from './durable-write.ts';
import { migrate } from './migrations.ts';
import { readOwnFile } from './own-file.ts';

/** What a file holds: its stamp, and the SHA-256 of its bytes, which tells a changed file from a touched one. */
export type Contents = Stamp & { digest: string };

/** Reads and writes `file` as a document of `schema`. A file that is not there reads as null. */
export class DocumentFile<T> implements Adapter<T> {
  readonly #file: string;
  readonly #schema: z.ZodType<T>;
  readonly #previous: string | undefined;
  #contents: Contents | undefined;

  /** `previous` is where a write leaves the version that it replaces. */
  constructor(file: string, schema: z.ZodType<T>, previous?: string) {
    this.#file = file;
    this.#schema = schema;
    this.#previous = previous;
  }

  /** What the file held when it was last read or written here; undefined before, and where there was no file. */
  get contents(): Contents | undefined {
    return this.#contents;
  }

  /** Throws `Failure` Unreadable, naming the file and what is wrong with it. */
  async read(): Promise<T | null> {
    const name = path.basename(this.#file);
    const found = await readWithStamp(this.#file);
    if (!found) return null;
    const document = documentIn(name, found.bytes, this.#schema);
    this.#contents = { ...found.stamp, digest: digestOf(found.bytes) };
    return document;
  }

  /** Returns once the document is on the disk. Throws `Failure` Invalid for one that could not be read again. */
  async write(document: T): Promise<void> {
    const parsed = this.#schema.safeParse(document);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new Failure('Invalid', `This can’t be saved: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`);
    }
    const json = diffableJson(document);
    const stamp = await writeDurably(this.#file, json, { previous: this.#previous });
    this.#contents = { ...stamp, digest: digestOf(json) };
  }
}

async function readWithStamp(file: string): Promise<{ bytes: Uint8Array; stamp: Stamp } | undefined> {
  try {
    // The stamp is from before: a file that changes while it is read then looks changed, not unchanged.
    const { bytes, stats } = await readOwnFile(file);
    return { bytes, stamp: { mtimeMs: stats.mtimeMs, sizeBytes: stats.size } };
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new Failure(
      'Unreadable',
      `${path.basename(file)} can’t be read (${codeOf(error) ?? String(error)}).`,
      {},
      { cause: error },
    );
  }
}

/** The text of a file's bytes. Fatal, so that bytes that are no UTF-8 aren't silently replaced and saved that way. */
function textOf(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw damaged(`${name} is damaged: it is not UTF-8 text.`, error);
  }
}

/** The SHA-256 of a file's bytes as it stands in `Contents`. */
export function digestOf(data: string | Uint8Array): string {
  return hash('sha256', data, 'base64url');
}

/** The document in a file's bytes. Throws `Failure` Unreadable, naming the file and what is wrong with it. */
export function documentIn<T>(name: string, bytes: Uint8Array, schema: z.ZodType<T>): T {
  return parseDocument(name, textOf(name, bytes), schema);
}

/** Parses a document's text, migrating it from an older schema version. Throws `Failure` Unreadable. */
export function parseDocument<T>(name: string, text: string, schema: z.ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw damaged(`${name} is damaged: it is not valid JSON.`, error);
  }
  const parsed = schema.safeParse(migrate(name, json));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw damaged(`${name} is damaged at “${issue?.path.join('.') ?? ''}”: ${issue?.message ?? 'not valid'}.`);
}

function damaged(message: string, cause?: unknown): Failure {
  return new Failure('Unreadable', message, { damaged: true }, { cause });
}

/** True for the failure of a file whose content is broken: not of one that can't be reached, or that is newer than us. */
export function isDamage(error: unknown): boolean {
  return error instanceof Failure && error.details.damaged === true;
}
