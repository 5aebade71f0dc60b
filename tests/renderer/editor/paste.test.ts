import { $generateNodesFromSerializedNodes } from '@lexical/clipboard';
import { $getRoot } from 'lexical';
import { describe, expect, test } from 'vitest';
import { citationsIn } from '#core/document/citations.ts';
import { claimsIn } from '#core/document/claims.ts';
import { outlineOf } from '#core/document/outline.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { describesSource } from '#renderer/editor/new-source.ts';
import { $ownNodesFrom } from '#renderer/editor/paste-own.ts';
import { $nodesFromText, withoutControls } from '#renderer/editor/paste-text.ts';
import { blocksOf, citation, documentOf, editorWith, heading, paragraph, text } from './documents.ts';

describe('plain text', () => {
  function pasted(words: string): string[] {
    const editor = editorWith(documentOf(paragraph()));
    editor.update(
      () =>
        $getRoot()
          .clear()
          .append(...$nodesFromText(words, false)),
      { discrete: true },
    );
    return blocksOf(editor);
  }

  test('a blank line or a line break ends a paragraph, and Markdown stays as it was typed', () => {
    expect(pasted('# one\r\n- two\n\n\nthree\tfour\n')).toEqual(['# one', '- two', 'three\tfour']);
  });

  test('control characters go, those that end a line end it, and half a character is none', () => {
    expect(withoutControls('a\u0000b\u0007\u001b[1mc\u009d\u007f\td\r\ne')).toBe('ab[1mc\td\r\ne');
    expect(withoutControls('page\u000cpage\u000bline\u0085line')).toBe('page\npage\nline\nline');
    expect(withoutControls('x\ud800y 👩‍👩‍👧 z\udc00')).toBe('x\ufffdy 👩‍👩‍👧 z\ufffd');
  });

  test('in code it stays one run', () => {
    const editor = editorWith(documentOf(paragraph()));
    editor.update(
      () => {
        const nodes = $nodesFromText('a\n\nb', true);
        expect(nodes.map((node) => node.getType())).toEqual(['text', 'linebreak', 'linebreak', 'text']);
      },
      { discrete: true },
    );
  });
});

describe('nodes of our own', () => {
  const there = documentOf(heading('A', 'a'), paragraph(text('see '), citation('c1', 's1')));
  const clipboard = (nodes: SerializedNode[], namespace = 'galley') => JSON.stringify({ namespace, nodes });

  function pasteInto(document: StoryDocument, data: string): StoryDocument {
    const editor = editorWith(document);
    editor.update(
      () => {
        const nodes = $ownNodesFrom(data, 'galley');
        if (nodes) $getRoot().append(...$generateNodesFromSerializedNodes(nodes));
      },
      { discrete: true },
    );
    return editor.getEditorState().toJSON() as unknown as StoryDocument;
  }

  test('a copied section and a copied citation become their own', () => {
    const after = pasteInto(there, clipboard(there.root.children));
    const sections = outlineOf(after).map(({ id }) => id);
    const citations = citationsIn(after).map((placed) => placed.citation.id);
    expect(sections).toHaveLength(2);
    expect(new Set(sections).size).toBe(2);
    expect(new Set(citations).size).toBe(2);
    expect(citations[0]).toBe('c1');
  });

  test('a copied claim becomes one of its own, with what it carries', () => {
    const claim = {
      type: 'claim',
      version: 1,
      claim: { id: 'k1', confidencePercent: 70, likelihoodPercent: 30, note: 'why' },
      children: [text('it will')],
    };
    const document = documentOf(paragraph(text('We say '), claim));
    const [first, second] = claimsIn(pasteInto(document, clipboard(document.root.children)));
    expect(first?.claim.id).toBe('k1');
    expect(second?.claim.id).not.toBe('k1');
    expect(second?.claim).toMatchObject({ confidencePercent: 70, likelihoodPercent: 30, note: 'why' });
    const alone = claimsIn(pasteInto(documentOf(paragraph()), clipboard([claim])));
    expect(alone.map((placed) => [placed.claim.id, placed.text])).toEqual([['k1', 'it will']]);
  });

  test('what was moved from elsewhere stays what it was', () => {
    const after = pasteInto(documentOf(paragraph(text('empty'))), clipboard(there.root.children));
    expect(outlineOf(after)[0]?.id).toBe('a');
    expect(citationsIn(after)[0]?.citation.id).toBe('c1');
  });

  test('pass the document’s gate: unsafe links lose their address, unknown nodes become placeholders', () => {
    const link = { type: 'link', version: 1, url: 'javascript:alert(1)', children: [text('click')] };
    const after = pasteInto(there, clipboard([paragraph(link), { type: 'hologram', version: 1 }]));
    const json = JSON.stringify(after);
    expect(json).not.toContain('javascript:');
    expect(json).toContain('click');
    expect(after.root.children.at(-1)?.type).toBe('unknown-block');
  });

  test('other programs’ nodes and broken data are not ours', () => {
    editorWith(there).read(() => {
      expect($ownNodesFrom(clipboard(there.root.children, 'elsewhere'), 'galley')).toBeNull();
      expect($ownNodesFrom('{not json', 'galley')).toBeNull();
    });
  });
});

test('an address, BibTeX, RIS and CSL-JSON describe a source; words don’t', () => {
  for (const description of [
    'https://example.org/a',
    '@article{x, title={T}}',
    'TY  - NEWS\nER  - ',
    '[{"type":"book"}]',
    '{"type": "book"}',
  ]) {
    expect(describesSource(description), description).toBe(true);
  }
  for (const words of ['Harbour Gazette, March 2026', 'see https://example.org for more', '@harbour', '[sic]']) {
    expect(describesSource(words), words).toBe(false);
  }
});
