/**
 * The document's editor without a window: for import, export and tests, in Node and in the browser alike.
 */
import { buildEditorFromExtensions } from '@lexical/extension';
import { defineExtension, type LexicalEditor, type SerializedEditorState } from 'lexical';
import type { StoryDocument } from '#core/model/story.ts';
import { StoryDocumentExtension } from './extension.ts';

/** Builds an editor that is never mounted. Errors inside an update are thrown. */
export function createHeadlessDocument(): LexicalEditor {
  return buildEditorFromExtensions(
    defineExtension({
      name: 'galley/HeadlessDocument',
      dependencies: [StoryDocumentExtension],
      onError: (error) => {
        throw error;
      },
    }),
  );
}

let reader: LexicalEditor | undefined;

/**
 * Runs `read` over a document inside a headless editor and returns its result. The document must have passed the gate
 * (`openDocument`); throws where Lexical can't read it.
 */
export function readDocument<T>(document: StoryDocument, read: () => T): T {
  // One for all: reading changes nothing of it, and to build one takes longer than to read a short story.
  reader ??= createHeadlessDocument();
  const editor = reader;
  return editor.parseEditorState(document as unknown as SerializedEditorState).read(read, { editor });
}

/** Runs `write` inside a headless editor with an empty document and returns the document that it made. */
export function writeDocument(write: () => void): StoryDocument {
  const editor = createHeadlessDocument();
  editor.update(write, { discrete: true });
  // Lexical's own JSON has the shape of a StoryDocument by construction.
  return editor.getEditorState().toJSON() as unknown as StoryDocument;
}
