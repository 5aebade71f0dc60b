/**
 * Placeholders for what this program can't read: a node of a newer version, or a damaged one. They show that something
 * is there and keep its JSON, so that saving loses nothing.
 */
import { $getState, createState, DecoratorNode, type LexicalNode } from 'lexical';
import type { SerializedNode } from '#core/model/story.ts';
import { createElement } from './dom.ts';

const originalState = createState('original', {
  parse: (value): unknown => value ?? null,
});

function sentenceFor(original: unknown): string {
  const type =
    typeof original === 'object' && original !== null ? (original as Partial<SerializedNode>).type : undefined;
  return typeof type === 'string'
    ? `Can’t show this part of the story (“${type.slice(0, 40)}”). It is kept as it is.`
    : 'Can’t show this part of the story. It is kept as it is.';
}

function paint(original: unknown, tag: 'div' | 'span'): HTMLElement {
  const element = createElement(tag);
  element.className = 'unknown-node';
  element.textContent = sentenceFor(original);
  element.title = JSON.stringify(original)?.slice(0, 2_000) ?? '';
  return element;
}

/** Stands in the place of a block. Its JSON is `{type: 'unknown-block', original}`. */
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

/** Stands in a line of text. Its JSON is `{type: 'unknown-inline', original}`. */
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
