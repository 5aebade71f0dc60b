/**
 * The images of a document.
 */
import type { StoryDocument } from '#core/model/story.ts';
import { type Image, imageSchema } from './nodes/image-node.ts';
import { walk } from './walk.ts';

/** All images in order; each is an attachment of the library. */
export function imagesIn(document: StoryDocument): Image[] {
  const images: Image[] = [];
  walk(document, (node) => {
    if (node.type !== 'image') return;
    const image = imageSchema.safeParse(node.image);
    if (image.success) images.push(image.data);
  });
  return images;
}
