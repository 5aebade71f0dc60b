/**
 * Pandoc Markdown as an mdast tree with our own nodes in it.
 */
import type { Nodes, Parents, PhrasingContent, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { type Citation, citationItemSchema, citationSchema } from '#core/model/citation.ts';
import { claimSchema } from '#core/model/claim.ts';
import { storyLinkSchema } from '#core/model/story-link.ts';
import type { Attributes } from './attributes.ts';
import { type KeyedItem, SOURCES_CHANGED } from './cite-syntax.ts';
import { type Token, type Tokenised, tokenise } from './tokens.ts';

/** A tree, and what its headings and blocks carry, in their order. */
export type PandocTree = {
  tree: Root;
  /** The attributes of each heading at the top level; null where it has none. */
  headings: (Attributes | null)[];
  /** The blocks that are kept as JSON, by the text that stands in their place. */
  blocks: Map<string, Extract<Token, { kind: 'block' }>>;
};

/** Parses the body of a Pandoc document. `sourceIdOf` tells the source that a key names; ids are minted by `newId`. */
export function parsePandoc(body: string, sourceIdOf: (key: string) => string, newId: () => string): PandocTree {
  const tokenised = tokenise(body);
  const tree = fromMarkdown(tokenised.text, {
    extensions: [gfm({ singleTilde: false })],
    mdastExtensions: [gfmFromMarkdown()],
  });
  tree.children = tree.children.filter((block) => block.type !== 'html' || !/^<!--\s*-->$/.test(block.value));
  const headings: (Attributes | null)[] = [];
  const blocks: PandocTree['blocks'] = new Map();
  for (const block of tree.children) {
    const [only, ...others] = block.type === 'paragraph' ? block.children : [];
    const [token] = only?.type === 'text' && others.length === 0 ? tokenised.split(only.value) : [];
    if (token && typeof token !== 'string' && token.kind === 'block' && only?.type === 'text') {
      blocks.set(only.value, token);
      continue;
    }
    placeTokens(block, tokenised, { sourceIdOf, newId });
    if (block.type === 'heading') headings.push(takeHeadingAttributes(block));
  }
  return { tree, headings, blocks };
}

type Context = { sourceIdOf: (key: string) => string; newId: () => string };
/** A token among the children of a parent, until it is paired. */
type Placed = { type: 'token'; token: Token };
declare module 'mdast' {
  interface HeadingData {
    /** The attributes at the heading's end. */
    pandoc?: Attributes;
  }
}

function placeTokens(node: Nodes, tokenised: Tokenised, context: Context): void {
  if (node.type === 'code' || node.type === 'inlineCode' || node.type === 'html') {
    node.value = tokenised.restore(node.value);
  }
  if (node.type === 'link' || node.type === 'image') {
    node.url = tokenised.restore(node.url);
    if (node.title) node.title = tokenised.restore(node.title);
    if (node.type === 'image') node.alt = tokenised.restore(node.alt ?? '');
  }
  if (!('children' in node)) return;
  const parent = node as Parents;
  for (const child of parent.children) placeTokens(child, tokenised, context);
  const pieces = (parent.children as Nodes[]).flatMap((child): (Nodes | Placed)[] =>
    child.type === 'text'
      ? tokenised
          .split(child.value)
          .map((piece) =>
            typeof piece === 'string' ? { type: 'text', value: piece } : { type: 'token', token: piece },
          )
      : [child],
  );
  parent.children = joinTexts(pair(pieces, parent, tokenised, context)) as typeof parent.children;
}

/** Puts nodes in the place of tokens; an opening without its closing is text again. */
function pair(pieces: (Nodes | Placed)[], parent: Parents, tokenised: Tokenised, context: Context): Nodes[] {
  const out: (Nodes | Placed)[] = [];
  const textOf = ({ token }: Placed): Nodes => ({ type: 'text', value: tokenised.restore(token.source) });
  pieces.forEach((piece, index) => {
    if (piece.type !== 'token') {
      out.push(piece);
      return;
    }
    const { token } = piece;
    if (token.kind === 'citation') {
      const citation = citationFrom(token, context);
      out.push(citation ? { type: 'citation', citation } : textOf(piece));
    } else if (token.kind === 'open') out.push(piece);
    else if (token.kind === 'heading' && parent.type === 'heading' && index === pieces.length - 1) {
      parent.data = { ...parent.data, pandoc: token.attributes };
    } else if (token.kind === 'close') {
      const at = out.findLastIndex(
        (each) => each.type === 'token' && each.token.kind === 'open' && each.token.name === token.name,
      );
      const children =
        at < 0
          ? []
          : (out.slice(at + 1).map((each) => (each.type === 'token' ? textOf(each) : each)) as PhrasingContent[]);
      const span = at < 0 ? undefined : spanFrom(token, joinTexts(children) as PhrasingContent[]);
      if (span) out.splice(at, out.length, span);
      else out.push(textOf(piece));
    } else out.push(textOf(piece));
  });
  return out.map((each) => (each.type === 'token' ? textOf(each) : each));
}

function joinTexts(nodes: readonly Nodes[]): Nodes[] {
  const joined: Nodes[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.type === 'text' && last?.type === 'text') last.value += node.value;
    else joined.push(node.type === 'text' ? { type: 'text', value: node.value } : node);
  }
  return joined;
}

function takeHeadingAttributes(heading: Extract<Nodes, { type: 'heading' }>): Attributes | null {
  const attributes = heading.data?.pandoc ?? null;
  delete heading.data;
  return attributes;
}

function spanFrom(token: Extract<Token, { kind: 'open' | 'close' }>, children: PhrasingContent[]): Nodes | undefined {
  const { name, attributes } = token;
  if (name === 'story-link') {
    const [only, ...others] = children;
    const title = only === undefined ? '' : only.type === 'text' && others.length === 0 ? only.value : undefined;
    const link = storyLinkSchema.safeParse({ storyId: attributes.values.story, title });
    return link.success ? { type: 'storyLink', link: link.data } : undefined;
  }
  if (name === 'claim') {
    const { confidence, likelihood, note } = attributes.values;
    const claim = claimSchema.safeParse({
      id: attributes.id,
      confidencePercent: confidence === undefined ? null : Number(confidence),
      likelihoodPercent: likelihood === undefined ? null : Number(likelihood),
      note: note ?? '',
    });
    return claim.success ? { type: 'claim', claim: claim.data, children } : undefined;
  }
  return { type: 'formatted', tag: name, children };
}

function citationFrom(
  token: Extract<Token, { kind: 'citation' }>,
  { sourceIdOf, newId }: Context,
): Citation | undefined {
  const { id, values } = token.attributes ?? { values: {} as Record<string, string> };
  const kept = values.items === undefined ? token.items : keptItems(values.items);
  const { quote, verdict, note, credibility, reviewed, sentence, sources } = values;
  return citationSchema.safeParse({
    id: id ?? newId(),
    items: kept.map(({ key, ...item }) => ({ ...item, sourceId: sourceIdOf(key) })),
    quote,
    verdict,
    note,
    ...(credibility !== undefined && { credibility: Number(credibility) }),
    ...(reviewed !== undefined && {
      review: { at: reviewed, sentence: sentence ?? '', ...(sources === SOURCES_CHANGED && { sourcesChanged: true }) },
    }),
  }).data;
}

/** Items that the text could not say in full, as they are kept in the attributes. */
function keptItems(json: string): KeyedItem[] {
  try {
    const parsed: unknown = JSON.parse(json);
    if (!Array.isArray(parsed)) return [];
    return parsed.flatMap((entry: Record<string, unknown>) => {
      const item = citationItemSchema.omit({ sourceId: true }).safeParse(entry).data;
      return item && typeof entry.key === 'string' ? [{ ...item, key: entry.key } as KeyedItem] : [];
    });
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
