// A document that has passed the gate comes back from the editor as it went in, whatever it holds.
import fc from 'fast-check';
import { $getRoot, $isElementNode, type LexicalEditor, type LexicalNode } from 'lexical';
import { describe, expect, it } from 'vitest';
import { openDocument, storedDocument } from '#core/document/gate.ts';
import { createHeadlessDocument } from '#core/document/headless.ts';
import type { StoryDocument } from '#core/model/story.ts';
import { arbitraryDocument } from './arbitrary-document.ts';

function editorWith(document: StoryDocument): LexicalEditor {
  const editor = createHeadlessDocument();
  editor.setEditorState(editor.parseEditorState(JSON.stringify(document)));
  return editor;
}

/** What the editor holds, as it goes over the wire. */
function jsonOf(editor: LexicalEditor): StoryDocument {
  return JSON.parse(JSON.stringify(editor.getEditorState()));
}

/** Touches every node, so that all of the editor's own rules have their say. */
function touchAll(editor: LexicalEditor): void {
  const touch = (node: LexicalNode): void => {
    node.markDirty();
    if ($isElementNode(node)) node.getChildren().forEach(touch);
  };
  editor.update(() => touch($getRoot()), { discrete: true });
}

describe('a stored document', () => {
  it('is the same after the gate, the editor and the way back', () => {
    fc.assert(
      fc.property(arbitraryDocument, (stored) => {
        const opened = openDocument(stored);
        expect(storedDocument(jsonOf(editorWith(opened.document)))).toEqual(stored);
      }),
      { numRuns: 250 },
    );
  });

  it('is the same after every node was touched by an edit', () => {
    fc.assert(
      fc.property(arbitraryDocument, (stored) => {
        const editor = editorWith(openDocument(stored).document);
        touchAll(editor);
        expect(storedDocument(jsonOf(editor))).toEqual(stored);
      }),
      { numRuns: 250 },
    );
  });
});
