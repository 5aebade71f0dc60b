/**
 * A story with its sources as JSON, for programs and for coming back in.
 */
import { storedDocument } from '#core/document/gate.ts';
import type { Source } from '#core/model/source.ts';
import type { Story } from '#core/model/story.ts';

/** `{format: 'galley-story', schemaVersion, story, sources}`, indented. */
export function publishJson(story: Story, sources: readonly Source[]): string {
  const stored = { ...story, document: storedDocument(story.document) };
  return `${JSON.stringify({ format: 'galley-story', schemaVersion: 1, story: stored, sources }, null, 2)}\n`;
}
