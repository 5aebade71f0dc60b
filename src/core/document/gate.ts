/**
 * The one gate through which a document comes in: every node is held against the schema of its type. What is unknown or
 * damaged becomes a placeholder that keeps its JSON; on the way to the disk it becomes that JSON again.
 */
import { z } from 'zod';
import { citationSchema } from '#core/model/citation.ts';
import { claimSchema } from '#core/model/claim.ts';
import { emptyDocument, type SerializedNode, type StoryDocument } from '#core/model/story.ts';
import { storyLinkSchema } from '#core/model/story-link.ts';
import { imageSchema } from './nodes/image-node.ts';
import { sectionStateOf } from './outline.ts';
import { perBlock } from './per-block.ts';
import { isSafeUrl } from './safe-url.ts';
import { walkNode } from './walk.ts';

const element = {
  direction: z.enum(['ltr', 'rtl']).nullable().catch(null),
  format: z.union([z.enum(['', 'left', 'start', 'center', 'right', 'end', 'justify']), z.int()]).catch(''),
  indent: z.int().min(0).max(20).catch(0),
};
/** What the root carries beside its blocks. Made once: zod compiles each schema that is made. */
const rootSchema = z.object(element);
const span = z.int().min(1).max(1_000).optional();

/** What each node type carries beside its children, and whether it stands in a line or is a block of its own. */
const NODE_TYPES: Record<string, { place: 'block' | 'inline' | 'part'; holds: Place[]; schema: z.ZodType }> = {
  paragraph: { place: 'block', holds: ['inline'], schema: z.looseObject(element) },
  heading: {
    place: 'block',
    holds: ['inline'],
    schema: z.looseObject({ ...element, tag: z.enum(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']) }),
  },
  quote: { place: 'block', holds: ['inline', 'block'], schema: z.looseObject(element) },
  code: {
    place: 'block',
    holds: ['inline'],
    schema: z.looseObject({ ...element, language: z.string().max(100).nullish().catch(null) }),
  },
  horizontalrule: { place: 'block', holds: [], schema: z.looseObject({}) },
  list: {
    place: 'block',
    holds: ['part'],
    schema: z.looseObject({
      ...element,
      listType: z.enum(['bullet', 'number', 'check']),
      start: z.int().catch(1),
      tag: z.enum(['ul', 'ol']),
    }),
  },
  listitem: {
    place: 'part',
    holds: ['inline', 'block'],
    schema: z.looseObject({ ...element, value: z.int().catch(1), checked: z.boolean().optional().catch(undefined) }),
  },
  table: {
    place: 'block',
    holds: ['part'],
    schema: z.looseObject({ ...element, colWidths: z.array(z.number()).optional().catch(undefined) }),
  },
  tablerow: {
    place: 'part',
    holds: ['part'],
    schema: z.looseObject({ ...element, height: z.number().optional().catch(undefined) }),
  },
  tablecell: {
    place: 'part',
    holds: ['block'],
    schema: z.looseObject({
      ...element,
      headerState: z.int().min(0).max(3).catch(0),
      colSpan: span,
      rowSpan: span,
      backgroundColor: z.null().optional().catch(null),
    }),
  },
  text: {
    place: 'inline',
    holds: [],
    schema: z.looseObject({
      text: z.string(),
      format: z.int().min(0).catch(0),
      mode: z.enum(['normal', 'token', 'segmented']).catch('normal'),
      style: z.literal('').catch(''),
      detail: z.int().min(0).catch(0),
    }),
  },
  linebreak: { place: 'inline', holds: [], schema: z.looseObject({}) },
  tab: {
    place: 'inline',
    holds: [],
    schema: z.looseObject({
      text: z.literal('\t'),
      format: z.int().min(0).catch(0),
      style: z.literal('').catch(''),
      // Of both the editor takes no other value: it throws.
      mode: z.literal('normal').catch('normal'),
      detail: z.literal(2).catch(2),
    }),
  },
  link: {
    place: 'inline',
    holds: ['inline'],
    schema: z.looseObject({
      ...element,
      url: z.string(),
      rel: z.string().nullish().catch(null),
      target: z.string().nullish().catch(null),
      title: z.string().nullish().catch(null),
    }),
  },
  claim: { place: 'inline', holds: ['inline'], schema: z.looseObject({ ...element, claim: claimSchema }) },
  citation: { place: 'inline', holds: [], schema: z.looseObject({ citation: citationSchema }) },
  'story-link': { place: 'inline', holds: [], schema: z.looseObject({ link: storyLinkSchema }) },
  image: { place: 'inline', holds: [], schema: z.looseObject({ image: imageSchema }) },
  'unknown-block': { place: 'block', holds: [], schema: z.looseObject({ original: z.string() }) },
  'unknown-inline': { place: 'inline', holds: [], schema: z.looseObject({ original: z.string() }) },
};
type Place = 'block' | 'inline' | 'part';

/** Which parts belong to which container; a list item is no part of a table. */
const PARTS: Record<string, string> = { list: 'listitem', table: 'tablerow', tablerow: 'tablecell' };

/** Deeper than any editor nests, and shallow enough for every recursion over a document. */
const MAX_DEPTH = 60;

/** A document fit for an editor, and how many placeholders it shows. */
export type OpenedDocument = { document: StoryDocument; placeholders: number };

/** What a block has become, and the names in it that no other block may have. */
type OpenedBlock = { nodes: SerializedNode[]; names: ReadonlySet<string>; placeholders: number };

/**
 * Opens a document as stored: unknown and damaged nodes become placeholders that keep their JSON. A block that was opened
 * before becomes the same objects again, so that what is computed from them needn't be computed again.
 */
export function openDocument(stored: StoryDocument): OpenedDocument {
  const taken = new Set<string>();
  let placeholders = 0;
  const children = stored.root.children.flatMap((block) => {
    const alone = openAlone(block);
    const clashes = [...alone.names].some((name) => taken.has(name));
    const opened = clashes ? openBlock(block, taken) : alone;
    for (const name of opened.names) taken.add(name);
    placeholders += opened.placeholders;
    return opened.nodes;
  });
  // An editor can't hold a document without a block.
  const blocks = children.length > 0 ? children : emptyDocument().root.children;
  const root = { ...stored.root, ...rootSchema.parse(stored.root), children: blocks };
  return { document: { root }, placeholders };
}

/** A block as it opens where no other stands before it. */
const openAlone = perBlock((block) => openBlock(block, NOTHING));
const NOTHING: ReadonlySet<string> = new Set();

/** Opens a block of a document in which other blocks have the names `taken`. */
function openBlock(block: SerializedNode, taken: ReadonlySet<string>): OpenedBlock {
  let names: Set<string> | undefined;
  let claimsAround = 0;

  function placeholder(original: unknown, place: Place): SerializedNode {
    // As text, however deep it nests: nothing that walks a document goes into it.
    const json = JSON.stringify(original);
    return { type: place === 'block' ? 'unknown-block' : 'unknown-inline', version: 1, original: json };
  }

  function open(node: unknown, parentType: string, allowed: Place[], depth: number): SerializedNode[] {
    const place: Place = allowed.includes('inline') ? 'inline' : (allowed[0] ?? 'block');
    const fallback = () => (place === 'part' ? [] : [placeholder(node, place)]);
    if (!isNode(node) || depth > MAX_DEPTH) return fallback();
    const type = Object.hasOwn(NODE_TYPES, node.type) ? NODE_TYPES[node.type] : undefined;
    if (!type || !allowed.includes(type.place) || (type.place === 'part' && PARTS[parentType] !== node.type))
      return fallback();
    const parsed = type.schema.safeParse(node);
    if (!parsed.success) return fallback();
    // The schema is that of the node's own type, so what it returns is that node.
    const opened = withOwnSection(parsed.data as SerializedNode);
    const children: unknown = node.children ?? [];
    // Children that can't be told one by one are kept with their parent.
    if (!Array.isArray(children) || (type.holds.length === 0 && children.length > 0)) return fallback();
    if (type.holds.length === 0) return [opened];
    if (type.holds[0] === 'part') {
      const parts = children.flatMap((child) => open(child, node.type, type.holds, depth + 1));
      // A list or table with a part that can't be read is kept whole, as one placeholder, so that nothing of it is lost.
      return parts.length === children.length && parts.length > 0 ? [{ ...opened, children: parts }] : fallback();
    }
    // The editor takes a claim or a link around nothing away, and what it says would go with it.
    if ((opened.type === 'claim' || opened.type === 'link') && children.length === 0) return fallback();
    if (opened.type === 'claim') return openClaim(opened, children, depth);
    const inner = children.flatMap((child) => open(child, node.type, type.holds, depth + 1));
    if (opened.type === 'link' && !isSafeUrl(String(opened.url))) return inner;
    return [{ ...opened, children: inner }];
  }

  /** Claims lie in no claim, and no two share an id; of what is none, the words remain. */
  function openClaim(claim: SerializedNode, children: readonly unknown[], depth: number): SerializedNode[] {
    claimsAround += 1;
    const inner = children.flatMap((child) => open(child, claim.type, ['inline'], depth + 1));
    claimsAround -= 1;
    if (claimsAround > 0) return inner;
    const data = claimSchema.parse(claim.claim);
    const id = ownId('claim', data.id);
    return [{ ...claim, claim: { ...data, id }, children: inner }];
  }

  /** Two headings never share one section: the later one keeps what it carries under an id of its own. */
  function withOwnSection(node: SerializedNode): SerializedNode {
    const section = node.type === 'heading' ? sectionStateOf(node) : null;
    if (!section) return node;
    const id = ownId('section', section.id);
    return id === section.id ? node : { ...node, $: Object.assign({}, node.$, { section: { ...section, id } }) };
  }

  /** The id itself, or the first of its numbered copies that is free, within the length of an id. */
  function ownId(what: string, id: string): string {
    names ??= new Set();
    let own = id;
    const isTaken = () => taken.has(`${what} ${own}`) || names?.has(`${what} ${own}`);
    for (let copy = 2; isTaken(); copy += 1) own = `${id.slice(0, 56)}-${copy}`;
    names.add(`${what} ${own}`);
    return own;
  }

  const nodes = open(block, 'root', ['block'], 1);
  let placeholders = 0;
  for (const node of nodes) {
    walkNode(node, ({ type }) => {
      if (type.startsWith('unknown-')) placeholders += 1;
    });
  }
  return { nodes, names: names ?? NOTHING, placeholders };
}

/** The document as it goes to the disk: placeholders are the JSON again that they stood for. */
export function storedDocument(document: StoryDocument): StoryDocument {
  return { root: { ...document.root, children: document.root.children.map(storedBlock) } };
}

const storedBlock = perBlock(restore);

function restore(node: SerializedNode): SerializedNode {
  if (node.type === 'unknown-block' || node.type === 'unknown-inline') return originalOf(node) ?? node;
  if (!node.children?.some(holdsPlaceholder)) return node;
  return { ...node, children: node.children.map(restore) };
}

function holdsPlaceholder(node: SerializedNode): boolean {
  return node.type.startsWith('unknown-') || (node.children?.some(holdsPlaceholder) ?? false);
}

function isNode(value: unknown): value is SerializedNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** What a placeholder stands for; undefined where its JSON is not that of a node. */
function originalOf(placeholder: SerializedNode): SerializedNode | undefined {
  try {
    const original: unknown = JSON.parse(String(placeholder.original));
    return isNode(original) ? original : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
