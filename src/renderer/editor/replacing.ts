/**
 * Putting other words in the place of what was found, in the text and in title and summary, as one change.
 */
import { $createRangeSelection, $setSelection, HISTORY_PUSH_TAG, type LexicalEditor } from 'lexical';
import { showToast } from '#renderer/ui/toast.tsx';
import { areaOf, fieldOf, type SearchedField } from './searched-fields.tsx';
import { $changeMetadata, metadataIn } from './story-metadata.ts';

/** Puts `replacement` in the place of each of `ranges`, which are in order; undone as one. */
export function replaceRanges(editor: LexicalEditor, ranges: readonly Range[], replacement: string): void {
  const metadata = metadataIn(editor.getEditorState());
  const fields = new Map<SearchedField, string>();
  editor.update(
    () => {
      // From the end, so that what is replaced doesn't move what is still to be.
      for (const range of ranges.toReversed()) {
        const field = fieldOf(range);
        if (field) {
          const text = fields.get(field) ?? metadata?.[field] ?? '';
          const next = text.slice(0, range.startOffset) + replacement + text.slice(range.endOffset);
          if (next.length <= (areaOf(editor, field)?.maxLength ?? 0)) fields.set(field, next);
          else showToast({ message: `With that the ${field} would be too long; it stays as it is.` });
          continue;
        }
        const selection = $createRangeSelection();
        selection.applyDOMRange(range);
        $setSelection(selection);
        selection.insertText(replacement);
      }
      if (fields.size > 0) $changeMetadata(Object.fromEntries(fields));
    },
    { discrete: true, tag: [HISTORY_PUSH_TAG, 'skip-dom-selection'] },
  );
}
