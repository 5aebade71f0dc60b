import { $getRoot, $isElementNode, $isTextNode, $nodesOfType } from 'lexical';
import { describe, expect, it } from 'vitest';
import { claimsIn } from '#core/document/claims.ts';
import { openDocument } from '#core/document/gate.ts';
import { createHeadlessDocument } from '#core/document/headless.ts';
import { mdastOf } from '#core/document/markdown/convert.ts';
import { $removeClaim, ClaimNode } from '#core/document/nodes/claim-node.ts';
import { plainTextOf } from '#core/document/text.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

const element = { version: 1, direction: null, format: '', indent: 0 };
const text = (words: string, format = 0): SerializedNode => ({
  type: 'text',
  version: 1,
  text: words,
  format,
  mode: 'normal',
  style: '',
  detail: 0,
});
const paragraph = (...children: SerializedNode[]): SerializedNode => ({
  type: 'paragraph',
  ...element,
  children,
  textFormat: 0,
  textStyle: '',
});
const claim = (id: string, ...children: SerializedNode[]): SerializedNode => ({
  type: 'claim',
  ...element,
  claim: { id, confidencePercent: 70, likelihoodPercent: 60, note: 'why' },
  children,
});
const cite = (id: string): SerializedNode => ({
  type: 'citation',
  version: 1,
  citation: { id, items: [{ sourceId: 's1' }], quote: '', verdict: 'unverified', note: '' },
});
const documentOf = (...children: SerializedNode[]): StoryDocument => ({ root: { type: 'root', ...element, children } });

function editorWith(document: StoryDocument) {
  const editor = createHeadlessDocument();
  editor.setEditorState(editor.parseEditorState(JSON.stringify(document)));
  return editor;
}
// Lexical's own JSON has the shape of a StoryDocument by construction.
const jsonOf = (editor: ReturnType<typeof editorWith>) => editor.getEditorState().toJSON() as unknown as StoryDocument;

describe('claims of a document', () => {
  it('are listed with their words and with what is cited for their sentences', () => {
    const document = documentOf(
      paragraph(
        text('First '),
        cite('before'),
        text('. The price '),
        claim('a', text('will '), text('double', 1)),
        text(' in May '),
        cite('with'),
        text('. Last '),
        cite('after'),
        text('.'),
      ),
    );
    const [found, ...others] = claimsIn(document);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ text: 'will double', sectionId: null, blockIndex: 0, claim: { id: 'a' } });
    expect(found?.citations.map(({ citation }) => citation.id)).toEqual(['with']);
  });

  it('come through the editor as they were', () => {
    const document = documentOf(paragraph(text('The price '), claim('a', text('will double')), text('.')));
    expect(jsonOf(editorWith(openDocument(document).document))).toEqual(document);
  });

  it('leave their words behind in Markdown and in plain text', () => {
    const document = documentOf(paragraph(text('It ', 1), claim('a', text('will', 1), text(' double')), text('.')));
    expect(plainTextOf(document)).toBe('It will double.');
    expect(mdastOf(document)).toEqual(
      mdastOf(documentOf(paragraph(text('It ', 1), text('will', 1), text(' double'), text('.')))),
    );
  });
});

describe('the gate', () => {
  it('lets no claim lie in another, though a link be between them', () => {
    const link = { type: 'link', ...element, url: 'https://e.example', children: [claim('inner', text('words'))] };
    const opened = openDocument(documentOf(paragraph(claim('outer', text('two '), link))));
    expect(opened.placeholders).toBe(0);
    expect(claimsIn(opened.document).map((found) => [found.claim.id, found.text])).toEqual([['outer', 'two words']]);
  });

  it('gives the second claim of one id an id of its own', () => {
    const opened = openDocument(
      documentOf(paragraph(claim('a', text('x')), claim('a', text('y')), claim('a', text('z')))),
    );
    expect(claimsIn(opened.document).map((found) => found.claim.id)).toEqual(['a', 'a-2', 'a-3']);
  });

  it('keeps a claim without words or a damaged one as a placeholder', () => {
    const damaged = { ...claim('not an id!', text('x')) };
    const noted = claim('noted');
    const empty = { ...noted, claim: { id: 'empty', confidencePercent: 70, likelihoodPercent: 60, note: '' } };
    const opened = openDocument(documentOf(paragraph(text('a'), empty, noted, damaged)));
    expect(opened.placeholders).toBe(3);
    expect(JSON.stringify(opened.document)).toContain('why');
    expect(claimsIn(opened.document)).toEqual([]);
  });

  it('forgets a likelihood of nought or a hundred, which would be none', () => {
    const sure = {
      ...claim('a', text('x')),
      claim: { id: 'a', confidencePercent: 50, likelihoodPercent: 100, note: '' },
    };
    const opened = openDocument(documentOf(paragraph(sure)));
    expect(claimsIn(opened.document)[0]?.claim).toMatchObject({ confidencePercent: 50, likelihoodPercent: null });
  });
});

describe('a claim in the editor', () => {
  it('becomes two claims when its line is split', () => {
    const editor = editorWith(documentOf(paragraph(text('It '), claim('a', text('will double')), text('.'))));
    editor.update(
      () => {
        const words = $nodesOfType(ClaimNode)[0]?.getFirstChild();
        if (!$isTextNode(words)) throw new Error('The claim has no words.');
        words.select(4, 4).insertParagraph();
      },
      { discrete: true },
    );
    const document = jsonOf(editor);
    expect(document.root.children).toHaveLength(2);
    const [first, second] = claimsIn(document);
    expect([first?.text, second?.text]).toEqual(['will', 'double']);
    expect(first?.claim.id).toBe('a');
    expect(second?.claim).toMatchObject({ confidencePercent: 70, likelihoodPercent: 60, note: 'why' });
    expect(second?.claim.id).not.toBe('a');
  });

  it('is only text within another claim, in code and without words', () => {
    const code = { type: 'code', ...element, language: null, children: [claim('b', text('let x'))] };
    const editor = editorWith(
      documentOf(paragraph(claim('a', text('two '), claim('in', text('words'))), claim('e')), code),
    );
    expect(claimsIn(jsonOf(editor)).map((found) => [found.claim.id, found.text])).toEqual([['a', 'two words']]);
    expect(editor.read(() => $getRoot().getTextContent())).toContain('let x');
  });

  it('keeps its words when it is removed', () => {
    const editor = editorWith(documentOf(paragraph(text('It '), claim('a', text('will')), text(' double.'))));
    editor.update(() => $nodesOfType(ClaimNode).forEach($removeClaim), { discrete: true });
    editor.read(() => {
      const [line] = $getRoot().getChildren();
      expect(line?.getTextContent()).toBe('It will double.');
      expect($isElementNode(line) && line.getChildren().every((child) => child.getType() === 'text')).toBe(true);
    });
  });
});
