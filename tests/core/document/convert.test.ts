import { $getRoot } from 'lexical';
import { describe, expect, it } from 'vitest';
import { openDocument } from '#core/document/gate.ts';
import { createHeadlessDocument, readDocument } from '#core/document/headless.ts';
import { documentFromMarkdown, mdastOf } from '#core/document/markdown/convert.ts';
import { outlineOf } from '#core/document/outline.ts';

describe('Markdown into a document', () => {
  it('gives every heading a section with a role', () => {
    const sections = outlineOf(
      documentFromMarkdown('## Overview\n\n## Connections to Existing Pages\n\n## Open Questions\n'),
    );
    expect(sections.map((section) => section.role)).toEqual(['narrative', 'connections', 'questions']);
    expect(sections.every((section) => section.confidencePercent === null)).toBe(true);
  });

  it('reads <u>, <mark>, <sub> and <sup> as formats and writes them so again', () => {
    const tree = mdastOf(documentFromMarkdown('a <u>b *c*</u> <mark>**d**</mark> H<sub>2</sub>O x<sup>2</sup>\n'));
    const tags = JSON.stringify(tree).match(/"tag":"(\w+)"/g);
    expect(tags).toEqual(['"tag":"u"', '"tag":"mark"', '"tag":"sub"', '"tag":"sup"']);
  });

  it('keeps other HTML as text that shows', () => {
    const document = documentFromMarkdown('<script>alert(1)</script>\n\na <b onclick="x()">b</b>\n');
    const shown = readDocument(document, () => $getRoot().getTextContent());
    expect(shown).toContain('<script>alert(1)</script>');
    expect(shown).toContain('<b onclick="x()">');
  });

  it('never loads an image from elsewhere: its text stays, linked', () => {
    const json = JSON.stringify(documentFromMarkdown('![chart](https://e.example/a.png) ![x](javascript:1)\n'));
    expect(json).not.toContain('"image"');
    expect(json).toContain('https://e.example/a.png');
    expect(json).not.toContain('"url":"javascript');
  });

  it('leaves a pair of tags alone that do not close each other', () => {
    const shown = readDocument(documentFromMarkdown('a <u>b <sub>c</u> d\n'), () => $getRoot().getTextContent());
    expect(shown).toContain('<sub>');
  });

  it('puts boxes where there are some and nowhere else', () => {
    const lists = (markdown: string) =>
      documentFromMarkdown(markdown).root.children.map(({ listType, children = [] }) => [
        listType,
        ...children.map(({ checked, children: inside = [] }) => [checked, inside[0]?.text]),
      ]);
    expect(lists('- [ ] a\n- b\n- c\n- [x] d\n')).toEqual([
      ['check', [false, 'a']],
      ['bullet', [undefined, 'b'], [undefined, 'c']],
      ['check', [true, 'd']],
    ]);
    expect(lists('1. one\n2. [ ] two\n3. [x] three\n')).toEqual([
      ['number', [undefined, 'one'], [undefined, '[ ] two'], [undefined, '[x] three']],
    ]);
  });
});

describe('a document through its own JSON', () => {
  it('is the same after the editor has read and written it', () => {
    const { document } = openDocument(
      documentFromMarkdown(
        '## A\n\n1. one\n2. two\n    - inner\n\n- [x] done\n\n| a | b |\n| :- | -: |\n| 1 | 2 |\n\n`code` ~~gone~~ [l](https://e.example "t")\n',
      ),
    );
    const editor = createHeadlessDocument();
    const again = editor.parseEditorState(JSON.stringify(document)).toJSON();
    expect(again).toEqual(document);
  });
});
