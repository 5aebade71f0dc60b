/**
 * Bringing documents of older schema versions up to date, one step a version.
 */
import { Failure } from '#core/model/failure.ts';

/** The schema version of the documents that this program writes. */
const CURRENT_VERSION = 1;

/** `STEPS[n]` turns a document of version n into one of version n + 1. Exported for tests to play one that is to come. */
export const STEPS: Record<number, (document: Record<string, unknown>) => Record<string, unknown>> = {};

/** True for a document that a save will write in a newer version than it is stored in. */
export function isOlder(json: unknown): boolean {
  return (
    typeof json === 'object' &&
    json !== null &&
    'schemaVersion' in json &&
    typeof json.schemaVersion === 'number' &&
    json.schemaVersion < CURRENT_VERSION
  );
}

/** Returns a document in the current version. Throws `Failure` Unreadable on one that a newer Galley has written. */
export function migrate(name: string, json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  let document = json as Record<string, unknown>;
  const version = document.schemaVersion;
  if (typeof version !== 'number') return document;
  if (version > CURRENT_VERSION) {
    throw new Failure(
      'Unreadable',
      `${name} was written by a newer version of Galley. It was left as it is; update Galley to open it.`,
    );
  }
  for (let at = version; at < CURRENT_VERSION; at += 1) document = STEPS[at]?.(document) ?? document;
  return document;
}
