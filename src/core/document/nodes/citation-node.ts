/**
 * The citation chip: an inline node that carries a `Citation`. It is painted by the window's chip painter.
 */
import {
  $create,
  $getEditor,
  $getState,
  $setState,
  createState,
  DecoratorNode,
  type DOMExportOutput,
  type EditorConfig,
  type LexicalEditor,
  type LexicalNode,
} from 'lexical';
import { type Citation, citationSchema } from '#core/model/citation.ts';
import type { SerializedNode } from '#core/model/story.ts';
import { createElement } from './dom.ts';
import { $chipPainter, type ChipPainter, chipPainterOf } from './painter.ts';

const citationState = createState('citation', {
  parse: (value): Citation | null => citationSchema.safeParse(value).data ?? null,
});

const surroundingFormatState = createState('surroundingFormat', {
  parse: (value) => (typeof value === 'number' && Number.isInteger(value) ? value : 0),
});

/** The format of the text around a citation in JSON, as `getSurroundingFormat` says it of its node. */
export const surroundingFormatIn = (node: SerializedNode): number =>
  surroundingFormatState.parse((node.$ as Record<string, unknown> | undefined)?.surroundingFormat);

/** An inline, keyboard-selectable node for one citation. Its JSON is `{type: 'citation', citation: Citation}`. */
export class CitationNode extends DecoratorNode<null> {
  override $config() {
    return this.config('citation', {
      extends: DecoratorNode,
      stateConfigs: [{ stateConfig: citationState, flat: true }, surroundingFormatState],
    });
  }

  /** Lexical's mask of the formats that the text had in which the citation was found; 0 for one that was inserted. */
  getSurroundingFormat(): number {
    return $getState(this, surroundingFormatState);
  }

  /** The citation; null only where a pasted node carried none that is valid. */
  getCitation(): Citation | null {
    return $getState(this, citationState);
  }

  setCitation(citation: Citation): this {
    return $setState(this, citationState, citation);
  }

  override createDOM(_config: EditorConfig, editor: LexicalEditor): HTMLElement {
    const element = createElement('span');
    element.className = 'cite';
    const citation = this.getCitation();
    if (citation) chipPainterOf(editor)?.paintCitation(element, citation);
    return element;
  }

  override updateDOM(previous: this, element: HTMLElement, _config: EditorConfig): boolean {
    const citation = this.getCitation();
    if (citation && $getState(previous, citationState, 'direct') !== citation) {
      chipPainterOf($getEditor())?.paintCitation(element, citation);
    }
    return false;
  }

  override exportDOM(editor: LexicalEditor): DOMExportOutput {
    const element = createElement('span');
    element.textContent = this.printed(chipPainterOf(editor));
    return { element };
  }

  override getTextContent(): string {
    return this.printed($chipPainter());
  }

  override isInline(): true {
    return true;
  }

  override decorate(): null {
    return null;
  }

  private printed(painter: ChipPainter | undefined): string {
    const citation = this.getCitation();
    return (citation && painter?.printCitation(citation)) ?? '';
  }
}

/** Creates a citation node; call it inside an update. */
export function $createCitationNode(citation: Citation): CitationNode {
  return $create(CitationNode).setCitation(citation);
}

export function $isCitationNode(node: LexicalNode | null | undefined): node is CitationNode {
  return node instanceof CitationNode;
}
