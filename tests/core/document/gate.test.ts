import { $getRoot } from 'lexical';
import { describe, expect, it } from 'vitest';
import { openDocument, storedDocument } from '#core/document/gate.ts';
import { createHeadlessDocument, readDocument } from '#core/document/headless.ts';
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
    ['a paragraph whose children are no list', { ...paragraph(), children: 'text' }],
    ['a rule with something inside', { type: 'horizontalrule', version: 1, children: [text('x')] }],
    ['a placeholder that holds nothing readable', { type: 'unknown-block', version: 1, original: { a: 1 } }],
    [
      'a list that holds a damaged item beside an unknown node',
      {
        type: 'list',
        version: 1,
        listType: 'bullet',
        tag: 'ul',
        start: 1,
        children: [{ type: 'listitem', version: 1, value: 1, children: [{ type: 'sparkline' }] }, text('x')],
      },
    ],
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
    ['a tab that says something', { type: 'tab', version: 1, text: 'word' }],
    ['a link around nothing', { type: 'link', version: 1, url: 'https://e.example', children: [] }],
    [
      'a claim around nothing',
      {
        type: 'claim',
        version: 1,
        claim: { id: 'claim-1', confidencePercent: 40, likelihoodPercent: null, note: '' },
        children: null,
      },
    ],
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

  it('sets right what the editor would throw at in a tab', () => {
    const tab = { type: 'tab', version: 1, text: '\t', format: 0, style: '', mode: 'token', detail: 7 };
    const opened = openDocument(documentOf(paragraph(text('a'), tab, text('b'))));
    expect(opened.placeholders).toBe(0);
    expect(readable(opened.document)).toBe('a\tb');
  });

  it('survives nesting that no editor would make', () => {
    let node: unknown = paragraph(text('deep'));
    for (let depth = 0; depth < 500; depth += 1)
      node = { type: 'quote', version: 1, direction: null, format: '', indent: 0, children: [node] };
    const opened = openDocument(documentOf(node));
    expect(opened.placeholders).toBe(1);
    expect(() => readable(opened.document)).not.toThrow();
  });

  it('counts the placeholders that a document was stored with', () => {
    const opened = openDocument(documentOf(paragraph({ type: 'unknown-inline', version: 1, original: '42' })));
    expect(opened.placeholders).toBe(1);
  });

  it('gives an editor at least an empty paragraph', () => {
    const { document } = openDocument(documentOf());
    const editor = createHeadlessDocument();
    editor.setEditorState(editor.parseEditorState(JSON.stringify(document)));
    expect(document.root.children.map(({ type }) => type)).toEqual(['paragraph']);
  });

  it('lets two headings never share one section, and each keep what it says', () => {
    const heading = (id: string, confidencePercent: number) => ({
      type: 'heading',
      version: 1,
      tag: 'h2',
      direction: null,
      format: '',
      indent: 0,
      children: [text('H')],
      $: { section: { id, role: 'questions', confidencePercent, rationale: 'why' }, newer: true },
    });
    const stored = documentOf(heading('same', 10), heading('same', 20), heading('same', 30), heading('other', 40));
    const opened = openDocument(stored).document.root.children;
    expect(opened.map((child) => child.$)).toMatchObject([
      { section: { id: 'same', confidencePercent: 10 }, newer: true },
      { section: { id: 'same-2', confidencePercent: 20, role: 'questions', rationale: 'why' }, newer: true },
      { section: { id: 'same-3', confidencePercent: 30 } },
      { section: { id: 'other', confidencePercent: 40 } },
    ]);
    expect(stored.root.children[1]).toEqual(heading('same', 20));
  });

  it('opens a block again as the same objects, so that what is known of them stays known', () => {
    const [one, two, three] = [paragraph(text('one')), paragraph(text('two')), paragraph(text('three'))];
    const opened = openDocument(documentOf(one, two)).document.root.children;
    const again = openDocument(documentOf(one, three)).document.root.children;
    expect(again[0]).toBe(opened[0]);
    expect(storedDocument({ root: documentOf(one, two).root }).root.children[0]).toBe(one);
    const unknown = documentOf({ type: 'timeline', version: 3 });
    const stored = storedDocument(openDocument(unknown).document).root.children[0];
    expect(storedDocument(openDocument(unknown).document).root.children[0]).toBe(stored);
  });

  it('gives the same block another section where another stands before it', () => {
    const heading = { ...paragraph(text('H')), type: 'heading', tag: 'h2', $: { section: { id: 'same' } } };
    const sectioned = {
      ...heading,
      $: { section: { id: 's', role: 'narrative', confidencePercent: null, rationale: '' } },
    };
    const sections = (...blocks: unknown[]) =>
      openDocument(documentOf(...blocks)).document.root.children.map(({ $ }) => ($ as typeof sectioned.$).section.id);
    expect(sections(sectioned, sectioned, structuredClone(sectioned))).toEqual(['s', 's-2', 's-3']);
    expect(sections(sectioned)).toEqual(['s']);
  });
});
