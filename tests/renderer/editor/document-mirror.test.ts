import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { $createListItemNode, $createListNode } from '@lexical/list';
import { $createHeadingNode } from '@lexical/rich-text';
import { $createTableNodeWithDimensions } from '@lexical/table';
import fc from 'fast-check';
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getState,
  $isElementNode,
  $isTextNode,
  $nodesOfType,
  $parseSerializedNode,
  $setState,
  createState,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  REDO_COMMAND,
  UNDO_COMMAND,
} from 'lexical';
import { describe, expect, it } from 'vitest';
import { $createCitationNode, CitationNode } from '#core/document/nodes/citation-node.ts';
import { $createClaimNode } from '#core/document/nodes/claim-node.ts';
import { $changeSection } from '#core/document/nodes/section-state.ts';
import { createDocumentMirror } from '#renderer/editor/document-mirror.ts';
import { $headingOf, $moveSection } from '#renderer/editor/sections.ts';
import { citation, documentOf, editorWith, heading, paragraph, text } from './documents.ts';

const begin = () =>
  editorWith(
    documentOf(
      paragraph(text('Before.')),
      heading('One', 'one'),
      paragraph(text('First '), citation('c1', 's1'), text(' words.')),
      paragraph(text('Second words here.')),
      heading('Two', 'two'),
      paragraph(text('Third.')),
    ),
  );

/** Nodes as JSON, as the clipboard holds them. */
const PASTED = [
  heading('Pasted', 'pasted'),
  paragraph(text('Pasted '), citation('c9', 's2')),
  { type: 'horizontalrule', version: 1 },
];

type Edit = { kind: string; at: number; length: number };
const rootState = createState('test', { parse: (value) => (typeof value === 'number' ? value : 0) });

function $edit({ kind, at, length }: Edit): void {
  const root = $getRoot();
  const block = root.getChildAtIndex(at % Math.max(1, root.getChildrenSize()));
  const texts = root.getAllTextNodes();
  const words = texts[at % Math.max(1, texts.length)];
  if (kind === 'type') words?.setTextContent(`${words.getTextContent()}${'x'.repeat(length)}`);
  else if (kind === 'split' && words) words.select(1, 1).insertParagraph();
  else if (kind === 'bold') words?.toggleFormat('bold');
  else if (kind === 'delete' && root.getChildrenSize() > 1) block?.remove();
  else if (kind === 'join' && $isElementNode(block)) {
    const next = block.getNextSibling();
    if ($isElementNode(next) && next.getType() === 'paragraph' && block.getType() === 'paragraph') {
      block.append(...next.getChildren());
      next.remove();
    }
  } else if (kind === 'move') $moveSection('two', 'one');
  else if (kind === 'move-back') $moveSection('one', 'two');
  else if (kind === 'confidence') {
    const section = $headingOf('one');
    if (section) $changeSection(section, { confidencePercent: length });
  } else if (kind === 'cite' && $isElementNode(block) && block.getType() === 'paragraph') {
    const data = { id: `n${at}`, items: [{ sourceId: 's' }], quote: '', verdict: 'unverified' as const, note: '' };
    block.append($createCitationNode(data));
  } else if (kind === 'verdict') {
    const node = $nodesOfType(CitationNode)[0];
    const data = node?.getCitation();
    if (node && data) node.setCitation({ ...data, note: 'n'.repeat(length) });
  } else if (kind === 'claim' && $isTextNode(words) && words.getParent()?.getType() === 'paragraph') {
    const claim = $createClaimNode({ id: `k${at}`, confidencePercent: null, likelihoodPercent: null, note: '' });
    words.insertBefore(claim);
    claim.append(words);
  } else if (kind === 'list') {
    block?.insertAfter($createListNode('bullet').append($createListItemNode().append($createTextNode('item'))));
  } else if (kind === 'table') block?.insertAfter($createTableNodeWithDimensions(2, 2));
  else if (kind === 'heading') block?.insertAfter($createHeadingNode('h2').append($createTextNode('New')));
  else if (kind === 'empty') block?.insertAfter($createParagraphNode());
  else if (kind === 'paste')
    for (const node of PASTED) block?.insertAfter($parseSerializedNode({ version: 1, ...node }));
  else if (kind === 'root') $setState(root, rootState, $getState(root, rootState) + length);
}

function run(editor: LexicalEditor, edit: Edit): void {
  if (edit.kind === 'undo') editor.dispatchCommand(UNDO_COMMAND, undefined);
  else if (edit.kind === 'redo') editor.dispatchCommand(REDO_COMMAND, undefined);
  else editor.update(() => $edit(edit), { discrete: true, tag: HISTORY_PUSH_TAG });
}

const KINDS =
  'type type type split bold delete join move move-back confidence cite verdict claim list table heading empty paste root undo undo redo'.split(
    ' ',
  );
const edit: fc.Arbitrary<Edit & { look: boolean }> = fc.record({
  kind: fc.constantFrom(...KINDS),
  at: fc.nat(30),
  length: fc.integer({ min: 1, max: 9 }),
  // Whether the document is asked for after this edit: several may lie between two looks.
  look: fc.boolean(),
});

describe('the document mirror', () => {
  it('equals the editor’s own JSON after any edits, undoing, moving and pasting among them', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
        const editor = begin();
        const stop = registerHistory(editor, createEmptyHistoryState(), 0);
        const mirror = createDocumentMirror(editor);
        for (const { look, ...each } of edits) {
          run(editor, each);
          if (look) expect(mirror.document()).toEqual(editor.getEditorState().toJSON());
        }
        expect(mirror.document()).toEqual(editor.read(() => editor.getEditorState().toJSON()));
        stop();
      }),
      { numRuns: 150 },
    );
  });

  it('keeps the blocks that an edit did not touch', () => {
    const editor = begin();
    const mirror = createDocumentMirror(editor);
    const before = mirror.document().root.children;
    run(editor, { kind: 'type', at: 3, length: 1 });
    const after = mirror.document().root.children;
    expect(after.filter((block, index) => block !== before[index])).toHaveLength(1);
  });

  it('gives the same document until something changes', () => {
    const editor = begin();
    const mirror = createDocumentMirror(editor);
    expect(mirror.document()).toBe(mirror.document());
  });
});
