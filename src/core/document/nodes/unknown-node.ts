/**
 * Placeholders for what this program can't read: a node of a newer version, or a damaged one. They show that something
 * is there and keep its JSON, so that saving loses nothing.
 */
import { $getState, createState, DecoratorNode, type LexicalNode } from 'lexical';
import { createElement } from './dom.ts';

const originalState = createState('original', {
  parse: (value): string => (typeof value === 'string' ? value : 'null'),
});

/** The placeholder's words; the type is read off the JSON's beginning, which is all that matters of it here. */
function sentenceFor(json: string): string {
  const type = /"type":"([^"\\]{1,40})"/.exec(json)?.[1];
  return `Can’t show this part of the story${type ? ` (“${type}”)` : ''}. It is kept as it is.`;
}

function paint(json: string, tag: 'div' | 'span'): HTMLElement {
  const element = createElement(tag);
  element.className = 'unknown-node';
  element.textContent = sentenceFor(json);
  element.title = json.slice(0, 2_000);
  return element;
}

/** Stands in the place of a block. Its JSON is `{type: 'unknown-block', original: string}`. */
export class UnknownBlockNode extends DecoratorNode<null> {
  override $config() {
    return this.config('unknown-block', {
      extends: DecoratorNode,
      stateConfigs: [{ stateConfig: originalState, flat: true }],
    });
  }

  override createDOM(): HTMLElement {
    return paint($getState(this, originalState), 'div');
  }

  override updateDOM(): boolean {
    return false;
  }

  override isInline(): false {
    return false;
  }

  override decorate(): null {
    return null;
  }
}

/** Stands in a line of text. Its JSON is `{type: 'unknown-inline', original: string}`. */
export class UnknownInlineNode extends DecoratorNode<null> {
  override $config() {
    return this.config('unknown-inline', {
      extends: DecoratorNode,
      stateConfigs: [{ stateConfig: originalState, flat: true }],
    });
  }

  override createDOM(): HTMLElement {
    return paint($getState(this, originalState), 'span');
  }

  override updateDOM(): boolean {
    return false;
  }

  override isInline(): true {
    return true;
  }

  override decorate(): null {
    return null;
  }
}

export function $isUnknownNode(node: LexicalNode | null | undefined): node is UnknownBlockNode | UnknownInlineNode {
  return node instanceof UnknownBlockNode || node instanceof UnknownInlineNode;
}
