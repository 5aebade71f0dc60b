/**
 * A story as Pandoc Markdown, which loses nothing: what Markdown can say is said in it, the rest stands in attributes and in
 * the metadata block. `readPandoc` gives the same story back.
 */
import type { Nodes, Root, RootContent } from 'mdast';
import { sourcesCitedIn } from '#core/document/citations.ts';
import { mdastOf } from '#core/document/markdown/convert.ts';
import { sectionStateOf } from '#core/document/outline.ts';
import type { Source } from '#core/model/source.ts';
import type { SerializedNode, Story } from '#core/model/story.ts';
import { printAttributes } from './attributes.ts';
import { checksumOf } from './checksum.ts';
import { createClaimMarks } from './claim-marks.ts';
import { citationKeysFor } from './keys.ts';
import { type GalleyMetadata, printMetadata } from './metadata.ts';
import { printBlock } from './print-block.ts';
import { readPandocBody } from './read.ts';
import { sameNode } from './same-node.ts';
import { syntaxMemoryOf } from './syntax-memory.ts';
import { workMarksOf } from './works.ts';

export type PandocOptions = {
  /** The sources that the story cites, by id. */
  sources: ReadonlyMap<string, Source>;
  /** The file of the bibliography, relative to the document; absent, none is named. */
  bibliography?: string;
};

/** A Pandoc document and the citation keys of its sources. */
export type PandocDocument = { markdown: string; keys: Map<string, string> };

/** Writes a story and checks it by reading it back: a block that would not come back the same is kept as its JSON too. */
export function writePandoc(story: Story, { sources, bibliography }: PandocOptions): PandocDocument {
  const blocks = story.document.root.children;
  const keys = citationKeysFor(sourcesCitedIn(story.document), sources);
  const ids = new Map(Array.from(keys, ([id, key]) => [key, id]));
  const printed = printBlocks(story, keys);
  const read = (texts: readonly string[], of: readonly SerializedNode[]) =>
    readPandocBody(joined(texts, of), {
      newId: () => 'unused',
      sourceIdOf: (key) => ids.get(key) ?? key,
    }).root.children;

  const back = read(printed, blocks);
  const isAligned = back.length === blocks.length;
  const texts = blocks.map((block, index) => {
    const text = printed[index] ?? '';
    // Where blocks ran together, each is looked at by itself.
    const [own, ...others] = isAligned ? [back[index]] : read([text], [block]);
    return own && others.length === 0 && sameNode(own, block) ? text : keptWhole(block, text);
  });
  // What comes back the same by itself may still run into its neighbour, or come back only with it.
  if (read(texts, blocks).length !== blocks.length) {
    for (const [index, block] of blocks.entries()) {
      const before = blocks[index - 1];
      const text = texts[index] ?? '';
      if (!before || isKeptWhole(text)) continue;
      const [first, second, ...others] = read([texts[index - 1] ?? '', text], [before, block]);
      const isApart = first && second && others.length === 0 && sameNode(first, before) && sameNode(second, block);
      if (!isApart) texts[index] = keptWhole(block, text);
    }
  }
  const again = read(texts, blocks);
  const whole = blocks.map((block, index) => {
    const found = again.length === blocks.length ? again[index] : undefined;
    const text = texts[index] ?? '';
    return (found && sameNode(found, block)) || isKeptWhole(text) ? text : keptWhole(block, text);
  });

  const { root } = story.document;
  const { children: _, ...rootState } = root;
  const memory = syntaxMemoryOf(story.document);
  const { id, rev, createdAt, savedAt, mutedChecks, origin } = story;
  const galley: GalleyMetadata = {
    schemaVersion: 1,
    id,
    rev,
    createdAt,
    savedAt,
    mutedChecks,
    ...(origin && { origin }),
    sources: Object.fromEntries(ids),
    works: Object.fromEntries(
      Array.from(ids, ([key, id]) => [key, sources.get(id)] as const).flatMap(([key, source]) =>
        source ? [[key, workMarksOf(source.csl)]] : [],
      ),
    ),
    ...(memory.length > 0 && { syntax: JSON.stringify(memory) }),
    root: JSON.stringify(rootState),
  };
  return { keys, markdown: `${printMetadata(story, galley, bibliography)}\n${joined(whole, blocks)}` };
}

function printBlocks(story: Story, keys: ReadonlyMap<string, string>): string[] {
  const { root } = story.document;
  // What Markdown has no mapping for would be left out, and the blocks would no longer stand beside each other.
  const marks = createClaimMarks(root.children);
  const children = root.children.map((block) => (isMapped(block) ? marks.mark(block) : emptyParagraph()));
  const tree: Root = mdastOf({ root: { ...root, children } });
  if (tree.children.length !== children.length) return children.map(() => '');
  return tree.children.map((node: RootContent, index) => {
    const block = root.children[index];
    if (!block || !isMapped(block)) return '';
    return marks.span(printBlock(node, keys)) + headingAttributes(block, node);
  });
}

const MAPPED = new Set(['paragraph', 'heading', 'quote', 'code', 'list', 'table', 'horizontalrule']);
const isMapped = (block: SerializedNode) => MAPPED.has(block.type) && !isEmpty(block);
const isEmpty = (block: SerializedNode) =>
  (block.type === 'paragraph' || block.type === 'heading' || block.type === 'quote') && !block.children?.length;

function emptyParagraph(): SerializedNode {
  return {
    type: 'paragraph',
    version: 1,
    children: [],
    direction: null,
    format: '',
    indent: 0,
    textFormat: 0,
    textStyle: '',
  };
}

function headingAttributes(block: SerializedNode, node: Nodes): string {
  const section = node.type === 'heading' ? sectionStateOf(block) : null;
  if (!section) return '';
  const { id, role, confidencePercent, rationale } = section;
  const values: Record<string, string> = { role };
  if (confidencePercent !== null) values.confidence = String(confidencePercent);
  if (rationale) values.rationale = rationale;
  return ` ${printAttributes({ id, classes: [], values })}`;
}

/** A block in a div that carries its JSON; inside, what it looks like for who reads the file without Galley. */
function keptWhole(block: SerializedNode, text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/:{3,}/g), ([colons]) => colons.length));
  const fence = ':'.repeat(longest + 1);
  const attributes = printAttributes({
    classes: ['galley-block'],
    values: { sum: checksumOf(text), data: JSON.stringify(block) },
  });
  return `${fence} ${attributes}\n${text ? `${text}\n` : ''}${fence}`;
}

function isKeptWhole(text: string): boolean {
  return /^:{3,} \{\.galley-block /.test(text);
}

/** Two lists that follow each other are one to Markdown; a comment keeps them apart. */
function joined(texts: readonly string[], blocks: readonly SerializedNode[]): string {
  return texts
    .map((text, index) => {
      const isSecondList = texts.length > 1 && blocks[index]?.type === 'list' && blocks[index - 1]?.type === 'list';
      return `${isSecondList ? '<!-- -->\n\n' : ''}${text}\n`;
    })
    .join('\n');
}
