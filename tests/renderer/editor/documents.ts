// Small documents and an editor without a window for the tests of the editor's parts.
import type { LexicalEditor } from 'lexical';
import { createHeadlessDocument } from '#core/document/headless.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

const element = { version: 1, direction: null, format: '', indent: 0 };

export function text(words: string): SerializedNode {
  return { type: 'text', version: 1, text: words, format: 0, mode: 'normal', style: '', detail: 0 };
}

export function paragraph(...children: SerializedNode[]): SerializedNode {
  return { type: 'paragraph', ...element, children, textFormat: 0, textStyle: '' };
}

export function heading(words: string, id: string, tag = 'h2'): SerializedNode {
  const section = { id, role: 'narrative', confidencePercent: null, rationale: '' };
  return { type: 'heading', ...element, children: [text(words)], tag, $: { section } };
}

export function citation(id: string, sourceId: string): SerializedNode {
  return {
    type: 'citation',
    version: 1,
    citation: { id, items: [{ sourceId }], quote: '', verdict: 'unverified', note: '' },
  };
}

export function documentOf(...children: SerializedNode[]): StoryDocument {
  return { root: { type: 'root', ...element, children } };
}

/** An editor holding `document`, never mounted. */
export function editorWith(document: StoryDocument): LexicalEditor {
  const editor = createHeadlessDocument();
  editor.setEditorState(editor.parseEditorState(JSON.stringify(document)));
  return editor;
}

/** The words of each top-level block of an editor. */
export function blocksOf(editor: LexicalEditor): string[] {
  return editor.read(() =>
    [...editor.getEditorState()._nodeMap.values()]
      .filter((node) => node.getParent()?.getKey() === 'root')
      .sort((a, b) => a.getIndexWithinParent() - b.getIndexWithinParent())
      .map((node) => node.getTextContent()),
  );
}
