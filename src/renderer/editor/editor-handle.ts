/**
 * What the rest of the window can do with the open editor: read its document, change what a story's header and outline
 * show, go to a place in it.
 */
import { $createNodeSelection, $nodesOfType, $setSelection, HISTORY_PUSH_TAG, type LexicalEditor } from 'lexical';
import { CitationNode } from '#core/document/nodes/citation-node.ts';
import { $changeSection } from '#core/document/nodes/section-state.ts';
import type { SectionRole } from '#core/model/section.ts';
import type { Story, StoryDocument } from '#core/model/story.ts';
import type { StoryMetadata } from '#renderer/stories/story-session.ts';
import type { Bursts } from './bursts.ts';
import type { EditorActions } from './editor-actions.ts';
import { focusText } from './focus-text.ts';
import { $headingOf, $moveSection } from './sections.ts';
import { $changeMetadata, documentWithoutMetadata } from './story-metadata.ts';
import { takeIn } from './take-in.ts';

export type StoryEditorHandle = {
  /** The document as it is now, as it is stored. */
  getDocument(): StoryDocument;
  /** Shows a later state of the same story in place. */
  takeIn(story: Story): void;
  /** Changes the header; typing in one field is undone as one. */
  changeMetadata(patch: Partial<StoryMetadata>): void;
  /** Sets how sure the desk is of a section; a slide is undone as one. Nothing happens for a section that is gone. */
  setSectionConfidence(sectionId: string, confidencePercent: number): void;
  setSectionRole(sectionId: string, role: SectionRole): void;
  /** Moves a section with its subsections before another, or to the end for null. */
  moveSection(sectionId: string, beforeSectionId: string | null): void;
  /** Brings a section into view and puts the caret at the start of its heading. */
  revealSection(sectionId: string): void;
  /** Brings a citation into view and selects it. */
  revealCitation(citationId: string): void;
  /** Puts the focus into the text, where the caret was. */
  focus(): void;
  undo(): void;
  redo(): void;
};

/** Space kept above what is brought into view, in pixels. */
const REVEAL_GAP_PX = 24;

export function createEditorHandle(editor: LexicalEditor, bursts: Bursts, actions: EditorActions): StoryEditorHandle {
  return {
    getDocument: () =>
      // What is pending is committed first. Lexical's own JSON has the shape of a StoryDocument by construction.
      documentWithoutMetadata(editor.read(() => editor.getEditorState().toJSON() as unknown as StoryDocument)),
    takeIn: (story) => takeIn(editor, story),
    changeMetadata: (patch) =>
      bursts.update(`story ${Object.keys(patch).sort().join(' ')}`, () => $changeMetadata(patch)),
    setSectionConfidence: (sectionId, confidencePercent) =>
      bursts.update(`confidence of ${sectionId}`, () => {
        const heading = $headingOf(sectionId);
        if (heading) $changeSection(heading, { confidencePercent });
      }),
    setSectionRole: (sectionId, role) =>
      bursts.update(`role of ${sectionId}`, () => {
        const heading = $headingOf(sectionId);
        if (heading) $changeSection(heading, { role });
      }),
    moveSection: (sectionId, beforeSectionId) =>
      editor.update(() => $moveSection(sectionId, beforeSectionId), {
        discrete: true,
        tag: [HISTORY_PUSH_TAG, 'skip-dom-selection'],
      }),
    revealSection: (sectionId) => {
      const key = editor.read(() => $headingOf(sectionId)?.getKey());
      if (key === undefined) return;
      editor.update(() => $headingOf(sectionId)?.selectStart(), { discrete: true });
      reveal(editor, key);
    },
    revealCitation: (citationId) => {
      const key = editor.read(() =>
        $nodesOfType(CitationNode)
          .find((node) => node.getCitation()?.id === citationId)
          ?.getKey(),
      );
      if (key === undefined) return;
      editor.update(
        () => {
          const selection = $createNodeSelection();
          selection.add(key);
          $setSelection(selection);
        },
        { discrete: true },
      );
      reveal(editor, key);
    },
    focus: () => focusText(editor),
    undo: actions.undo,
    redo: actions.redo,
  };
}

function reveal(editor: LexicalEditor, key: string): void {
  const element = editor.getElementByKey(key);
  if (!element) return;
  focusText(editor);
  element.style.scrollMarginBlock = `${REVEAL_GAP_PX}px`;
  element.scrollIntoView({ block: isBlock(element) ? 'start' : 'center' });
}

function isBlock(element: HTMLElement): boolean {
  return getComputedStyle(element).display === 'block';
}
