import { $getRoot } from 'lexical';
import { describe, expect, it } from 'vitest';
import { openDocument, storedDocument } from '#core/document/gate.ts';
import { readDocument } from '#core/document/headless.ts';
import { documentFromMarkdown } from '#core/document/markdown/convert.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

const documentOf = (...children: unknown[]): StoryDocument => ({
  root: { type: 'root', version: 1, direction: null, format: '', indent: 0, children: children as SerializedNode[] },
});
const paragraph = (...children: unknown[]) => ({
  type: 'paragraph',
  version: 1,
  direction: null,
  format: '',
  indent: 0,
  children,
});
const text = (value: string) => ({
  type: 'text',
  version: 1,
  text: value,
  format: 0,
  mode: 'normal',
  style: '',
  detail: 0,
});

/** Lexical itself is the judge of whether an opened document can be edited. */
const readable = (document: StoryDocument) => readDocument(document, () => $getRoot().getTextContent());

describe('the gate', () => {
  it('lets a sound document through without a placeholder', () => {
    const document = documentFromMarkdown(
      '## A\n\ntext **bold** [x](https://e.example)\n\n- [ ] q\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n> quote\n\n```js\ncode\n```\n\n---\n',
    );
    const opened = openDocument(document);
    expect(opened.placeholders).toBe(0);
    expect(opened.document).toEqual(document);
  });

  it.each([
    ['a block of a type that is not known', { type: 'timeline', version: 3, events: [1, 2] }],
    ['a heading of an impossible level', { type: 'heading', version: 1, tag: 'h9', children: [] }],
    [
      'a list with something in it that is no item',
      { type: 'list', version: 1, listType: 'bullet', tag: 'ul', start: 1, children: [paragraph(text('x'))] },
    ],
    ['a table without rows', { type: 'table', version: 1, children: [] }],
    ['a prototype’s own name as a type', { type: 'constructor', version: 1 }],
  ])('keeps %s as a placeholder and gives its JSON back to the disk', (_, damaged) => {
    const stored = documentOf(paragraph(text('before')), damaged, paragraph(text('after')));
    const opened = openDocument(stored);
    expect(opened.placeholders).toBe(1);
    expect(readable(opened.document)).toContain('after');
    expect(storedDocument(opened.document).root.children[1]).toEqual(damaged);
  });

  it.each([
    ['an unknown inline node', { type: 'sparkline', data: 'x' }],
    [
      'a node that other Lexical editors have and ours has not',
      { type: 'autolink', url: 'https://e.example', children: [] },
    ],
    ['a citation without sources', { type: 'citation', citation: { id: 'c', items: [] } }],
    ['an image from elsewhere', { type: 'image', image: { attachment: 'https://evil.example/x.png', alt: '' } }],
    ['a text node without text', { type: 'text', text: 7 }],
    ['something that is no node', 42],
  ])('keeps %s inside a paragraph as a placeholder', (_, damaged) => {
    const opened = openDocument(documentOf(paragraph(text('a'), damaged, text('b'))));
    expect(opened.placeholders).toBe(1);
    expect(readable(opened.document)).toBe('ab');
    if (typeof damaged === 'object') {
      expect(storedDocument(opened.document).root.children[0]?.children?.[1]).toEqual(damaged);
    }
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'java\nscript:alert(1)',
    'file:///etc/passwd',
    ' https://e.example',
  ])('keeps the text of a link to %j and drops the address', (url) => {
    const link = { type: 'link', version: 1, url, direction: null, format: '', indent: 0, children: [text('click')] };
    const opened = openDocument(documentOf(paragraph(link)));
    expect(JSON.stringify(opened.document)).not.toContain('"link"');
    expect(readable(opened.document)).toBe('click');
  });

  it('takes styles off text', () => {
    const opened = openDocument(documentOf(paragraph({ ...text('x'), style: 'background:url(https://evil.example)' })));
    expect(JSON.stringify(opened.document)).not.toContain('evil');
    expect(opened.placeholders).toBe(0);
  });

  it('survives nesting that no editor would make', () => {
    let node: unknown = paragraph(text('deep'));
    for (let depth = 0; depth < 500; depth += 1)
      node = { type: 'quote', version: 1, direction: null, format: '', indent: 0, children: [node] };
    const opened = openDocument(documentOf(node));
    expect(opened.placeholders).toBe(1);
    expect(() => readable(opened.document)).not.toThrow();
  });

  it('lets two headings never share one section', () => {
    const heading = (id: string) => ({
      type: 'heading',
      version: 1,
      tag: 'h2',
      direction: null,
      format: '',
      indent: 0,
      children: [text('H')],
      $: { section: { id, role: 'narrative', confidencePercent: 10, rationale: '' } },
    });
    const opened = openDocument(documentOf(heading('same'), heading('same')));
    expect(opened.document.root.children.map((child) => child.$ !== undefined)).toEqual([true, false]);
  });
});
