/**
 * Markdown ⇄ document, by Lexical's own CommonMark/GFM mapping. How a tree is written out is `publish`'s business.
 */
import { $convertFromMarkdownString, $convertFromMdast, $convertToMdast } from '@lexical/mdast';
import { $getRoot } from 'lexical';
import type { Root } from 'mdast';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { withoutClaims } from '../claims.ts';
import { openDocument } from '../gate.ts';
import { readDocument, writeDocument } from '../headless.ts';
import { alignAllColumns } from './align-columns.ts';
import { wrapFormats } from './formats.ts';
import { joinMarks } from './join-marks.ts';
import { plainBlockOf } from './plain-blocks.ts';

/**
 * Parses CommonMark with GFM (and `<u>`, `<mark>`, `<sub>`, `<sup>`) into a document. Other HTML stays as text, and
 * so do the words of links that lead by another scheme than http, https or mailto.
 */
export function documentFromMarkdown(markdown: string): StoryDocument {
  return openDocument(writeDocument(() => $convertFromMarkdownString(markdown))).document;
}

/** Makes a document of an mdast tree, which may hold our own nodes. */
export function documentFromMdast(tree: Root): StoryDocument {
  return openDocument(writeDocument(() => $convertFromMdast(tree))).document;
}

/**
 * Returns the document as an mdast tree; citations and story links are nodes of their own, not yet printed. Of a claim
 * there are only its words.
 */
export function mdastOf(document: StoryDocument): Root {
  const { root } = wrapFormats(withoutClaims(document));
  const tree: Root = { type: 'root', children: [] };
  let others: SerializedNode[] = [];
  const readOthers = () => {
    if (others.length > 0) tree.children.push(...mappedByLexical({ root: { ...root, children: others } }).children);
    others = [];
  };
  for (const block of root.children) {
    const plain = plainBlockOf(block);
    if (!plain) others.push(block);
    else {
      readOthers();
      tree.children.push(plain);
    }
  }
  readOthers();
  joinMarks(tree);
  alignAllColumns(tree);
  return tree;
}

/** The blocks of a document as mdast; each is mapped by itself, whatever stands beside it. */
function mappedByLexical(document: StoryDocument): Root {
  return readDocument(document, () => $convertToMdast($getRoot()));
}
