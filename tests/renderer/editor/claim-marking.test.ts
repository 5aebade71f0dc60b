import { $createRangeSelection, $getRoot, $setSelection, type LexicalEditor } from 'lexical';
import { describe, expect, it } from 'vitest';
import { claimsIn } from '#core/document/claims.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { $markClaim, type MarkedClaim } from '#renderer/editor/claim-marking.ts';
import { createDocumentMirror } from '#renderer/editor/document-mirror.ts';
import { citation, documentOf, editorWith, paragraph, text } from './documents.ts';

const element = { version: 1, direction: null, format: '', indent: 0 };
const link = (words: string): SerializedNode => ({
  type: 'link',
  ...element,
  url: 'https://e.example',
  children: [text(words)],
});
const claim = (id: string, words: string): SerializedNode => ({
  type: 'claim',
  ...element,
  claim: { id, confidencePercent: 80, likelihoodPercent: null, note: '' },
  children: [text(words)],
});

/**
 * Selects from an offset of the document's nth text node to an offset of another, marks, and returns what came of it.
 */
function mark(document: StoryDocument, from: [text: number, offset: number], to: [text: number, offset: number]) {
  const editor = editorWith(document);
  let marked: MarkedClaim | undefined;
  editor.update(
    () => {
      const texts = $getRoot().getAllTextNodes();
      const selection = $createRangeSelection();
      selection.anchor.set(texts[from[0]]?.getKey() ?? '', from[1], 'text');
      selection.focus.set(texts[to[0]]?.getKey() ?? '', to[1], 'text');
      $setSelection(selection);
      marked = $markClaim('new');
    },
    { discrete: true },
  );
  return { marked, claims: claimsOf(editor), words: editor.read(() => $getRoot().getTextContent()) };
}

function claimsOf(editor: LexicalEditor): [id: string, words: string][] {
  return claimsIn(createDocumentMirror(editor).document()).map(({ claim: { id }, text: words }) => [id, words]);
}

describe('marking a claim', () => {
  it('takes the selected words and no others', () => {
    const { claims, words } = mark(documentOf(paragraph(text('It will double soon.'))), [0, 3], [0, 14]);
    expect(claims).toEqual([['new', 'will double']]);
    expect(words).toBe('It will double soon.');
  });

  it('takes them from a selection that was made backwards, over formats and chips', () => {
    const line = paragraph(text('It '), { ...text('will'), format: 1 }, citation('c', 's'), text(' double.'));
    expect(mark(documentOf(line), [2, 7], [1, 0]).claims).toEqual([['new', 'will double']]);
  });

  it('takes in a link as a whole', () => {
    const line = paragraph(text('See '), link('the report'), text(' on it.'));
    expect(mark(documentOf(line), [1, 4], [2, 3]).claims).toEqual([['new', 'the report on']]);
  });

  it('takes in claims that it reaches into, which end', () => {
    const line = paragraph(text('It '), claim('old', 'will double'), text(' soon.'));
    expect(mark(documentOf(line), [1, 5], [2, 5]).claims).toEqual([['new', 'will double soon']]);
  });

  it('gives back the claim that the selection lies in, a caret too', () => {
    const document = documentOf(paragraph(text('It '), claim('old', 'will double'), text(' soon.')));
    for (const to of [5, 8]) {
      const { marked, claims } = mark(document, [1, 5], [1, to]);
      expect(marked).toHaveProperty('key');
      expect(claims).toEqual([['old', 'will double']]);
    }
  });

  it.each([
    ['a caret', [0, 1], [0, 1], 'Select the words that make the claim first.'],
    ['words of two paragraphs', [0, 1], [1, 2], 'A claim stands within one paragraph: select words of one.'],
    ['code', [2, 0], [2, 3], 'Code makes no claims.'],
  ] as [string, [number, number], [number, number], string][])('refuses %s', (_, from, to, refusal) => {
    const code = { type: 'code', ...element, language: null, children: [text('let x')] };
    const document = documentOf(paragraph(text('One.')), paragraph(text('Two.')), code);
    expect(mark(document, from, to)).toMatchObject({ marked: { refusal }, claims: [] });
  });

  it('takes a paragraph that was selected up to the start of the next for one paragraph', () => {
    const document = documentOf(paragraph(text('One.')), paragraph(text('Two.')));
    expect(mark(document, [0, 0], [1, 0]).claims).toEqual([['new', 'One.']]);
  });
});
