/**
 * What the rest of the window can do with the open editor: read its document, change what a story's header and outline
 * show, go to a place in it.
 */
import { HISTORY_PUSH_TAG, type LexicalEditor } from 'lexical';
import type { JumpTarget } from '#core/assessment/checks/check.ts';
import { $caretNow, $insertCitation, type Caret } from '#core/document/insert-citation.ts';
import { $changeSection } from '#core/document/nodes/section-state.ts';
import type { Citation } from '#core/model/citation.ts';
import type { SectionRole } from '#core/model/section.ts';
import type { Story, StoryDocument } from '#core/model/story.ts';
import type { StoryMetadata } from '#renderer/stories/story-session.ts';
import type { Bursts } from './bursts.ts';
import { createDocumentMirror } from './document-mirror.ts';
import type { EditorActions } from './editor-actions.ts';
import { focusText } from './focus-text.ts';
import { jumpTo } from './jumps.ts';
import { $citationNode, caretAt, createLitPlace, type LitPlace } from './lit-place.ts';
import { replaceStory } from './replace-story.ts';
import { $headingOf, $moveSection } from './sections.ts';
import { $changeMetadata, documentWithoutMetadata } from './story-metadata.ts';
import { takeIn } from './take-in.ts';

export type StoryEditorHandle = {
  /** The document as it is now, as it is stored; blocks that have not changed are the same objects as before. */
  getDocument(): StoryDocument;
  /** Where the caret is, or was before the focus left the text. */
  getCaret(): Caret | null;
  /** Inserts a citation at the caret; undone as one. The focus stays where it is. */
  insertCitation(citation: Citation): void;
  /** Shows a later state of the same story in place. */
  takeIn(story: Story): void;
  /** Puts another state of the story in the place of what is here; undone as one. The header changes where `metadata` is given. */
  replace(document: StoryDocument, metadata?: StoryMetadata): void;
  /** Changes the header; typing in one field is undone as one. */
  changeMetadata(patch: Partial<StoryMetadata>): void;
  /** Sets how sure the desk is of a section; a slide is undone as one. Nothing happens for a section that is gone. */
  setSectionConfidence(sectionId: string, confidencePercent: number): void;
  setSectionRole(sectionId: string, role: SectionRole): void;
  /** Says why the confidence is what it is; typing is undone as one. */
  setSectionRationale(sectionId: string, rationale: string): void;
  /** Moves a section with its subsections before another, or to the end for null. */
  moveSection(sectionId: string, beforeSectionId: string | null): void;
  /** Brings a section into view and puts the caret at the start of its heading. */
  revealSection(sectionId: string): void;
  /** Brings a citation into view and selects it. */
  revealCitation(citationId: string): void;
  /** Brings a place of the story into view and selects what stands there. Nothing happens where it is gone. */
  jumpTo(target: JumpTarget): void;
  /** Puts the caret behind a citation, or at the end of a block, and the focus into the text. */
  caretAt(place: LitPlace): void;
  /**
   * Changes a citation where it stands and returns what it has become; changes of one name that follow each other are undone
   * as one. Null where the citation is gone.
   */
  changeCitation(citationId: string, name: string, change: (citation: Citation) => Citation): Citation | null;
  /** Lights a place in the text until another is lit, or none for null; `scroll` brings it into view. */
  light(place: LitPlace | null, scroll: boolean): void;
  /** Puts the focus into the text, where the caret was. */
  focus(): void;
  undo(): void;
  redo(): void;
};

export function createEditorHandle(editor: LexicalEditor, bursts: Bursts, actions: EditorActions): StoryEditorHandle {
  const mirror = createDocumentMirror(editor);
  const changeSection = (what: string, sectionId: string, change: Parameters<typeof $changeSection>[1]) =>
    bursts.update(`${what} of ${sectionId}`, () => {
      const heading = $headingOf(sectionId);
      if (heading) $changeSection(heading, change);
    });
  const lit = createLitPlace(editor);
  return {
    getDocument: () => documentWithoutMetadata(mirror.document()),
    getCaret: () => editor.read('latest', $caretNow),
    insertCitation: (citation) =>
      editor.update(() => $insertCitation(citation), { discrete: true, tag: [HISTORY_PUSH_TAG, 'skip-dom-selection'] }),
    takeIn: (story) => takeIn(editor, story),
    replace: (document, metadata) =>
      replaceStory(editor, documentWithoutMetadata(mirror.document()), document, metadata),
    changeMetadata: (patch) =>
      bursts.update(`story ${Object.keys(patch).sort().join(' ')}`, () => $changeMetadata(patch)),
    setSectionConfidence: (sectionId, confidencePercent) =>
      changeSection('confidence', sectionId, { confidencePercent }),
    setSectionRole: (sectionId, role) => changeSection('role', sectionId, { role }),
    setSectionRationale: (sectionId, rationale) => changeSection('rationale', sectionId, { rationale }),
    moveSection: (sectionId, beforeSectionId) =>
      editor.update(() => $moveSection(sectionId, beforeSectionId), {
        discrete: true,
        tag: [HISTORY_PUSH_TAG, 'skip-dom-selection'],
      }),
    revealSection: (sectionId) => jumpTo(editor, { kind: 'section', sectionId }),
    revealCitation: (citationId) => jumpTo(editor, { kind: 'citation', citationId }),
    jumpTo: (target) => jumpTo(editor, target),
    caretAt: (place) => caretAt(editor, place),
    changeCitation: (citationId, name, change) => {
      let changed: Citation | null = null;
      bursts.update(`${name} of ${citationId}`, () => {
        const node = $citationNode(citationId);
        const citation = node?.getCitation();
        if (!node || !citation) return;
        changed = change(citation);
        node.setCitation(changed);
      });
      return changed;
    },
    light: lit.show,
    focus: () => focusText(editor),
    undo: actions.undo,
    redo: actions.redo,
  };
}
