/**
 * Arbitrary documents for properties: every node type that a story can hold, in the form in which the editor writes them.
 */
import fc from 'fast-check';
import { sectionRoleSchema } from '#core/model/section.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { apart, element, inline, lineBreak, tab, text, unknown, words } from './arbitrary-inline.ts';

type Nodes = SerializedNode[];

/** What every block carries beside its children. */
const blockFields = fc.record({
  version: fc.constant(1),
  direction: fc.constantFrom(null, 'ltr', 'rtl'),
  format: fc.constantFrom('', '', '', 'left', 'start', 'center', 'right', 'end', 'justify'),
  indent: fc.constantFrom(0, 0, 0, 1, 4),
});

function firstFormatOf(children: Nodes): number {
  return Number(children.find(({ type }) => type === 'text' || type === 'tab')?.format ?? 0);
}

const paragraph = fc.tuple(blockFields, inline).map(
  ([fields, children]): SerializedNode => ({
    type: 'paragraph',
    ...fields,
    children,
    textFormat: firstFormatOf(children),
    textStyle: '',
  }),
);

const heading = fc
  .record({
    fields: blockFields,
    children: inline,
    tag: fc.constantFrom('h1', 'h2', 'h3', 'h4', 'h5', 'h6'),
    section: fc.record({
      id: fc.constant(''),
      role: fc.constantFrom(...sectionRoleSchema.options),
      confidencePercent: fc.option(fc.integer({ min: 0, max: 100 })),
      rationale: fc.oneof(fc.constant(''), words),
    }),
    isSetext: fc.boolean(),
  })
  .map(
    ({ fields, children, tag, section, isSetext }): SerializedNode => ({
      type: 'heading',
      ...fields,
      children,
      tag,
      $: { section, ...(isSetext && { mdastSetext: true }) },
    }),
  );

const code = fc
  .record({
    language: fc.constantFrom(null, 'js', 'c++'),
    lines: fc.array(fc.oneof({ weight: 4, arbitrary: text.map((node) => ({ ...node, format: 0 })) }, lineBreak, tab), {
      maxLength: 5,
    }),
  })
  .map(
    ({ language, lines }): SerializedNode => ({
      type: 'code',
      ...element,
      children: apart(lines),
      ...(language !== null && { language }),
    }),
  );

const rule = fc.constantFrom<SerializedNode>(
  { type: 'horizontalrule', version: 1 },
  { type: 'horizontalrule', version: 1, $: { mdastHrMarker: '*' } },
);

const table = fc
  .record({
    rows: fc.integer({ min: 1, max: 3 }),
    columns: fc.integer({ min: 1, max: 3 }),
    isFirstMerged: fc.boolean(),
  })
  .chain(({ rows, columns, isFirstMerged }) =>
    fc
      .record({
        contents: fc.array(fc.array(paragraph, { minLength: 1, maxLength: 2 }), {
          minLength: rows * columns,
          maxLength: rows * columns,
        }),
        headerState: fc.integer({ min: 0, max: 3 }),
        align: fc.array(fc.constantFrom(null, 'left', 'center', 'right'), { minLength: columns, maxLength: columns }),
      })
      .map(({ contents, headerState, align }): SerializedNode => {
        const cell = (children: Nodes, colSpan = 1): SerializedNode => ({
          type: 'tablecell',
          ...element,
          children,
          backgroundColor: null,
          colSpan,
          rowSpan: 1,
          headerState,
        });
        const row = (index: number): SerializedNode => {
          const cells = contents.slice(index * columns, (index + 1) * columns);
          const isMerged = index === 0 && isFirstMerged;
          return {
            type: 'tablerow',
            ...element,
            children: isMerged ? [cell(cells.flat(), columns)] : cells.map((children) => cell(children)),
          };
        };
        return {
          type: 'table',
          ...element,
          children: Array.from({ length: rows }, (_, index) => row(index)),
          $: { mdastTableAlign: align },
        };
      }),
  );

type ListPlan = { listType: 'bullet' | 'number' | 'check'; start: number; items: ItemPlan[] };
type ItemPlan = { children: Nodes; checked: boolean; nested: ListPlan | null };

const listPlan = fc.letrec<{ list: ListPlan; item: ItemPlan }>((tie) => ({
  list: fc.record({
    listType: fc.constantFrom('bullet', 'number', 'check'),
    start: fc.integer({ min: 0, max: 12 }),
    items: fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
  }),
  item: fc.record({
    children: fc.oneof(
      { weight: 4, arbitrary: inline },
      fc.tuple(inline, code).map(([first, second]) => [...first, second]),
    ),
    checked: fc.boolean(),
    nested: fc.option(tie('list'), { maxDepth: 2 }),
  }),
})).list;

/** A list as the editor nests it: an inner list stands in an item of its own after the item that it belongs to. */
function listOf({ listType, start, items }: ListPlan, depth = 0): SerializedNode {
  let value = listType === 'number' ? start : 1;
  const first = value;
  const itemOf = (children: Nodes, checked: boolean): SerializedNode => ({
    type: 'listitem',
    ...element,
    indent: depth,
    children,
    value,
    ...(listType === 'check' && { checked }),
  });
  const children: Nodes = [];
  for (const { children: own, checked, nested } of items) {
    children.push(itemOf(own, checked));
    value += 1;
    if (nested) children.push(itemOf([listOf(nested, depth + 1)], false));
  }
  return { type: 'list', ...element, children, listType, start: first, tag: listType === 'number' ? 'ol' : 'ul' };
}

const list = listPlan.map((plan) => listOf(plan));

/** A quote holds its lines, and after them what was quoted beside paragraphs. */
const quote = fc.tuple(blockFields, inline, fc.array(fc.oneof(list, code), { maxLength: 2 })).map(
  ([fields, lines, blocks]): SerializedNode => ({
    type: 'quote',
    ...fields,
    children: [...lines, ...apartLists(blocks)],
  }),
);

/** Two lists of one kind that follow each other are one list to the editor. */
function apartLists(blocks: Nodes): Nodes {
  return blocks.filter(({ type, listType }, index) => {
    const before = blocks[index - 1];
    return !(type === 'list' && before?.type === 'list' && before.listType === listType);
  });
}

/** Any valid document as stored: its nodes, and some of types that this version doesn't know. */
export const arbitraryDocument: fc.Arbitrary<StoryDocument> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: paragraph },
      { weight: 3, arbitrary: heading },
      { weight: 3, arbitrary: list },
      { weight: 2, arbitrary: quote },
      { weight: 2, arbitrary: code },
      { weight: 2, arbitrary: table },
      rule,
      unknown,
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((blocks) => documentOf(withOwnIds(apartLists(blocks))));

function documentOf(children: Nodes): StoryDocument {
  return { root: { type: 'root', ...element, children } };
}

/** Gives every section and every claim an id of its own. */
function withOwnIds(blocks: Nodes): Nodes {
  let ids = 0;
  const own = (node: SerializedNode): SerializedNode => {
    const { $: state, claim, children } = node as SerializedNode & { $?: { section?: object }; claim?: object };
    ids += 1;
    return {
      ...node,
      ...(state?.section && { $: { ...state, section: { ...state.section, id: `section-${ids}` } } }),
      ...(claim && { claim: { ...claim, id: `claim-${ids}` } }),
      ...(children && { children: children.map(own) }),
    };
  };
  return blocks.map(own);
}
