/**
 * What most of a story is made of, as mdast without Lexical's help: paragraphs, headings and flat lists of text, citations
 * and story links. Lexical's own mapping first makes a node of everything, which takes ten times as long as the mapping.
 * Whatever is more than that is left to it; the two agree, as a property in the tests says.
 */
import { TEXT_TYPE_TO_FORMAT } from 'lexical';
import type { BlockContent, Heading, List, ListItem, PhrasingContent } from 'mdast';
import type { SerializedNode } from '#core/model/story.ts';
import { citationIn } from '../citation-in.ts';
import { surroundingFormatIn } from '../nodes/citation-node.ts';
import { storyLinkIn } from '../nodes/story-link-node.ts';

const BOLD = TEXT_TYPE_TO_FORMAT.bold ?? 0;
const ITALIC = TEXT_TYPE_TO_FORMAT.italic ?? 0;
const STRIKETHROUGH = TEXT_TYPE_TO_FORMAT.strikethrough ?? 0;
const CODE = TEXT_TYPE_TO_FORMAT.code ?? 0;
/** The formats that Markdown has a mark for. */
const MARKED = BOLD | ITALIC | STRIKETHROUGH | CODE;
const DEPTHS: Record<string, Heading['depth']> = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6 };

/** The block as mdast; null where it holds anything that is not plain. */
export function plainBlockOf(block: SerializedNode): BlockContent | null {
  // A section's state has no place in the tree; any other may say how something was written.
  if (block.$ && Object.keys(block.$).some((key) => key !== 'section')) return null;
  switch (block.type) {
    case 'paragraph': {
      const children = plainPhrasingOf(block);
      return children && { type: 'paragraph', children };
    }
    case 'heading': {
      const depth = DEPTHS[String(block.tag)];
      const children = plainPhrasingOf(block);
      return depth && children ? { type: 'heading', depth, children } : null;
    }
    case 'list':
      return plainListOf(block);
    default:
      return null;
  }
}

function plainListOf({ listType, start, children: items = [] }: SerializedNode): List | null {
  if (listType !== 'bullet' && listType !== 'number' && listType !== 'check') return null;
  const isOrdered = listType === 'number';
  if (isOrdered && typeof start !== 'number') return null;
  const children: ListItem[] = [];
  for (const item of items) {
    const phrasing = item.type === 'listitem' && !item.$ ? plainPhrasingOf(item) : null;
    if (!phrasing) return null;
    const checked = listType === 'check' ? item.checked === true : null;
    children.push({ type: 'listItem', spread: false, checked, children: [{ type: 'paragraph', children: phrasing }] });
  }
  return { type: 'list', ordered: isOrdered, spread: false, start: isOrdered ? Number(start) : undefined, children };
}

/** Texts of one format beside each other. */
type Run = { format: number; value: string };

function plainPhrasingOf({ children = [] }: SerializedNode): PhrasingContent[] | null {
  const out: PhrasingContent[] = [];
  let run: Run | undefined;
  for (const child of children) {
    if (child.type === 'text') {
      if (typeof child.text !== 'string' || typeof child.format !== 'number') return null;
      const format = child.format & MARKED;
      if (run?.format === format) {
        run.value += child.text;
        continue;
      }
      // Formats that touch may overlap, and then nest; that is not plain.
      if (run && run.format !== 0 && format !== 0) return null;
      if (run) out.push(marked(run));
      run = { format, value: child.text };
      continue;
    }
    const leaf = leafOf(child);
    if (!leaf) return null;
    if (run) out.push(marked(run));
    run = undefined;
    out.push(leaf);
  }
  if (run) out.push(marked(run));
  return out;
}

function leafOf(node: SerializedNode): PhrasingContent | null {
  if (node.type === 'citation') {
    const citation = citationIn(node);
    return citation ? { type: 'citation', citation, format: surroundingFormatIn(node) } : null;
  }
  const link = node.type === 'story-link' ? storyLinkIn(node) : null;
  return link && { type: 'storyLink', link };
}

/** Text in its formats, in the order in which Lexical's mapping nests those of a single run. */
function marked({ value, format }: Run): PhrasingContent {
  let content: PhrasingContent = format & CODE ? { type: 'inlineCode', value } : { type: 'text', value };
  if (format & ITALIC) content = { type: 'emphasis', children: [content] };
  if (format & BOLD) content = { type: 'strong', children: [content] };
  if (format & STRIKETHROUGH) content = { type: 'delete', children: [content] };
  return content;
}
