/**
 * Arbitrary documents within what Markdown can say: no alignment, no letter cases, no addresses that it would make links of.
 */
import fc from 'fast-check';
import { TEXT_TYPE_TO_FORMAT } from 'lexical';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { apart, element } from './arbitrary-inline.ts';

type Nodes = SerializedNode[];

/** Words, punctuation that Markdown might read as syntax, and words of other scripts. */
const piece = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(...'the index holds, and traders (some) say: “R&D” costs 5 % more.'.split(' ')),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...'* ** _ __ ` ~ ~~ # > - + 1. 1) [ ] ( ) [x] [sic] <b> </b> <!-- &amp; & R&D \\ | ! = --- :: $5 a_b_c *a* <x'.split(
        ' ',
      ),
    ),
  },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom('新聞', 'Größe', 'é', '\u202e', '🙂', '\u00a0x') },
);
const words = fc
  .array(piece, { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.join(' ').replace(/\s+/g, ' ').trim())
  .filter((text) => text !== '');

const CODE = TEXT_TYPE_TO_FORMAT.code ?? 0;
const FORMATS = (
  ['bold', 'italic', 'strikethrough', 'underline', 'code', 'subscript', 'superscript', 'highlight'] as const
).map((name) => TEXT_TYPE_TO_FORMAT[name] ?? 0);
const format = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.constantFrom(...FORMATS) },
  {
    weight: 1,
    arbitrary: fc.subarray(FORMATS, { maxLength: 3 }).map((bits) => bits.reduce((all, bit) => all | bit, 0)),
  },
);

function textOf(text: string, bits = 0): SerializedNode {
  return { type: 'text', version: 1, text, format: bits, mode: 'normal', style: '', detail: 0 };
}

/** Runs of text in formats of their own, which begin or end with a space or touch each other. */
const line = fc
  .array(fc.record({ text: words, bits: format, space: fc.constantFrom('before', 'after', 'none') }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((runs) =>
    apart(
      runs.map(({ text, bits, space }) => {
        const isCode = (bits & CODE) !== 0;
        return textOf(isCode || space === 'none' ? text : space === 'before' ? ` ${text}` : `${text} `, bits);
      }),
    ).map((node, index, { length }) => {
      const text = index === 0 ? String(node.text).trimStart() : String(node.text);
      return { ...node, text: index === length - 1 ? text.trimEnd() : text };
    }),
  );

const link = fc
  .record({
    url: fc.webUrl({ withQueryParameters: true, withFragments: true }),
    title: fc.option(words),
    children: line,
  })
  .map((fields): SerializedNode => ({ type: 'link', ...element, rel: null, target: null, ...fields }));

const hardBreak: SerializedNode = { type: 'linebreak', version: 1, $: { mdastHardLineBreak: '\\' } };

const phrasing = fc.oneof(
  { weight: 6, arbitrary: line },
  { weight: 1, arbitrary: fc.tuple(line, link, line).map(([before, middle, after]) => [...before, middle, ...after]) },
  { weight: 1, arbitrary: fc.tuple(line, line).map(([before, after]) => [...before, hardBreak, ...after]) },
);

function paragraphOf(children: Nodes): SerializedNode {
  return { type: 'paragraph', ...element, children, textFormat: 0, textStyle: '' };
}

const heading = fc
  .record({ children: line, tag: fc.constantFrom('h1', 'h2', 'h3', 'h4', 'h5', 'h6') })
  .map((fields): SerializedNode => ({ type: 'heading', ...element, ...fields }));

const codeLine = fc.oneof(words, fc.constantFrom('', '```', '~~~~', '    x', '\tx'));
const code = fc
  .record({ language: fc.constantFrom(null, 'js', 'c++'), value: fc.array(codeLine, { maxLength: 4 }) })
  .map(({ language, value }): SerializedNode => {
    const text = value.join('\n');
    return { type: 'code', ...element, children: text ? [textOf(text)] : [], ...(language && { language }) };
  });

const rule = fc.constant<SerializedNode>({ type: 'horizontalrule', version: 1 });

const table = fc
  .record({ rows: fc.integer({ min: 1, max: 3 }), columns: fc.integer({ min: 1, max: 3 }) })
  .chain(({ rows, columns }) =>
    fc.array(fc.array(line, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  )
  .map((rows): SerializedNode => {
    const rowOf = (cells: Nodes[], headerState: number): SerializedNode => ({
      type: 'tablerow',
      ...element,
      children: cells.map((children) => ({
        type: 'tablecell',
        ...element,
        children: [paragraphOf(children)],
        backgroundColor: null,
        colSpan: 1,
        rowSpan: 1,
        headerState,
      })),
    });
    return { type: 'table', ...element, children: rows.map((cells, index) => rowOf(cells, index === 0 ? 1 : 0)) };
  });

type ItemPlan = { children: Nodes; checked: boolean; nested: ListPlan | null };
type ListPlan = { listType: 'bullet' | 'number' | 'check'; start: number; items: ItemPlan[] };

const listPlan = fc.letrec<{ list: ListPlan; item: ItemPlan }>((tie) => ({
  list: fc.record({
    listType: fc.constantFrom('bullet', 'number', 'check'),
    start: fc.integer({ min: 0, max: 12 }),
    items: fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
  }),
  item: fc.record({ children: phrasing, checked: fc.boolean(), nested: fc.option(tie('list'), { maxDepth: 1 }) }),
})).list;

function listOf({ listType, start, items }: ListPlan, depth = 0): SerializedNode {
  const first = listType === 'number' ? start : 1;
  const itemOf = (children: Nodes, value: number, checked: boolean): SerializedNode => ({
    type: 'listitem',
    ...element,
    indent: depth,
    children,
    value,
    ...(listType === 'check' && { checked }),
  });
  const children = items.flatMap((item, index) => [
    itemOf(item.children, first + index, item.checked),
    ...(item.nested ? [itemOf([listOf(item.nested, depth + 1)], first + index + 1, false)] : []),
  ]);
  return { type: 'list', ...element, children, listType, start: first, tag: listType === 'number' ? 'ol' : 'ul' };
}

const quote = phrasing.map((children): SerializedNode => ({ type: 'quote', ...element, children }));

/** A document of one to five blocks; no list follows another, which Markdown tells apart by their bullets only. */
export const arbitraryMarkdownDocument: fc.Arbitrary<StoryDocument> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: phrasing.map(paragraphOf) },
      { weight: 2, arbitrary: heading },
      { weight: 2, arbitrary: listPlan.map((plan) => listOf(plan)) },
      quote,
      code,
      rule,
      table,
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((blocks) => blocks.filter(({ type }, index) => !(type === 'list' && blocks[index - 1]?.type === 'list')))
  .map((children) => ({ root: { type: 'root', ...element, children } }));
