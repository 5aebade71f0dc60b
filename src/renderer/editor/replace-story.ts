/**
 * Putting another state of the story into the open editor as one change of ours: undone as one, saved like any other. Blocks that are
 * the same in both stay as they are.
 */
import { $getRoot, $isElementNode, $parseSerializedNode, HISTORY_PUSH_TAG, type LexicalEditor } from 'lexical';
import { contentKeyOf } from '#core/document/diff/content.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import type { StoryMetadata } from '#renderer/stories/story-session.ts';
import { $changeMetadata } from './story-metadata.ts';

/** Shows `next`, which has passed the gate, where the editor held `current`; and its header, where `metadata` is given. */
export function replaceStory(
  editor: LexicalEditor,
  current: StoryDocument,
  next: StoryDocument,
  metadata?: StoryMetadata,
): void {
  const [before, after] = [current.root.children, next.root.children];
  const isSame = (a: SerializedNode | undefined, b: SerializedNode | undefined) =>
    a !== undefined && b !== undefined && contentKeyOf(a) === contentKeyOf(b);
  let start = 0;
  while (isSame(before[start], after[start])) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && isSame(before.at(-1 - end), after.at(-1 - end))) end += 1;

  editor.update(
    () => {
      const nodes = after
        .slice(start, after.length - end)
        .map((block) => $parseSerializedNode({ version: 1, ...block }));
      $getRoot().splice(start, before.length - start - end, nodes);
      const [first] = nodes;
      if ($isElementNode(first)) first.selectStart();
      if (metadata) $changeMetadata(metadata);
    },
    { discrete: true, tag: [HISTORY_PUSH_TAG, 'skip-dom-selection'] },
  );
}
