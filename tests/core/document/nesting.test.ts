import { describe, expect, it } from 'vitest';
import { MAX_MARKDOWN_NESTING, nestsDeeper, readMarkdown } from '#core/document/markdown/nesting.ts';

const indented = (levels: number, sign: string, before = '') =>
  Array.from({ length: levels }, (_, level) => `${before}${' '.repeat((sign.length + 1) * level)}${sign} x\n`).join('');

describe('how deeply Markdown nests is told from its lines', () => {
  it.each([
    ['quotes in one line', '>'.repeat(6)],
    ['quotes with spaces between', '> > > > > > x'],
    ['items in one line', '- + - 1. * - x'],
    ['items of one sign in one line', '- - - - - - x'],
    ['items that hold nothing', '+ + + + + +'],
    ['items below each other', indented(6, '-')],
    ['numbered items below each other', indented(6, '10.')],
    ['items below each other in a quote', indented(5, '-', '> ')],
    ['quotes in items', `${indented(4, '*')}\n${' '.repeat(8)}>> x\n`],
    ['items with other line ends', indented(6, '-').replaceAll('\n', '\r\n')],
    ['items after code', `- \`\`\`\n  code\n  \`\`\`\n${indented(6, '-')}`],
  ])('%s', (_, markdown) => {
    expect(nestsDeeper(markdown, 5)).toBe(true);
    expect(nestsDeeper(markdown, 6)).toBe(false);
  });

  it.each([
    ['a rule of dashes', '- '.repeat(20)],
    ['a rule of stars in a quote', `> ${'*\t'.repeat(20)}`],
    ['rows of items', '- x\n'.repeat(20)],
    ['items that go up and down', indented(5, '-').repeat(9)],
    ['quotes in a row', '> x\n\n'.repeat(20)],
    ['fenced code', `\`\`\`\n${'>'.repeat(20)}\n\`\`\`\n~~~\n${'- '.repeat(20)}x\n~~~\n`],
    ['signs in running text', `x ${'> '.repeat(20)}${'- '.repeat(20)}`],
    ['dashes and numbers that are no signs', '-x\n--y\n1.z\n2026 was'],
  ])('not so deeply: %s', (_, markdown) => {
    expect(nestsDeeper(markdown, 5)).toBe(false);
  });

  it('reads what nests as deeply as may be, and refuses what nests deeper unread', () => {
    const read = (markdown: string) => markdown.length;
    const deepest = '>'.repeat(MAX_MARKDOWN_NESTING);
    expect(readMarkdown(deepest, read)).toBe(MAX_MARKDOWN_NESTING);
    const unread = () => readMarkdown(`>${deepest}`, () => expect.unreachable('It is not read.'));
    expect(unread).toThrow(expect.objectContaining({ kind: 'Invalid', message: expect.stringMatching(/too deeply/) }));
  });
});
