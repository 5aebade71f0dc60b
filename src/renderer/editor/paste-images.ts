/**
 * Image files that are pasted, dropped or chosen: they become attachments of the library first, then images of the story.
 */
import {
  $createNodeSelection,
  $createParagraphNode,
  $getNodeByKey,
  $getSelection,
  $insertNodes,
  $isElementNode,
  $isParagraphNode,
  $isRangeSelection,
  $setSelection,
  type BaseSelection,
  type LexicalEditor,
  type NodeKey,
} from 'lexical';
import { $createImageNode, type Image, imageSchema } from '#core/document/nodes/image-node.ts';
import { failureFrom } from '#renderer/app/api.ts';
import { keepImage } from '#renderer/app/keep-image.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { $selectNode } from './chip-keys.ts';

const IMAGE_TYPES = /^image\/(?:png|jpeg|gif|webp|avif)$/;
/** What pictures may be chosen in a file dialog. */
export const IMAGE_ACCEPT = 'image/png,image/jpeg,image/gif,image/webp,image/avif';

/**
 * Keeps the image files among `files` as attachments and inserts them where the caret was; says what went wrong. Keeping
 * a file takes a moment: whoever has moved on by then keeps the caret where it is.
 */
export async function insertImageFiles(editor: LexicalEditor, files: readonly File[]): Promise<void> {
  let place = editor.read('latest', () => $getSelection()?.clone() ?? null);
  for (const file of files) {
    if (!IMAGE_TYPES.test(file.type)) {
      showToast({
        message: `“${file.name}” is not an image that Galley can keep. Use PNG, JPEG, GIF, WebP or AVIF.`,
        tone: 'problem',
      });
      continue;
    }
    try {
      const attachment = await keepImage(file);
      // What it shows can't be told from a file's name.
      const image = imageSchema.parse({ attachment, alt: '' });
      const inserted = { key: '' };
      editor.update(
        () => {
          inserted.key = $insertImageAt(place, image);
          // The next one follows this one.
          const behind = $createNodeSelection();
          behind.add(inserted.key);
          place = behind;
        },
        { discrete: true },
      );
      const element = editor.getElementByKey(inserted.key);
      // Its height is known once it is there.
      element?.querySelector('img')?.addEventListener('load', () => element.scrollIntoView({ block: 'nearest' }));
    } catch (error) {
      showToast({ message: failureFrom(error).message, tone: 'problem' });
    }
  }
}

/** Inserts an image at a remembered place, or at the caret where that is gone. Returns its key. */
function $insertImageAt(place: BaseSelection | null, image: Image): NodeKey {
  const now = $getSelection();
  const isThere = place !== null && $isAttached(place);
  const hasMovedOn = now !== null && isThere && !now.is(place);
  if (!hasMovedOn) {
    if (!now && isThere) $setSelection(place.clone());
    return $insertImage(image);
  }
  const caret = now.clone();
  // In one block with the caret the line is split where that stands, so that no offset goes stale.
  if ($blockOf(place) !== $blockOf(now)) $setSelection(place.clone());
  const key = $insertImage(image);
  if ($isAttached(caret)) $setSelection(caret);
  return key;
}

/** True where a selection's nodes are still in the text, and as long as it says. */
function $isAttached(selection: BaseSelection): boolean {
  if (!$isRangeSelection(selection)) return selection.getNodes().some((node) => node.isAttached());
  return (
    selection.getStartEndPoints()?.every((point) => {
      const node = $getNodeByKey(point.key);
      if (!node?.isAttached()) return false;
      const size = $isElementNode(node) ? node.getChildrenSize() : node.getTextContentSize();
      return point.offset <= size;
    }) === true
  );
}

const $blockOf = (selection: BaseSelection) => selection.getNodes().at(-1)?.getTopLevelElement() ?? null;

/**
 * Puts an image into a paragraph of its own, after the one that the caret is in, or into that where it is empty; inside a
 * list, a table or a quotation into the line. The image is then selected. Returns its key.
 */
function $insertImage(image: Image): NodeKey {
  const node = $createImageNode(image);
  const block = $getSelection()?.getNodes().at(-1)?.getTopLevelElement();
  if ($isParagraphNode(block) && !block.isEmpty()) {
    const paragraph = $createParagraphNode().append(node);
    block.insertAfter(paragraph);
    if (!paragraph.getNextSibling()) paragraph.insertAfter($createParagraphNode());
  } else $insertNodes([node]);
  $selectNode(node);
  return node.getKey();
}
