/**
 * Tells the window what happened in the editor: at once that the document changed, after the frame where the caret is.
 */
import { type EditorState, HISTORIC_TAG, type LexicalEditor } from 'lexical';
import type { StoryMetadata } from '#renderer/stories/story-session.ts';
import { afterFrame } from '#renderer/ui/after-frame.ts';
import { $activeSectionId } from './sections.ts';
import { $summariseSelection, isSameSummary, NOTHING_SELECTED, type SelectionSummary } from './selection-summary.ts';
import { metadataIn } from './story-metadata.ts';
import { TAKEN_IN_TAG } from './take-in.ts';

/** The toolbar and the outline follow the caret this often, in milliseconds. */
const SELECTION_GAP_MS = 80;

export type ChangeListeners = {
  onDocumentChange: () => void;
  onMetadataChange: (metadata: StoryMetadata) => void;
  onActiveSection: (sectionId: string | null) => void;
  onSelection: (summary: SelectionSummary) => void;
};

/** Begins to report; what was done before, as opening the document, is not reported. Returns what ends it. */
export function reportChanges(editor: LexicalEditor, listeners: ChangeListeners): () => void {
  let summary = NOTHING_SELECTED;
  let sectionId: string | null = null;
  const readSelection = afterFrame(() => {
    const next = editor.read('latest', () => ({ summary: $summariseSelection(), sectionId: $activeSectionId() }));
    if (!isSameSummary(summary, next.summary)) {
      summary = next.summary;
      listeners.onSelection(summary);
    }
    if (sectionId !== next.sectionId) {
      sectionId = next.sectionId;
      listeners.onActiveSection(sectionId);
    }
  }, SELECTION_GAP_MS);

  const stop = editor.registerUpdateListener(({ editorState, prevEditorState, dirtyElements, dirtyLeaves, tags }) => {
    readSelection.schedule();
    if (dirtyElements.size + dirtyLeaves.size === 0 || tags.has(TAKEN_IN_TAG)) return;
    const isHistoric = tags.has(HISTORIC_TAG);
    if (isHistoric || dirtyElements.get('root') === true) {
      const metadata = metadataIn(editorState);
      const changed = metadata !== null && metadata !== metadataIn(prevEditorState);
      if (changed) listeners.onMetadataChange(metadata);
      if (changed && !isHistoric && isRootOnly(editorState, prevEditorState, dirtyElements, dirtyLeaves)) return;
    }
    listeners.onDocumentChange();
  });
  return () => {
    stop();
    readSelection.cancel();
  };
}

/** True where nothing but the root's own state has changed. */
function isRootOnly(
  now: EditorState,
  before: EditorState,
  dirtyElements: ReadonlyMap<string, boolean>,
  dirtyLeaves: ReadonlySet<string>,
): boolean {
  return dirtyElements.size === 1 && dirtyLeaves.size === 0 && now._nodeMap.size === before._nodeMap.size;
}
