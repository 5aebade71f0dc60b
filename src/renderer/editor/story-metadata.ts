/**
 * A story's metadata while it is open: state of the document's root, so that one history undoes text, sliders and header
 * alike. It never leaves the editor: the stored document has no metadata.
 */
import { $getRoot, $getState, $setState, createState, type EditorState } from 'lexical';
import { z } from 'zod';
import { type Story, type StoryDocument, storySchema } from '#core/model/story.ts';
import type { StoryMetadata } from '#renderer/stories/story-session.ts';

const metadataSchema = storySchema.pick({
  label: true,
  title: true,
  summary: true,
  importancePercent: true,
  confidencePercent: true,
  topics: true,
  mutedChecks: true,
}) satisfies z.ZodType<StoryMetadata>;

const STATE_KEY = 'storyMetadata';
const metadataState = createState(STATE_KEY, {
  parse: (value): StoryMetadata | null => metadataSchema.safeParse(value).data ?? null,
});

/** Lexical's place for a node's state in JSON. */
const rootStateSchema = z.looseObject({ $: z.record(z.string(), z.unknown()).optional() });

/** The metadata of a story, without the rest of it. */
export function metadataOf(story: Story): StoryMetadata {
  const { label, title, summary, importancePercent, confidencePercent, topics, mutedChecks } = story;
  return { label, title, summary, importancePercent, confidencePercent, topics, mutedChecks };
}

/** The document to open an editor with: the story's own, with its metadata on the root. */
export function documentWithMetadata(story: Story): StoryDocument {
  const { root } = story.document;
  const { $: state } = rootStateSchema.parse(root);
  return { root: { ...root, $: { ...state, [STATE_KEY]: metadataOf(story) } } };
}

/** A document as it leaves the editor: without the metadata. */
export function documentWithoutMetadata({ root }: StoryDocument): StoryDocument {
  const { $: state, ...bare } = rootStateSchema.parse(root);
  const { [STATE_KEY]: _, ...rest } = state ?? {};
  const stripped = { ...bare, type: root.type, children: root.children };
  return { root: Object.keys(rest).length > 0 ? { ...stripped, $: rest } : stripped };
}

/** The metadata in an editor state; the same object until it changes. Null where the state was made without. */
export function metadataIn(state: EditorState): StoryMetadata | null {
  return state.read(() => $getState($getRoot(), metadataState));
}

/** Changes the metadata; call it inside an update. */
export function $changeMetadata(patch: Partial<StoryMetadata>): void {
  const before = $getState($getRoot(), metadataState);
  if (before) $setState($getRoot(), metadataState, { ...before, ...patch });
}
