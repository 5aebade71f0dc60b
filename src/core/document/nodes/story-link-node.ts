/**
 * The story link: an inline node that points to another story. Its reverse, the backlink, is computed.
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
import type { SerializedNode } from '#core/model/story.ts';
import { type StoryLink, storyLinkSchema } from '#core/model/story-link.ts';
import { createElement } from './dom.ts';
import { $chipPainter, chipPainterOf } from './painter.ts';

const storyLinkState = createState('link', {
  parse: (value): StoryLink | null => storyLinkSchema.safeParse(value).data ?? null,
});

/** Where the JSON of a story link points; null where it says nothing valid. */
export const storyLinkIn = (node: SerializedNode): StoryLink | null => storyLinkState.parse(node.link);

/** An inline node that names another story. Its JSON is `{type: 'story-link', link: StoryLink}`. */
export class StoryLinkNode extends DecoratorNode<null> {
  override $config() {
    return this.config('story-link', {
      extends: DecoratorNode,
      stateConfigs: [{ stateConfig: storyLinkState, flat: true }],
    });
  }

  /** Where it points; null only where a pasted node carried nothing valid. */
  getLink(): StoryLink | null {
    return $getState(this, storyLinkState);
  }

  setLink(link: StoryLink): this {
    return $setState(this, storyLinkState, link);
  }

  override createDOM(_config: EditorConfig, editor: LexicalEditor): HTMLElement {
    const element = createElement('span');
    element.className = 'story-link';
    const link = this.getLink();
    if (link) chipPainterOf(editor)?.paintStoryLink(element, link);
    return element;
  }

  override updateDOM(_previous: this, element: HTMLElement): boolean {
    const link = this.getLink();
    if (link) chipPainterOf($getEditor())?.paintStoryLink(element, link);
    return false;
  }

  override exportDOM(): DOMExportOutput {
    const element = createElement('span');
    element.textContent = this.getTextContent();
    return { element };
  }

  override getTextContent(): string {
    const link = this.getLink();
    return link ? ($chipPainter()?.printStoryLink(link) ?? link.title) : '';
  }

  override isInline(): true {
    return true;
  }

  override decorate(): null {
    return null;
  }
}

/** Creates a story link node; call it inside an update. */
export function $createStoryLinkNode(link: StoryLink): StoryLinkNode {
  return $create(StoryLinkNode).setLink(link);
}

export function $isStoryLinkNode(node: LexicalNode | null | undefined): node is StoryLinkNode {
  return node instanceof StoryLinkNode;
}
