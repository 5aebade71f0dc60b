/**
 * The elements of a page as blocks and running text of a document. What is no text (scripts, styles, frames, forms,
 * drawings) has no way through here.
 */
import type { BlockContent, ListItem, PhrasingContent, TableCell, TableRow } from 'mdast';
import { isSafeUrl } from '#core/document/safe-url.ts';
import { MAX_NESTED_BLOCKS, tidied } from '../rich-page.ts';
import { gridOf, type TableGrid } from './table-grid.ts';
import { attributeOf, elementsIn, type HtmlElement, type HtmlNode, isElement, textOf } from './tree.ts';

export type HtmlContext = {
  keepImage(bytes: Uint8Array): string | undefined;
  /** Is told of each image that lies beside the page, or is of a kind that can't be kept. */
  missImage(): void;
  /** What an element stands for that means more than its name: a citation, a note's mark. Undefined for any other. */
  specialOf(element: HtmlElement): PhrasingContent[] | undefined;
  /** Elements that are left out with all that is in them. */
  isLeftOut(element: HtmlElement): boolean;
};

/** Elements that go with all that is in them. */
const DROPPED = new Set(
  'script style link meta base head title noscript template iframe frame frameset noframes object embed applet svg canvas video audio source track map area button input select textarea option datalist output progress meter dialog nav aside footer'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  'address article body blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre search section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const STRONG = new Set(['strong', 'b']);
const EMPHASIS = new Set(['em', 'i', 'cite', 'dfn', 'var']);
const DELETED = new Set(['del', 's', 'strike']);
const CODE = new Set(['code', 'kbd', 'samp', 'tt']);
const FORMATTED: Record<string, 'u' | 'mark' | 'sub' | 'sup'> = {
  u: 'u',
  ins: 'u',
  mark: 'mark',
  sub: 'sub',
  sup: 'sup',
};

/** The blocks that a page's nodes make; running text between them is paragraphs. */
export function blocksFrom(nodes: readonly HtmlNode[], context: HtmlContext, depth = 0): BlockContent[] {
  const blocks: BlockContent[] = [];
  let run: PhrasingContent[] = [];
  const flush = () => {
    const children = tidied(run);
    if (children.length > 0) blocks.push({ type: 'paragraph', children });
    run = [];
  };
  for (const node of nodes) {
    if (!isElement(node) || !holdsBlock(node)) {
      run.push(...phrasingFrom([node], context));
      continue;
    }
    flush();
    if (!isKept(node, context)) continue;
    // LibreOffice ends a list before one within it, which then stands in a list of its own without an item.
    const within = blocksFrom(listsWithoutItem(node), context, depth + 1);
    const last = blocks.at(-1);
    if (last?.type === 'list') last.children.at(-1)?.children.push(...within);
    else blocks.push(...within);
    for (const block of blockFrom(node, context, depth)) pushApart(blocks, block);
  }
  flush();
  return blocks;
}

/** Adds a block; one list of numbers follows another as part of it, so one that begins anew has an empty line before it. */
function pushApart(blocks: BlockContent[], block: BlockContent): void {
  const last = blocks.at(-1);
  const isAnew =
    block.type === 'list' &&
    block.ordered &&
    last?.type === 'list' &&
    last.ordered &&
    block.start !== (last.start ?? 1) + last.children.length;
  if (isAnew) blocks.push({ type: 'paragraph', children: [] });
  blocks.push(block);
}

function blockFrom(element: HtmlElement, context: HtmlContext, depth: number): BlockContent[] {
  const { tagName, childNodes } = element;
  const isTooDeep = depth > MAX_NESTED_BLOCKS;
  switch (tagName) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': {
      const children = tidied(phrasingFrom(childNodes, context));
      const level = Number(tagName.slice(1)) as 1 | 2 | 3 | 4 | 5 | 6;
      return children.length > 0 ? [{ type: 'heading', depth: level, children }] : [];
    }
    case 'hr':
      return [{ type: 'thematicBreak' }];
    case 'pre': {
      const value = rawText(element).replace(/\n$/, '');
      const language = /\blanguage-([\w+#.-]{1,40})/.exec(
        elementsIn(element)
          .map((inner) => attributeOf(inner, 'class') ?? '')
          .join(' '),
      )?.[1];
      return value.trim() ? [{ type: 'code', value, ...(language && { lang: language }) }] : [];
    }
    case 'blockquote': {
      const children = blocksFrom(childNodes, context, depth + 1);
      return isTooDeep || children.length === 0 ? children : [{ type: 'blockquote', children }];
    }
    case 'ul':
    case 'ol': {
      const items = listItems(element, context, depth + 1);
      if (isTooDeep) return items.flatMap(({ children }) => children as BlockContent[]);
      if (items.length === 0) return [];
      const start = Number.parseInt(attributeOf(element, 'start') ?? '1', 10);
      const ordered = tagName === 'ol';
      return [
        { type: 'list', ordered, ...(ordered && { start: start >= 0 ? start : 1 }), spread: false, children: items },
      ];
    }
    case 'table':
      return tableFrom(element, context, depth);
    case 'dt': {
      const children = tidied(phrasingFrom(childNodes, context));
      return children.length > 0 ? [{ type: 'paragraph', children: [{ type: 'strong', children }] }] : [];
    }
    default:
      return blocksFrom(childNodes, context, depth);
  }
}

function listItems(list: HtmlElement, context: HtmlContext, depth: number): ListItem[] {
  const items: ListItem[] = [];
  for (const node of list.childNodes) {
    if (!isElement(node) || !isKept(node, context)) continue;
    const children =
      node.tagName === 'li' ? blocksFrom(node.childNodes, context, depth) : blocksFrom([node], context, depth);
    const last = items.at(-1);
    // Some programs put a list beside the item that it belongs to.
    if (node.tagName !== 'li' && last) last.children.push(...children);
    else if (isList(node)) continue;
    else if (children.length > 0) {
      const checked = boxOf(node);
      items.push({ type: 'listItem', spread: false, ...(checked !== undefined && { checked }), children });
    }
  }
  return items;
}

function isList({ tagName }: HtmlElement): boolean {
  return tagName === 'ul' || tagName === 'ol';
}

/** The lists that stand in a list before its first item. */
function listsWithoutItem(list: HtmlElement): HtmlElement[] {
  if (!isList(list)) return [];
  const inside = list.childNodes.filter(isElement);
  const first = inside.findIndex((element) => !isList(element));
  return first < 0 ? inside : inside.slice(0, first);
}

/** Whether the box before an item's text is ticked; undefined where there is none. */
function boxOf(item: HtmlElement): boolean | undefined {
  const [first] = elementsIn(item).filter(({ tagName }) => tagName === 'input' || tagName === 'ul' || tagName === 'ol');
  if (first?.tagName !== 'input' || attributeOf(first, 'type') !== 'checkbox') return undefined;
  return attributeOf(first, 'checked') !== undefined;
}

function tableFrom(table: HtmlElement, context: HtmlContext, depth: number): BlockContent[] {
  const rows: HtmlElement[] = [];
  const caption: HtmlElement[] = [];
  const look = (element: HtmlElement) => {
    for (const child of element.childNodes) {
      if (!isElement(child) || !isKept(child, context)) continue;
      if (child.tagName === 'tr') rows.push(child);
      else if (child.tagName === 'caption') caption.push(child);
      else if (['thead', 'tbody', 'tfoot'].includes(child.tagName)) look(child);
    }
  };
  look(table);
  const cellsOf = (row: HtmlElement) =>
    row.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'td' || tagName === 'th');
  const width = Math.max(0, ...rows.map((row) => cellsOf(row).length));
  const grid = gridOf(rows, cellsOf);
  const isLayout =
    !grid ||
    width < 2 ||
    attributeOf(table, 'role') === 'presentation' ||
    elementsIn(table).some((inner) => inner !== table && inner.tagName === 'table');
  const above = caption.flatMap((element) => blocksFrom(element.childNodes, context, depth));
  if (isLayout) {
    // A table that only puts things in their places is read one place after the other.
    return [
      ...above,
      ...rows.flatMap((row) => cellsOf(row).flatMap((cell) => blocksFrom(cell.childNodes, context, depth + 1))),
    ];
  }
  const children = grid.map(
    (row): TableRow => ({
      type: 'tableRow',
      children: row.map(
        (cell): TableCell => ({
          type: 'tableCell',
          children: cell ? tidied(cellText(cell.childNodes, context)) : [],
        }),
      ),
    }),
  );
  const align = children[0]?.children.map((_, column) => alignmentOf(grid, column)) ?? [];
  return [...above, { type: 'table', align, children }];
}

function alignmentOf(grid: TableGrid, column: number) {
  const said = grid.map((row) => {
    const cell = row[column];
    if (!cell) return undefined;
    const style = attributeOf(cell, 'style') ?? '';
    return (
      /\balign-(left|center|right)\b/.exec(attributeOf(cell, 'class') ?? '')?.[1] ??
      /text-align:\s*(left|center|right)/.exec(style)?.[1] ??
      attributeOf(cell, 'align')
    );
  });
  const [first] = said;
  return first === 'left' || first === 'center' || first === 'right' ? first : null;
}

/** Cells hold running text: their blocks stand on lines of their own. */
function cellText(nodes: readonly HtmlNode[], context: HtmlContext): PhrasingContent[] {
  const out: PhrasingContent[] = [];
  for (const node of nodes) {
    if (isElement(node) && holdsBlock(node)) {
      if (!isKept(node, context)) continue;
      if (out.length > 0) out.push({ type: 'break' });
      out.push(...cellText(node.childNodes, context));
    } else out.push(...phrasingFrom([node], context));
  }
  return out;
}

/** Running text; an element that is none of its formats stands for what is in it. */
export function phrasingFrom(nodes: readonly HtmlNode[], context: HtmlContext): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.nodeName === '#text' && 'value' in node) return [{ type: 'text', value: node.value }];
    if (!isElement(node) || !isKept(node, context)) return [];
    const special = context.specialOf(node);
    if (special) return special;
    const { tagName } = node;
    if (tagName === 'br') return [{ type: 'break' }];
    if (tagName === 'wbr') return [];
    if (tagName === 'img') return imageFrom(node, context);
    if (tagName === 'math') return [{ type: 'text', value: textOf(node) }];
    if (CODE.has(tagName)) {
      const value = textOf(node).replace(/\n/g, ' ');
      return value ? [{ type: 'inlineCode', value }] : [];
    }
    const children = phrasingFrom(node.childNodes, context);
    if (children.length === 0) return [];
    if (tagName === 'a') {
      const url = (attributeOf(node, 'href') ?? '').trim();
      return isSafeUrl(url) ? [{ type: 'link', url, children: children.map(unlinked) }] : children;
    }
    if (tagName === 'q') return [{ type: 'text', value: '“' }, ...children, { type: 'text', value: '”' }];
    return formatted(node, children);
  });
}

/** A link in a link is none. */
function unlinked(node: PhrasingContent): PhrasingContent {
  return node.type === 'link' ? { type: 'emphasis', children: node.children } : node;
}

/** The element's own format, or what its style says of weight and slant, as word processors write it. */
function formatted(element: HtmlElement, children: PhrasingContent[]): PhrasingContent[] {
  const { tagName } = element;
  const style = tagName === 'span' || tagName === 'font' ? (attributeOf(element, 'style') ?? '') : '';
  const says = (pattern: RegExp) => pattern.test(style);
  let out = children;
  const tag = FORMATTED[tagName] ?? (says(/text-decoration[^;]*underline/) ? 'u' : undefined);
  if (tag) out = [{ type: 'formatted', tag, children: out }];
  if (DELETED.has(tagName) || says(/text-decoration[^;]*line-through/)) out = [{ type: 'delete', children: out }];
  if (EMPHASIS.has(tagName) || says(/font-style:\s*italic/)) out = [{ type: 'emphasis', children: out }];
  if (STRONG.has(tagName) || says(/font-weight:\s*(?:bold|[6-9]00)/)) out = [{ type: 'strong', children: out }];
  return out;
}

function imageFrom(element: HtmlElement, context: HtmlContext): PhrasingContent[] {
  const alt = (attributeOf(element, 'alt') ?? '').trim();
  const src = (attributeOf(element, 'src') ?? '').trim();
  const bytes = bytesOfDataUri(src);
  const name = bytes && context.keepImage(bytes);
  if (name) return [{ type: 'image', url: `attachments/${name}`, alt }];
  if (src && !/^(?:https?:)?\/\//i.test(src)) context.missImage();
  // Nothing remote is ever loaded: what remains of such an image is its description, linked to where it lies.
  if (!alt) return [];
  return isSafeUrl(src)
    ? [{ type: 'link', url: src, children: [{ type: 'text', value: alt }] }]
    : [{ type: 'text', value: alt }];
}

function bytesOfDataUri(uri: string): Uint8Array | undefined {
  const base64 = /^data:image\/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)$/.exec(uri)?.[1]?.replace(/\s+/g, '');
  if (base64 === undefined) return undefined;
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch (error) {
    // Not base64 after all.
    if (!(error instanceof DOMException)) throw error;
    return undefined;
  }
}

function isKept(element: HtmlElement, context: HtmlContext): boolean {
  const isNotes = /^doc-(?:end|foot)notes$/.test(attributeOf(element, 'role') ?? '');
  if (DROPPED.has(element.tagName) && !isNotes) return false;
  if (attributeOf(element, 'hidden') !== undefined || attributeOf(element, 'aria-hidden') === 'true') return false;
  if (/(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attributeOf(element, 'style') ?? '')) return false;
  return !context.isLeftOut(element);
}

function holdsBlock(element: HtmlElement): boolean {
  if (BLOCKS.has(element.tagName)) return true;
  // Running text with a block inside is a wrapper, as <a> around a card or a custom element around everything.
  return !DROPPED.has(element.tagName) && elementsIn(element).some(({ tagName }) => BLOCKS.has(tagName));
}

/** Text as it stands, every space of it. */
function rawText(element: HtmlElement): string {
  let text = '';
  const waiting: HtmlNode[] = [element];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.nodeName === '#text' && 'value' in node) text += node.value;
    else if (isElement(node)) {
      if (node.tagName === 'br') text += '\n';
      waiting.push(...node.childNodes.toReversed());
    }
  }
  return text;
}
