/**
 * One JSON document on the disk as a lowdb adapter: durable on the way out, a schema on the way in.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Adapter } from 'lowdb';
import type { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { codeOf, writeDurably } from './durable-write.ts';
import { migrate } from './migrations.ts';

/** Reads and writes `file` as a document of `schema`. A file that is not there reads as null. */
export class DocumentFile<T> implements Adapter<T> {
  readonly #file: string;
  readonly #schema: z.ZodType<T>;

  constructor(file: string, schema: z.ZodType<T>) {
    this.#file = file;
    this.#schema = schema;
  }

  /** Throws `Failure` Unreadable, naming the file and what is wrong with it. */
  async read(): Promise<T | null> {
    let text: string;
    try {
      text = await readFile(this.#file, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw new Failure(
        'Unreadable',
        `${path.basename(this.#file)} can’t be read (${codeOf(error) ?? String(error)}).`,
        {},
        { cause: error },
      );
    }
    return parseDocument(path.basename(this.#file), text, this.#schema);
  }

  async write(document: T): Promise<void> {
    await writeDurably(this.#file, serialise(document));
  }
}

/** JSON that diffs line by line in a version control system. */
export function serialise(document: unknown): string {
  return `${JSON.stringify(document, null, 1)}\n`;
}

/** Parses a document's text, migrating it from an older schema version. Throws `Failure` Unreadable. */
export function parseDocument<T>(name: string, text: string, schema: z.ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Failure('Unreadable', `${name} is damaged: it is not valid JSON.`, {}, { cause: error });
  }
  const parsed = schema.safeParse(migrate(name, json));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Failure(
    'Unreadable',
    `${name} is damaged at “${issue?.path.join('.') ?? ''}”: ${issue?.message ?? 'not valid'}.`,
  );
}
