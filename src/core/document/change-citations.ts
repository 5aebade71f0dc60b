/**
 * Changing the citations of a document without an editor.
 */
import type { Citation } from '#core/model/citation.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { citationIn } from './citation-in.ts';

/**
 * The document with each citation as `change` gives it; what it gives back as it was stays the same object, and so does the document
 * where nothing changed. A citation that can't be read is left as it is.
 */
export function changeCitations(document: StoryDocument, change: (citation: Citation) => Citation): StoryDocument {
  const children = changeIn(document.root.children, change);
  return children === document.root.children ? document : { ...document, root: { ...document.root, children } };
}

function changeIn(nodes: SerializedNode[], change: (citation: Citation) => Citation): SerializedNode[] {
  let changed: SerializedNode[] | undefined;
  nodes.forEach((node, index) => {
    const next = changeNode(node, change);
    if (next === node) return;
    changed ??= [...nodes];
    changed[index] = next;
  });
  return changed ?? nodes;
}

function changeNode(node: SerializedNode, change: (citation: Citation) => Citation): SerializedNode {
  const citation = citationIn(node);
  if (citation) {
    const next = change(citation);
    return next === citation ? node : { ...node, citation: next };
  }
  if (!node.children) return node;
  const children = changeIn(node.children, change);
  return children === node.children ? node : { ...node, children };
}
