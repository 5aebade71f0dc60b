/**
 * The place in the text that is being spoken of: lit on the page only, so that neither document nor history know of it; and the
 * caret there.
 */
import { $getRoot, $nodesOfType, type LexicalEditor, type LexicalNode } from 'lexical';
import { CitationNode } from '#core/document/nodes/citation-node.ts';
import { holdInView } from './hold-in-view.ts';
import { REVEAL_GAP_PX, reveal } from './jumps.ts';
import { $lineOfRun } from './text-runs.ts';

/** A citation, some of the document's top-level blocks, `firstBlock` to before `endBlock`, or one of a block's lines of text. */
export type LitPlace =
  | { citationId: string }
  | { firstBlock: number; endBlock: number }
  | { blockIndex: number; runIndex: number };

/** Lights one place of an editor at a time. */
export function createLitPlace(editor: LexicalEditor) {
  let lit: HTMLElement[] = [];
  return {
    show: (place: LitPlace | null, scroll: boolean): void => {
      const keys = editor.read('latest', () => (place ? $nodesAt(place).map((node) => node.getKey()) : []));
      const elements = keys.flatMap((key) => editor.getElementByKey(key) ?? []);
      for (const element of lit) if (!elements.includes(element)) delete element.dataset.lit;
      for (const element of elements) element.dataset.lit = '';
      lit = elements;
      if (!scroll) return;
      const [first] = elements;
      if (!first) return;
      const isShort = elements.length === 1 && first.offsetHeight < window.innerHeight / 2;
      first.style.scrollMarginBlock = `${REVEAL_GAP_PX}px`;
      holdInView(first, first.closest('.story-scroll'), () =>
        first.scrollIntoView({ block: isShort ? 'center' : 'start' }),
      );
    },
  };
}

/** Puts the caret behind a citation, or at the end of the first block, and the focus into the text. */
export function caretAt(editor: LexicalEditor, place: LitPlace): void {
  const key = editor.read(() => $nodesAt(place)[0]?.getKey());
  if (key === undefined) return;
  editor.update(
    () => {
      const [node] = $nodesAt(place);
      if (node instanceof CitationNode) node.selectNext(0, 0);
      else node?.selectEnd();
    },
    { discrete: true },
  );
  reveal(editor, key);
}

function $nodesAt(place: LitPlace): LexicalNode[] {
  if ('firstBlock' in place) return $getRoot().getChildren().slice(place.firstBlock, place.endBlock);
  const node = 'runIndex' in place ? $lineOfRun(place) : $citationNode(place.citationId);
  return node ? [node] : [];
}

/** The first citation of that id. */
export function $citationNode(citationId: string): CitationNode | undefined {
  return $nodesOfType(CitationNode).find((node) => node.getCitation()?.id === citationId);
}
