// What is written as Markdown reads as the same document again, and as people would write it.
import fc from 'fast-check';
import { TEXT_TYPE_TO_FORMAT } from 'lexical';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { documentFromMarkdown, mdastOf } from '#core/document/markdown/convert.ts';
import { textOf } from '#core/document/walk.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { writeMarkdown } from '#core/publish/write-markdown.ts';
import { arbitraryMarkdownDocument } from '../document/arbitrary-markdown.ts';

const written = (document: StoryDocument, lineBreaks: 'marked' | 'bare' = 'marked') =>
  writeMarkdown(mdastOf(document), { blankLines: true, lineBreaks, emphasis: '*', strong: '*' });

const CODE = TEXT_TYPE_TO_FORMAT.code ?? 0;
const FIELDS = ['tag', 'listType', 'checked', 'language', 'url', 'title', 'headerState'] as const;

/** What a node says: its type and fields, and its text as runs of one format; the format of white space is not seen. */
function contentOf(node: SerializedNode): unknown {
  const fields = FIELDS.flatMap((name) => (node[name] === undefined || node[name] === null ? [] : [node[name]]));
  const start = node.listType === 'number' ? [node.start] : [];
  const content: unknown[] = [];
  let run: { text: string; format: number } | undefined;
  for (const child of node.children ?? []) {
    if (child.type !== 'text') {
      content.push(contentOf(child));
      run = undefined;
      continue;
    }
    const format = Number(child.format);
    for (const text of format & CODE ? [String(child.text)] : String(child.text).split(/(\s+)/)) {
      if (text === '') continue;
      const shown = format & CODE || /\S/.test(text) ? format : 0;
      if (run?.format === shown) run.text += text;
      else {
        run = { text, format: shown };
        content.push(run);
      }
    }
  }
  return [node.type, ...fields, ...start, content];
}

/** The words that a reader sees, without tags; those of each block stand apart. */
function shownBy(node: Nodes): string {
  if (node.type === 'html') return '';
  if (node.type === 'break') return ' ';
  if ('value' in node) return node.value;
  const text = 'children' in node ? node.children.map(shownBy).join('') : '';
  return node.type === 'paragraph' || node.type === 'heading' ? ` ${text} ` : text;
}

const words = (text: string) => text.split(/\s+/).filter(Boolean).join(' ');

describe('a document written as Markdown', () => {
  it('reads as the same document again', () => {
    fc.assert(
      fc.property(arbitraryMarkdownDocument, (document) => {
        expect(contentOf(documentFromMarkdown(written(document)).root)).toEqual(contentOf(document.root));
      }),
      { numRuns: 100 },
    );
  });

  it('shows a reader of plain CommonMark the same words', () => {
    const isCommonMark = (node: SerializedNode): boolean =>
      node.type !== 'table' &&
      node.listType !== 'check' &&
      (Number(node.format) & (TEXT_TYPE_TO_FORMAT.strikethrough ?? 0)) === 0 &&
      (node.children ?? []).every(isCommonMark);
    fc.assert(
      fc.property(arbitraryMarkdownDocument, (document) => {
        for (const block of document.root.children.filter(isCommonMark)) {
          const markdown = written({ root: { ...document.root, children: [block] } });
          expect(words(shownBy(fromMarkdown(markdown)))).toBe(words(textOf(block)));
        }
      }),
      { numRuns: 100 },
    );
  });

  const text = (value: string, format = 0): SerializedNode => ({ type: 'text', version: 1, text: value, format });
  const paragraph = (...children: SerializedNode[]): SerializedNode => ({ type: 'paragraph', version: 1, children });
  const [BOLD, ITALIC] = [TEXT_TYPE_TO_FORMAT.bold ?? 0, TEXT_TYPE_TO_FORMAT.italic ?? 0];
  it.each<[string, SerializedNode[], string]>([
    ['a space that was made bold with its word', [text('one ', BOLD), text('two')], '**one** two\n'],
    ['a space before a word in italics', [text('one'), text(' two', ITALIC)], 'one *two*\n'],
    ['a space in bold italics among bold', [text('a', BOLD), text(' b ', BOLD | ITALIC), text('c')], '**a _b_** c\n'],
    ['nothing but a space in bold', [text('a'), text(' ', BOLD), text('b')], 'a b\n'],
    ['spaces at the edges of a paragraph', [text(' one ')], 'one\n'],
    ['spaces around a line break', [text('one '), { type: 'linebreak', version: 1 }, text(' two')], 'one\\\ntwo\n'],
  ])('has no entity for %s', (_, children, markdown) => {
    expect(written({ root: { type: 'root', version: 1, children: [paragraph(...children)] } })).toBe(markdown);
  });

  const lineBreak = { type: 'linebreak', version: 1 };
  it.each<[string, SerializedNode[], string, string]>([
    ['between words', [text('one'), lineBreak, text('two')], 'one\\\ntwo\n', 'one\ntwo\n'],
    ['twice', [text('one'), lineBreak, lineBreak, text('two')], 'one\\\n\\\ntwo\n', 'one\n\ntwo\n'],
    ['before what would begin a block', [text('a'), lineBreak, text('# b')], 'a\\\n\\# b\n', 'a\n\\# b\n'],
    ['between two words in bold', [text('a', BOLD), lineBreak, text('b', BOLD)], '**a**\\\n**b**\n', '**a**\n**b**\n'],
    ['at the end, where it would be read as text', [text('one'), lineBreak, lineBreak], 'one\n', 'one\n'],
    ['and nothing else', [lineBreak], '', ''],
  ])('marks a line break that was typed %s, and leaves it bare in a story page', (_, children, marked, bare) => {
    const document: StoryDocument = { root: { type: 'root', version: 1, children: [paragraph(...children)] } };
    expect(written(document)).toBe(marked);
    expect(written(document, 'bare')).toBe(bare);
    const shown = textOf({ type: 'root', children: [paragraph(...children)] });
    expect(documentFromMarkdown(marked).root.children.map(textOf).join('\n')).toBe(shown.trimEnd());
  });

  it.each([
    ['the words of tables', '| R&D \\| [sic] | a_b |\n| --- | ---: |\n| C:\\path * 2 | 5 % |\n'],
    ['an equals sign on a line of its own in a list', '- a\\\n  \\=\n'],
  ])('escapes %s no more and no less than needed', (_, markdown) => {
    expect(written(documentFromMarkdown(markdown))).toBe(markdown);
  });
});
