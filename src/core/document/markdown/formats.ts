/**
 * Formats that Markdown has no mark for, as it writes them: `<u>`, `<mark>`, `<sub>`, `<sup>` around phrasing content.
 */
import { TEXT_TYPE_TO_FORMAT } from 'lexical';
import type { Nodes, Parents, PhrasingContent } from 'mdast';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

/** The HTML elements that stand for a format. */
const FORMAT_BY_TAG = { u: 'underline', mark: 'highlight', sub: 'subscript', sup: 'superscript' } as const;
export type FormatTag = keyof typeof FORMAT_BY_TAG;

/** The bit of the format that a tag stands for, in Lexical's text format mask. */
export function formatBitOf(tag: FormatTag): number {
  return TEXT_TYPE_TO_FORMAT[FORMAT_BY_TAG[tag]] ?? 0;
}

/** Phrasing content in a format that Markdown writes as HTML. */
export type Formatted = { type: 'formatted'; tag: FormatTag; children: PhrasingContent[] };
declare module 'mdast' {
  interface PhrasingContentMap {
    formatted: Formatted;
  }
  interface RootContentMap {
    formatted: Formatted;
  }
}

const TAG = /^<(\/?)(u|mark|sub|sup)>$/i;
const TAGS: readonly FormatTag[] = ['u', 'mark', 'sub', 'sup'];

/** Turns pairs of `<u>`, `<mark>`, `<sub>`, `<sup>` among the children of a parsed Markdown tree into `formatted` nodes. */
export function pairFormatTags(tree: Nodes): void {
  if (!('children' in tree)) return;
  const parent = tree as Parents;
  for (const child of parent.children) pairFormatTags(child);
  if (!parent.children.some((child) => child.type === 'html' && TAG.test(child.value))) return;
  const out: Nodes[] = [];
  const open: { tag: FormatTag; at: number }[] = [];
  for (const child of parent.children as Nodes[]) {
    const match = child.type === 'html' ? TAG.exec(child.value) : null;
    const tag = match?.[2]?.toLowerCase() as FormatTag | undefined;
    if (match && tag && !match[1]) {
      open.push({ tag, at: out.length });
      out.push(child);
    } else if (match && tag && open.at(-1)?.tag === tag) {
      const { at } = open.pop() as { at: number };
      const children = out.splice(at).slice(1) as PhrasingContent[];
      out.push({ type: 'formatted', tag, children });
    } else {
      out.push(child);
    }
  }
  parent.children = out as typeof parent.children;
}

const EXTRA_FORMATS = TAGS.reduce((mask, tag) => mask | formatBitOf(tag), 0);

/**
 * Returns the document with runs of text in such formats wrapped into elements of type `formatted`, so that the Markdown
 * exporter sees them as elements. The result is for a throw-away editor only.
 */
export function wrapFormats(document: StoryDocument): StoryDocument {
  return { root: { ...document.root, children: document.root.children.map(wrapChildren) } };
}

function wrapChildren(node: SerializedNode): SerializedNode {
  if (!node.children) return node;
  const children: SerializedNode[] = [];
  for (const child of node.children) {
    const format = child.type === 'text' && typeof child.format === 'number' ? child.format : 0;
    if ((format & EXTRA_FORMATS) === 0) {
      children.push(wrapChildren(child));
      continue;
    }
    const tags = TAGS.filter((tag) => format & formatBitOf(tag));
    const plain: SerializedNode = { ...child, format: format & ~EXTRA_FORMATS };
    const last = children.at(-1);
    const [first, ...inner] = tags;
    if (first === undefined) continue;
    const wrapped = inner.reduceRight<SerializedNode>((content, tag) => elementOf(tag, [content]), plain);
    if (last?.type === 'formatted' && last.tag === first) last.children?.push(wrapped);
    else children.push(elementOf(first, [wrapped]));
  }
  return { ...node, children };
}

function elementOf(tag: FormatTag, children: SerializedNode[]): SerializedNode {
  return { type: 'formatted', version: 1, tag, direction: null, format: '', indent: 0, children };
}
