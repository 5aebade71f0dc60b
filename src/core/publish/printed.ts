/**
 * What both Markdown and HTML begin with: the document as a tree in which citations and story links know their text.
 */
import type { Nodes, Root } from 'mdast';
import type { CitationPrinter } from '#core/citation/printer.ts';
import { mdastOf } from '#core/document/markdown/convert.ts';
import type { MdastCitation } from '#core/document/markdown/extension.ts';
import type { Source } from '#core/model/source.ts';
import type { StoryDocument } from '#core/model/story.ts';

/** What publishing needs beside the story. */
export type PublishContext = {
  printer: CitationPrinter;
  /** The sources that the story cites, by id. */
  sources: ReadonlyMap<string, Source>;
  /** What linked stories are called now, by id. */
  storyTitles?: ReadonlyMap<string, string>;
};

/** The document as mdast, citations printed in its order, with the citations beside it. */
export function printedTree(
  document: StoryDocument,
  context: PublishContext,
): { tree: Root; citations: MdastCitation[] } {
  const tree = mdastOf(document);
  const citations: MdastCitation[] = [];
  visit(tree, (node) => {
    if (node.type === 'citation') citations.push(node);
    else if (node.type === 'storyLink') node.title = context.storyTitles?.get(node.link.storyId) ?? node.link.title;
  });
  // Each source of a citation alone too, in the same breath: numbers and years are then given as in the citations.
  const alone = citations.flatMap(({ citation }) => citation.items.map((item) => ({ ...citation, items: [item] })));
  const printed = context.printer.printCitations(
    [...citations.map(({ citation }) => citation), ...alone],
    context.sources,
  );
  let next = citations.length;
  citations.forEach((node, index) => {
    const { text, html } = printed[index] ?? { text: '', html: '' };
    const end = next + node.citation.items.length;
    node.printed = { text, html, alone: printed.slice(next, end).map((one) => one.text) };
    next = end;
  });
  return { tree, citations };
}

function visit(node: Nodes, act: (node: Nodes) => void): void {
  act(node);
  if ('children' in node) for (const child of node.children) visit(child, act);
}
