/**
 * What stands in a line of an arbitrary document: text in every format, breaks, links, citations, story links, images and
 * nodes of types that only a newer version knows.
 */
import fc from 'fast-check';
import { LOCATOR_LABELS, verdictSchema } from '#core/model/citation.ts';
import type { SerializedNode } from '#core/model/story.ts';

/** Lexical's format bits: bold, italic, strike, underline, code, subscript, superscript, highlight and three letter cases. */
const ALL_FORMATS = 0b111_1111_1111;

/** What an element carries beside its children where nothing was changed. */
export const element = { version: 1, direction: null, format: '', indent: 0 };

/** Text as people write it, as Markdown and HTML would misread it, and as nobody writes it. */
export const words = fc.oneof(
  { weight: 4, arbitrary: fc.lorem({ maxCount: 6 }) },
  { weight: 2, arbitrary: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom(...'*_`~[]()<>#&|\\!:.-+="\' \n\t019aé新\u00a0\u202e'), { minLength: 1, maxLength: 12 })
      .map((characters) => characters.join('')),
  },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 8, unit: 'binary' }) },
);

/** JSON has no negative zero. */
const asInFile = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,16}$/);

export const text: fc.Arbitrary<SerializedNode> = fc
  .record({
    text: words,
    format: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: ALL_FORMATS })),
    $: fc.option(fc.constantFrom({ mdastEmphasisMarker: '_' }, { mdastStrongMarker: '_' }, { newer: [1] }), {
      nil: undefined,
      freq: 6,
    }),
  })
  .map(({ $, ...rest }) => ({
    type: 'text',
    version: 1,
    mode: 'normal',
    style: '',
    detail: 0,
    ...rest,
    ...($ && { $ }),
  }));

export const lineBreak = fc.constantFrom<SerializedNode>(
  { type: 'linebreak', version: 1 },
  { type: 'linebreak', version: 1, $: { mdastHardLineBreak: '\\' } },
);

export const tab = fc.constant<SerializedNode>({
  type: 'tab',
  version: 1,
  text: '\t',
  format: 0,
  mode: 'normal',
  style: '',
  detail: 2,
});

/** A citation of one to three sources, some with all that a citation can carry. */
const citation = fc
  .record({
    surroundingFormat: fc.constantFrom(0, 0, 0, 3),
    id,
    items: fc.array(
      fc.record(
        {
          sourceId: id,
          locator: words,
          label: fc.constantFrom(...LOCATOR_LABELS),
          prefix: words,
          suffix: words,
          dateAsWritten: words,
        },
        { requiredKeys: ['sourceId'] },
      ),
      { minLength: 1, maxLength: 3 },
    ),
    quote: fc.oneof(fc.constant(''), words),
    verdict: fc.constantFrom(...verdictSchema.options),
    note: fc.oneof(fc.constant(''), words),
  })
  .map(
    ({ surroundingFormat, ...value }): SerializedNode => ({
      type: 'citation',
      version: 1,
      citation: value,
      ...(surroundingFormat && { $: { surroundingFormat } }),
    }),
  );

const storyLink = fc
  .record({ storyId: id, title: words })
  .map((link): SerializedNode => ({ type: 'story-link', version: 1, link }));

const image = fc
  .record({
    attachment: fc
      .tuple(fc.stringMatching(/^[0-9a-f]{64}$/), fc.constantFrom('png', 'jpg', 'jpeg', 'gif', 'webp', 'avif'))
      .map((parts) => parts.join('.')),
    alt: words,
  })
  .map((value): SerializedNode => ({ type: 'image', version: 1, image: value }));

/** A node of a type that only a newer version knows. */
export const unknown = fc
  .record({ kind: fc.stringMatching(/^[a-z]{3,10}$/), data: fc.jsonValue({ maxDepth: 2 }).map(asInFile) })
  .map(({ kind, data }): SerializedNode => ({ type: `future-${kind}`, version: 9, data }));

const url = fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.constant('mailto:a@b.example'));
const link = fc
  .record({
    url,
    title: fc.option(words),
    children: fc.array(text, { minLength: 1, maxLength: 3 }).map(apart),
  })
  .map((fields): SerializedNode => ({ type: 'link', ...element, rel: null, target: null, ...fields }));

/** A claim around words; `arbitraryDocument` gives each an id of its own. */
const claim = fc
  .record({
    confidencePercent: fc.option(fc.integer({ min: 0, max: 100 })),
    likelihoodPercent: fc.option(fc.integer({ min: 1, max: 99 })),
    note: fc.oneof(fc.constant(''), words),
    children: fc.array(fc.oneof({ weight: 4, arbitrary: text }, citation, link), { minLength: 1, maxLength: 3 }),
  })
  .map(
    ({ children, ...fields }): SerializedNode => ({
      type: 'claim',
      ...element,
      claim: { id: '', ...fields },
      children: apart(children),
    }),
  );

/** The content of a line: up to six nodes, none of which the editor would join. */
export const inline = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: text },
      { weight: 2, arbitrary: citation },
      lineBreak,
      tab,
      storyLink,
      image,
      link,
      claim,
      unknown,
    ),
    { maxLength: 6 },
  )
  .map(apart);

/** Text nodes of one format that stand side by side are one to the editor, and so are links to one address. */
export function apart(nodes: SerializedNode[]): SerializedNode[] {
  return nodes.filter((node, index) => {
    const before = nodes[index - 1];
    const isOne = node.type === 'text' ? before?.format === node.format : node.type === 'link';
    return !(isOne && before?.type === node.type);
  });
}
