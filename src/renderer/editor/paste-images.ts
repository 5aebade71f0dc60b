/**
 * Image files that are pasted, dropped or chosen: they become attachments of the library first, then images of the story.
 */
import {
  $createParagraphNode,
  $getSelection,
  $insertNodes,
  $isParagraphNode,
  $isRangeSelection,
  $setSelection,
  type LexicalEditor,
  type NodeKey,
} from 'lexical';
import { z } from 'zod';
import { $createImageNode, type Image, imageSchema } from '#core/document/nodes/image-node.ts';
import { Failure } from '#core/model/failure.ts';
import { failureFrom } from '#renderer/app/api.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { $selectNode } from './chip-keys.ts';

const IMAGE_TYPES = /^image\/(?:png|jpeg|gif|webp|avif)$/;
/** What pictures may be chosen in a file dialog. */
export const IMAGE_ACCEPT = 'image/png,image/jpeg,image/gif,image/webp,image/avif';
const storedSchema = z.object({ name: z.string() });
const refusedSchema = z.object({ kind: z.literal('Invalid').catch('Invalid'), message: z.string() });

/** Keeps the image files among `files` as attachments and inserts them where the caret was; says what went wrong. */
export async function insertImageFiles(editor: LexicalEditor, files: readonly File[]): Promise<void> {
  const place = editor.read('latest', () => {
    const selection = $getSelection();
    return $isRangeSelection(selection) ? selection.clone() : null;
  });
  for (const file of files) {
    if (!IMAGE_TYPES.test(file.type)) {
      showToast({
        message: `“${file.name}” is not an image that Galley can keep. Use PNG, JPEG, GIF, WebP or AVIF.`,
        tone: 'problem',
      });
      continue;
    }
    try {
      const attachment = await storeAttachment(file);
      // What it shows can't be told from a file's name.
      const image = imageSchema.parse({ attachment, alt: '' });
      const inserted = { key: '' };
      editor.update(
        () => {
          if (!$getSelection() && place) $setSelection(place);
          inserted.key = $insertImage(image);
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

/**
 * Puts an image into a paragraph of its own, after the one that the caret is in, or into that where it is empty; inside a
 * list, a table or a quotation into the line. The image is then selected. Returns its key.
 */
export function $insertImage(image: Image): NodeKey {
  const node = $createImageNode(image);
  const selection = $getSelection();
  const block = selection?.getNodes().at(-1)?.getTopLevelElement();
  if ($isParagraphNode(block) && !block.isEmpty()) {
    const paragraph = $createParagraphNode().append(node);
    block.insertAfter(paragraph);
    if (!paragraph.getNextSibling()) paragraph.insertAfter($createParagraphNode());
  } else $insertNodes([node]);
  $selectNode(node);
  return node.getKey();
}

async function storeAttachment(file: File): Promise<string> {
  const response = await fetch('/attachments', {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: await file.arrayBuffer(),
  });
  const body: unknown = response.headers.get('Content-Type')?.includes('json') ? await response.json() : null;
  if (response.ok) return storedSchema.parse(body).name;
  const refused = refusedSchema.safeParse(body);
  throw new Failure('Invalid', refused.data?.message ?? `“${file.name}” couldn’t be kept.`);
}
