/**
 * The document as JSON, kept beside the editor: blocks that have not changed stay the same objects, so that whatever is
 * computed from a block can be remembered by it.
 */
import {
  $getRoot,
  $isElementNode,
  type EditorState,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from 'lexical';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

/** Mirrors one editor. Nothing happens until the document is asked for. */
export type DocumentMirror = {
  /** The document as it is now, what is pending committed first; equal to the editor state's own JSON. */
  document(): StoryDocument;
};

/** A block as it was exported, with the nodes below it in document order. */
type MirroredBlock = { json: SerializedNode; nodes: readonly LexicalNode[] };

/**
 * Lexical never changes a node of a state that was committed: it puts a copy in its place. So a block of the same nodes
 * has the same JSON, whichever way the editor came to it: typing, pasting, moving or undoing.
 */
export function createDocumentMirror(editor: LexicalEditor): DocumentMirror {
  let blocks = new Map<NodeKey, MirroredBlock>();
  let last: { state: EditorState; document: StoryDocument } | null = null;

  function $mirror(): StoryDocument {
    const next = new Map<NodeKey, MirroredBlock>();
    const children: SerializedNode[] = [];
    for (let block = $getRoot().getFirstChild(); block; block = block.getNextSibling()) {
      const before = blocks.get(block.getKey());
      const mirrored = before && $isUnchanged(block, before.nodes) ? before : $exportBlock(block);
      next.set(block.getKey(), mirrored);
      children.push(mirrored.json);
    }
    blocks = next;
    return { root: { ...$getRoot().exportJSON(), type: 'root', children } };
  }

  return {
    document: () =>
      editor.read(() => {
        const state = editor.getEditorState();
        if (last?.state !== state) last = { state, document: $mirror() };
        return last.document;
      }),
  };
}

function $isUnchanged(block: LexicalNode, nodes: readonly LexicalNode[]): boolean {
  let at = 0;
  const isNext = (node: LexicalNode): boolean => {
    if (nodes[at] !== node) return false;
    at += 1;
    if (!$isElementNode(node)) return true;
    for (let child = node.getFirstChild(); child; child = child.getNextSibling()) if (!isNext(child)) return false;
    return true;
  };
  return isNext(block) && at === nodes.length;
}

function $exportBlock(block: LexicalNode): MirroredBlock {
  const nodes: LexicalNode[] = [];
  const exportNode = (node: LexicalNode): SerializedNode => {
    nodes.push(node);
    // Lexical's own JSON has the shape of a SerializedNode by construction.
    const json = node.exportJSON() as SerializedNode;
    return $isElementNode(node) ? { ...json, children: node.getChildren().map(exportNode) } : json;
  };
  return { json: exportNode(block), nodes };
}
