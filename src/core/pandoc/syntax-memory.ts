/**
 * What a document remembers of the Markdown that it was imported from (which bullet, which fence), taken out of a
 * document and put back. Pandoc Markdown is written in one way; the memory travels in the metadata.
 */
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

/** The place of a node, counted through the document in its order, and what that node remembers. */
export type SyntaxMemory = [place: number, memory: Record<string, unknown>][];

const isMemory = (key: string) => key.startsWith('mdast');

/** What the nodes of a document remember. */
export function syntaxMemoryOf(document: StoryDocument): SyntaxMemory {
  const memory: SyntaxMemory = [];
  let place = 0;
  const visit = (node: SerializedNode): void => {
    const kept = Object.entries(stateOf(node)).filter(([key]) => isMemory(key));
    if (kept.length > 0) memory.push([place, Object.fromEntries(kept)]);
    place += 1;
    node.children?.forEach(visit);
  };
  document.root.children.forEach(visit);
  return memory;
}

/** The document with nothing remembered but `memory`. */
export function withSyntaxMemory(document: StoryDocument, memory: SyntaxMemory): StoryDocument {
  const byPlace = new Map(memory);
  let place = 0;
  const visit = (node: SerializedNode): SerializedNode => {
    const remembered = byPlace.get(place) ?? {};
    place += 1;
    const rest = Object.fromEntries(Object.entries(stateOf(node)).filter(([key]) => !isMemory(key)));
    const state = { ...rest, ...remembered };
    const { $: _, ...bare } = node;
    return {
      ...bare,
      ...(Object.keys(state).length > 0 && { $: state }),
      ...(node.children && { children: node.children.map(visit) }),
    };
  };
  return { root: { ...document.root, children: document.root.children.map(visit) } };
}

function stateOf(node: SerializedNode): Record<string, unknown> {
  return typeof node.$ === 'object' && node.$ !== null ? (node.$ as Record<string, unknown>) : {};
}
