/**
 * Pandoc Markdown into a story. What Galley wrote comes back as it was; of another's document, what it says.
 */
import { documentFromMdast } from '#core/document/markdown/convert.ts';
import { readMarkdown } from '#core/document/markdown/nesting.ts';
import { type SectionState, sectionRoleSchema, sectionStateSchema } from '#core/model/section.ts';
import type { SerializedNode, Story, StoryDocument } from '#core/model/story.ts';
import type { Attributes } from './attributes.ts';
import { checksumOf } from './checksum.ts';
import { readMetadata } from './metadata.ts';
import { withSyntaxMemory } from './syntax-memory.ts';
import { parsePandoc } from './tree.ts';
import type { NamedSource } from './works.ts';

/** A story as Pandoc Markdown gave it, and the sources that its citations named, by their ids. */
export type ReadPandoc = { story: Story; named: Map<string, NamedSource> };

/**
 * Reads a document that `writePandoc` wrote: the story equals the one that was written. Null for a text that Galley has not
 * written; `readPandocBody` reads those. Throws `Failure` Invalid where its metadata are damaged or it nests too deeply.
 */
export function readPandoc(text: string, newId: () => string): ReadPandoc | null {
  const metadata = readMetadata(text);
  if (!metadata) return null;
  const { fields, galley, syntax, body } = metadata;
  const { sources, works, syntax: _, root, ...kept } = galley;
  // All of them: a block that was kept whole names its sources by their ids, and no key of theirs need stand in the text.
  const named = new Map(
    Object.entries(sources).map(([key, id]): [string, NamedSource] => [id, { key, marks: works[key] ?? [] }]),
  );
  const sourceIdOf = (key: string) => {
    const id = Object.hasOwn(sources, key) ? sources[key] : undefined;
    if (id === undefined) named.set(key, { key });
    return id ?? key;
  };
  const document = readMarkdown(body, (markdown) => readPandocBody(markdown, { newId, sourceIdOf }));
  const { children } = withSyntaxMemory(document, syntax).root;
  const rootState = root === undefined ? document.root : { ...(JSON.parse(root) as StoryDocument['root']) };
  const { origin, ...rest } = kept;
  return {
    named,
    story: { ...rest, ...fields, ...(origin && { origin }), document: { root: { ...rootState, children } } },
  };
}

/** Reads the Markdown below a metadata block. */
export function readPandocBody(
  body: string,
  context: { newId: () => string; sourceIdOf: (key: string) => string },
): StoryDocument {
  const { tree, headings, blocks } = parsePandoc(body, context.sourceIdOf, context.newId);
  const document = documentFromMdast(tree);
  let heading = 0;
  const children = document.root.children.flatMap((block): SerializedNode[] => {
    if (block.type === 'heading') {
      const attributes = headings[heading] ?? null;
      heading += 1;
      return [withSection(block, attributes)];
    }
    const kept = block.type === 'paragraph' ? blocks.get(onlyTextOf(block)) : undefined;
    if (!kept) return [block];
    const stored = storedBlock(kept.attributes, kept.body);
    return stored ? [stored] : readPandocBody(kept.body, context).root.children;
  });
  return { root: { ...document.root, children } };
}

/** The JSON that a block was kept as, while what it looks like is what was written with it. */
function storedBlock({ values }: Attributes, body: string): SerializedNode | undefined {
  if (values.data === undefined || values.sum !== checksumOf(body)) return undefined;
  try {
    const block: unknown = JSON.parse(values.data);
    return typeof block === 'object' && block !== null && typeof (block as { type?: unknown }).type === 'string'
      ? (block as SerializedNode)
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function onlyTextOf(block: SerializedNode): string {
  const [only, ...others] = block.children ?? [];
  return only?.type === 'text' && others.length === 0 ? String(only.text) : '';
}

function withSection(heading: SerializedNode, attributes: Attributes | null): SerializedNode {
  if (!attributes) return heading;
  const state = (heading.$ ?? {}) as { section?: SectionState };
  const { role, confidence, rationale } = attributes.values;
  const section = sectionStateSchema.safeParse({
    ...state.section,
    ...(attributes.id !== undefined && { id: attributes.id }),
    ...(role !== undefined && sectionRoleSchema.safeParse(role).success && { role }),
    ...(confidence !== undefined && { confidencePercent: Number(confidence) }),
    ...(rationale !== undefined && { rationale }),
  }).data;
  return section ? { ...heading, $: { ...state, section } } : heading;
}
