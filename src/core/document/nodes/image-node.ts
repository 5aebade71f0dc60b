/**
 * An image of the library's attachments. There are no other images: nothing remote is ever loaded.
 */
import {
  $create,
  $getState,
  $setState,
  createState,
  DecoratorNode,
  type DOMExportOutput,
  type LexicalNode,
} from 'lexical';
import { z } from 'zod';
import { createElement } from './dom.ts';

export const imageSchema = z.object({
  /** The file's name in `attachments/`: the SHA-256 of its bytes and its extension. */
  attachment: z.string().regex(/^[0-9a-f]{64}\.(png|jpe?g|gif|webp|avif)$/),
  alt: z.string().max(2_000),
});
/** An image as its node carries it. */
export type Image = z.infer<typeof imageSchema>;

const imageState = createState('image', {
  parse: (value): Image | null => imageSchema.safeParse(value).data ?? null,
});

/** An inline image. Its JSON is `{type: 'image', image: Image}`. */
export class ImageNode extends DecoratorNode<null> {
  override $config() {
    return this.config('image', { extends: DecoratorNode, stateConfigs: [{ stateConfig: imageState, flat: true }] });
  }

  getImage(): Image | null {
    return $getState(this, imageState);
  }

  setImage(image: Image): this {
    return $setState(this, imageState, image);
  }

  override createDOM(): HTMLElement {
    const figure = createElement('span');
    figure.className = 'story-image';
    const image = this.getImage();
    if (image) {
      figure.dataset.described = String(image.alt !== '');
      const element = createElement('img');
      element.src = `/attachments/${image.attachment}`;
      element.alt = image.alt;
      element.draggable = false;
      figure.append(element);
    }
    return figure;
  }

  override updateDOM(): boolean {
    return true;
  }

  override exportDOM(): DOMExportOutput {
    const element = createElement('span');
    element.textContent = this.getTextContent();
    return { element };
  }

  override getTextContent(): string {
    return this.getImage()?.alt ?? '';
  }

  override isInline(): true {
    return true;
  }

  override decorate(): null {
    return null;
  }
}

/** Creates an image node; call it inside an update. */
export function $createImageNode(image: Image): ImageNode {
  return $create(ImageNode).setImage(image);
}

export function $isImageNode(node: LexicalNode | null | undefined): node is ImageNode {
  return node instanceof ImageNode;
}
