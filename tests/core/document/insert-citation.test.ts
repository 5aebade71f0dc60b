import { $getRoot, $isElementNode, $isTextNode } from 'lexical';
import { describe, expect, it } from 'vitest';
import { citationsIn } from '#core/document/citations.ts';
import { $caretNow, type Caret, documentWithCitation } from '#core/document/insert-citation.ts';
import { type Citation, citationSchema } from '#core/model/citation.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { citation as chip, documentOf, editorWith, heading, paragraph, text } from '../../renderer/editor/documents.ts';

const CITATION: Citation = citationSchema.parse({
  id: 'new',
  items: [{ sourceId: 'wire', locator: '2', label: 'page' }],
  quote: 'Whoever owns the reference owns the margins',
});

/** A document's blocks as text, `@` for each citation. */
function shown(document: StoryDocument): string[] {
  const textOf = (node: SerializedNode): string =>
    node.type === 'citation' ? '@' : String(node.text ?? node.children?.map(textOf).join('') ?? '');
  return document.root.children.map(textOf);
}
const insert = (document: StoryDocument, caret: Caret | null) => documentWithCitation(document, caret, CITATION);

describe('a citation at the caret', () => {
  it('stands in the middle of a sentence, a space before it and none doubled', () => {
    const document = documentOf(heading('Overview', 's1'), paragraph(text('Two producers asked to settle. More.')));
    expect(shown(insert(document, { path: [1, 0], offset: 29 }).document)[1]).toBe(
      'Two producers asked to settle @. More.',
    );
    expect(shown(insert(document, { path: [1, 0], offset: 14 }).document)[1]).toBe(
      'Two producers @asked to settle. More.',
    );
    expect(shown(insert(document, { path: [1, 0], offset: 0 }).document)[1]).toBe(
      '@Two producers asked to settle. More.',
    );
  });

  it('carries its passage and locator, and keeps what was there', () => {
    const document = documentOf(paragraph(text('Text '), chip('old', 'gazette'), text('.')));
    const { document: after } = insert(document, { path: [0], offset: 2 });
    expect(shown(after)).toEqual(['Text @ @.']);
    expect(citationsIn(after).map(({ citation }) => citation.id)).toEqual(['old', 'new']);
    expect(citationsIn(after)[1]?.citation).toEqual(CITATION);
  });

  it('leaves the caret behind it, so that the next one follows', () => {
    const first = insert(documentOf(paragraph(text('Text.'))), { path: [0, 0], offset: 4 });
    expect(shown(insert(first.document, first.caret).document)).toEqual(['Text @ @.']);
  });

  it.each<[string, Caret | null]>([
    ['no caret', null],
    ['a place that is gone', { path: [7, 3], offset: 2 }],
    ['an offset that is gone', { path: [1, 0], offset: 99 }],
  ])('comes to the end of the document for %s', (_, caret) => {
    const document = documentOf(paragraph(text('First.')), paragraph(text('Last')));
    expect(shown(insert(document, caret).document)).toEqual(['First.', 'Last @']);
  });

  it('gets a paragraph of its own behind code and behind what holds no text', () => {
    const code = {
      type: 'code',
      version: 1,
      direction: null,
      format: '',
      indent: 0,
      language: null,
      children: [text('x = 1')],
    };
    expect(shown(insert(documentOf(code), { path: [0, 0], offset: 1 }).document)).toEqual(['x = 1', '@']);
    const rule = { type: 'horizontalrule', version: 1 };
    expect(shown(insert(documentOf(paragraph(text('Text')), rule), null).document).at(-1)).toBe('@');
  });

  it('is put where an editor of its own says that its caret is', () => {
    const document = documentOf(heading('Overview', 's1'), paragraph(text('Two producers asked.')));
    const editor = editorWith(document);
    editor.update(
      () => {
        const block = $getRoot().getLastChild();
        const words = $isElementNode(block) ? block.getFirstChild() : null;
        if ($isTextNode(words)) words.select(3, 13);
      },
      { discrete: true },
    );
    const caret = editor.read($caretNow);
    expect(caret).toEqual({ path: [1, 0], offset: 13 });
    expect(shown(insert(document, caret).document)[1]).toBe('Two producers @ asked.');
  });
});
