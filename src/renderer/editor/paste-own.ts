/**
 * Nodes copied from a story of ours. They pass the document's gate like anything from outside, and ids that the story
 * has already are given anew, so that a copied section, citation or claim is one of its own while a moved one stays
 * what it was.
 */
import type { $generateNodesFromSerializedNodes } from '@lexical/clipboard';
import { $isHeadingNode } from '@lexical/rich-text';
import { $getRoot, $isElementNode, type LexicalNode } from 'lexical';
import { z } from 'zod';
import { openDocument } from '#core/document/gate.ts';
import { $isCitationNode } from '#core/document/nodes/citation-node.ts';
import { $isClaimNode } from '#core/document/nodes/claim-node.ts';
import { $sectionOf } from '#core/document/nodes/section-state.ts';
import { walkNode } from '#core/document/walk.ts';
import { newId } from '#core/model/primitives.ts';
import type { SerializedNode } from '#core/model/story.ts';

type ClipboardNodes = Parameters<typeof $generateNodesFromSerializedNodes>[0];

const clipboardSchema = z.object({
  namespace: z.string(),
  nodes: z.array(z.looseObject({ type: z.string() })).max(200_000),
});
const withIdSchema = z.looseObject({ id: z.string() });
const headingStateSchema = z.looseObject({ section: z.looseObject({ id: z.string() }) });
const INLINE_TYPES = new Set([
  'text',
  'linebreak',
  'tab',
  'link',
  'autolink',
  'citation',
  'claim',
  'story-link',
  'image',
  'unknown-inline',
]);

/** The nodes in clipboard data of the given namespace, fit to be inserted; null where it is not ours. */
export function $ownNodesFrom(data: string, namespace: string): ClipboardNodes | null {
  const clipboard = clipboardSchema.safeParse(jsonOf(data));
  if (!clipboard.success || clipboard.data.namespace !== namespace) return null;
  const nodes = throughGate(clipboard.data.nodes);
  const taken = $takenIds();
  for (const node of nodes) walkNode(node, (child) => renewIds(child, taken));
  // What has passed the gate has the shape that its types promise.
  return nodes as ClipboardNodes;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Clipboard data is whatever another program made of it; null is refused by the schema.
    return null;
  }
}

/** A document holds blocks only: runs of inline nodes pass inside a paragraph. */
function throughGate(nodes: SerializedNode[]): SerializedNode[] {
  return nodes.flatMap((node) => {
    const isInline = INLINE_TYPES.has(node.type);
    const block = isInline ? { type: 'paragraph', version: 1, children: [node] } : node;
    const { children } = openDocument({ root: { type: 'root', version: 1, children: [block] } }).document.root;
    return isInline ? children.flatMap((child) => child.children ?? []) : children;
  });
}

function $takenIds(): Set<string> {
  const taken = new Set<string>();
  const visit = (node: LexicalNode) => {
    if ($isCitationNode(node)) taken.add(node.getCitation()?.id ?? '');
    else if ($isClaimNode(node)) taken.add(node.getClaim()?.id ?? '');
    else if ($isHeadingNode(node)) taken.add($sectionOf(node)?.id ?? '');
    if ($isElementNode(node)) for (const child of node.getChildren()) visit(child);
  };
  visit($getRoot());
  return taken;
}

function renewIds(node: SerializedNode, taken: ReadonlySet<string>): void {
  for (const field of ['citation', 'claim']) {
    const data = withIdSchema.safeParse(node[field]);
    if (data.success && taken.has(data.data.id)) node[field] = { ...data.data, id: newId() };
  }
  const state = headingStateSchema.safeParse(node.$);
  if (state.success && taken.has(state.data.section.id)) {
    const { section: _, ...rest } = state.data;
    node.$ = rest;
  }
}
