/**
 * The story that a window has open: its metadata, what is computed from its document, and whether it is saved. The
 * editor holds the document itself; the session asks for it when there is quiet.
 */
import { create } from 'zustand';
import { type Caret, documentWithCitation } from '#core/document/insert-citation.ts';
import { type Projections, projectionsOf } from '#core/document/summary.ts';
import type { Citation } from '#core/model/citation.ts';
import type { Failure } from '#core/model/failure.ts';
import type { JournalMark } from '#core/model/journal.ts';
import { calendarDateOf } from '#core/model/primitives.ts';
import type { Story, StoryDocument } from '#core/model/story.ts';
import { api, failureFrom, queries, queryClient } from '#renderer/app/api.ts';
import { createPatience, isPassing } from '#renderer/app/patience.ts';
import { createJournalKeeper, WINDOW_ID } from './journal-keeper.ts';
import { sharedProjections } from './shared-projections.ts';
import { createStorySending } from './story-sending.ts';

/**
 * What an editor changes beside the text, in the header and in the checks; all of it is undone together with the text.
 */
export type StoryMetadata = Pick<
  Story,
  'label' | 'title' | 'summary' | 'importancePercent' | 'confidencePercent' | 'topics' | 'mutedChecks'
>;

export type SaveStatus =
  | { kind: 'saved'; at: Date }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  | { kind: 'problem'; failure: Failure };

/** How the session gets at the text: the open editor gives itself as this. */
export type DocumentHolder = {
  getDocument(): StoryDocument;
  getCaret(): Caret | null;
  /** Inserts at the caret. */
  insertCitation(citation: Citation): void;
  revealCitation(citationId: string): void;
  takeIn(story: Story): void;
};

export type StorySession = {
  story: Story | null;
  /** How many parts of the document show as placeholders. */
  placeholders: number;
  projections: Projections | null;
  /** The document that the projections are of. */
  projectedDocument: StoryDocument | null;
  status: SaveStatus;
  /** Counts openings: the editor is built anew where it changes. */
  generation: number;
  open(story: Story, placeholders: number): void;
  /** Shows a later state of the story that is open, in place. Only for one whose window holds nothing unsaved. */
  takeIn(story: Story, placeholders: number): void;
  /** Takes the editor's word for the text until the function returned is called; from then on the session has it. */
  hold(holder: DocumentHolder): () => void;
  /** Puts a citation where the caret is or, with the editor closed, last was; false where no story is open. */
  cite(citation: Citation): boolean;
  /** Brings a citation into view: now, or once there is an editor. */
  revealCitation(citationId: string): void;
  /** The document changed. Cheap: called on every keystroke. */
  documentChanged(): void;
  metadataChanged(metadata: StoryMetadata): void;
  /** A citation was changed where it stands, as by a verdict: what is shown of it needn't wait for the whole document. */
  citationChanged(citation: Citation): void;
  /** Saves now what is unsaved; true once everything is on the disk. */
  flush(): Promise<boolean>;
  /** The story as the window holds it, saved or not. */
  currentStory(): Story | null;
  /** True where everything is on the disk. */
  isAllSaved(): boolean;
  /** How far the window has come: what the journal holds up to there goes with a save. */
  mark(): JournalMark;
  /** Saves what the window holds again, on `rev`: the version that was saved was lost, and an earlier one restored there. */
  saveAgain(rev: number): void;
  /** The state that the library last had in common with this window; null where no story is open. */
  commonStory(): Story | null;
  /** Lets go of what is unsaved, after it was kept elsewhere. */
  discard(): void;
};

/** Quiet before projections are computed anew, and before a save, in milliseconds. */
const PROJECT_AFTER_MS = 250;
const SAVE_AFTER_MS = 500;

let holder: DocumentHolder | null = null;
let projectTimer: number | undefined;
let saveTimer: number | undefined;
/** The document as JSON since its last change, so that projecting and saving serialise it once. */
let serialised: StoryDocument | null = null;
let documentIsDirty = false;
/** Counts the changes of whatever story is open, and the last of them that is on the disk. */
let change = 0;
let savedChange = 0;
const sendStory = createStorySending();
const patience = createPatience();
/** What the open story is based on: as it was read, or as it was last saved from here. */
let common: Story | null = null;
let saving: Promise<boolean> | null = null;
/** Where the caret was when the editor went. */
let lastCaret: Caret | null = null;
/** The citation that the next editor is to bring into view. */
let toReveal: string | null = null;

function currentDocument(story: Story): StoryDocument {
  if (!holder) return story.document;
  serialised ??= holder.getDocument();
  return serialised;
}

export const useStorySession = create<StorySession>((set, get) => {
  function scheduleSave(afterMs = SAVE_AFTER_MS): void {
    window.clearTimeout(saveTimer);
    saveTimer = window.setTimeout(() => void get().flush(), afterMs);
  }

  function project(): void {
    const { story, projections } = get();
    if (!story) return;
    const document = currentDocument(story);
    set({ projections: sharedProjections(projections, projectionsOf(document)), projectedDocument: document });
  }

  const journal = createJournalKeeper(() => {
    const { story } = get();
    if (!story || change === savedChange) return null;
    return { story: { ...story, document: currentDocument(story) }, mark: { window: WINDOW_ID, change } };
  }, sendStory);

  function markUnsaved(): void {
    documentIsDirty = true;
    change += 1;
    journal.changed();
    const { status } = get();
    if (status.kind !== 'problem') {
      // At once: drawn a moment later it would be a frame of its own, for which the next keys would have to wait.
      if (status.kind !== 'unsaved') set({ status: { kind: 'unsaved' } });
      scheduleSave();
    } else if (status.failure.kind === 'Invalid') scheduleSave();
    // Any other problem stands until a save succeeds; its next try is due already, or somebody's to choose.
  }

  function nothingIsUnsaved(): void {
    documentIsDirty = false;
    savedChange = change;
    patience.reset();
  }

  async function save(): Promise<boolean> {
    const { story } = get();
    if (!story) return true;
    const document = currentDocument(story);
    const sent: Story = { ...story, document, updatedOn: calendarDateOf(new Date()) };
    const mark = { window: WINDOW_ID, change };
    documentIsDirty = false;
    // A problem stays in view while it is tried again.
    if (get().status.kind !== 'problem') set({ status: { kind: 'saving' } });
    try {
      const { rev, savedAt } = await sendStory(sent, mark, (sending) => api.stories.save.mutate(sending));
      patience.reset();
      const now = get().story;
      if (now?.id === sent.id) {
        savedChange = mark.change;
        common = { ...sent, rev, savedAt };
        // What was typed while the save was under way stays as it is; only what the save settles is taken over.
        set({ story: { ...now, rev, savedAt, updatedOn: sent.updatedOn } });
        if (!documentIsDirty) set({ status: { kind: 'saved', at: new Date(savedAt) } });
        else if (get().status.kind === 'problem') set({ status: { kind: 'unsaved' } });
      }
      queryClient.removeQueries(queries.stories.get.queryFilter({ id: sent.id }));
      return true;
    } catch (error) {
      const failure = failureFrom(error);
      documentIsDirty = true;
      if (get().story?.id === sent.id) {
        set({ status: { kind: 'problem', failure } });
        if (isPassing(failure.kind)) scheduleSave(patience.nextMs());
      }
      return false;
    }
  }

  return {
    story: null,
    placeholders: 0,
    projections: null,
    projectedDocument: null,
    status: { kind: 'saved', at: new Date() },
    generation: 0,

    open: (story, placeholders) => {
      holder = null;
      lastCaret = null;
      serialised = null;
      nothingIsUnsaved();
      common = story;
      set(({ generation }) => ({
        story,
        placeholders,
        projections: projectionsOf(story.document),
        projectedDocument: story.document,
        status: { kind: 'saved', at: new Date(story.savedAt) },
        generation: generation + 1,
      }));
    },

    takeIn: (story, placeholders) => {
      serialised = null;
      holder?.takeIn(story);
      common = story;
      set({
        story,
        placeholders,
        projections: projectionsOf(story.document),
        projectedDocument: story.document,
        status: { kind: 'saved', at: new Date(story.savedAt) },
      });
    },

    currentStory: () => {
      const { story } = get();
      return story && { ...story, document: currentDocument(story) };
    },

    mark: () => ({ window: WINDOW_ID, change }),

    isAllSaved: () => change === savedChange,

    saveAgain: (rev) => {
      const { story } = get();
      if (!story) return;
      set({ story: { ...story, rev } });
      markUnsaved();
      void get().flush();
    },
    commonStory: () => (get().story ? common : null),

    revealCitation: (citationId) => {
      if (holder) holder.revealCitation(citationId);
      else toReveal = citationId;
    },

    discard: () => {
      window.clearTimeout(saveTimer);
      nothingIsUnsaved();
      holder = null;
      set({ story: null, projections: null, status: { kind: 'saved', at: new Date() } });
    },

    hold: (next) => {
      holder = next;
      if (toReveal) {
        const citationId = toReveal;
        toReveal = null;
        // Its text is on the page by then.
        requestAnimationFrame(() => holder === next && next.revealCitation(citationId));
      }
      return () => {
        if (holder !== next) return;
        const { story } = get();
        // Another room is shown: the text lives on here, saved or not, and the next editor is opened with it.
        if (story) set({ story: { ...story, document: currentDocument(story) } });
        lastCaret = next.getCaret();
        holder = null;
      };
    },

    cite: (citation) => {
      const { story, documentChanged } = get();
      if (!story) return false;
      if (holder) {
        holder.insertCitation(citation);
        return true;
      }
      const { document, caret } = documentWithCitation(story.document, lastCaret, citation);
      lastCaret = caret;
      set({ story: { ...story, document } });
      documentChanged();
      return true;
    },

    documentChanged: () => {
      serialised = null;
      markUnsaved();
      window.clearTimeout(projectTimer);
      projectTimer = window.setTimeout(project, PROJECT_AFTER_MS);
    },

    metadataChanged: (metadata) => {
      const { story } = get();
      if (!story) return;
      set({ story: { ...story, ...metadata } });
      markUnsaved();
    },

    citationChanged: (citation) => {
      const { projections } = get();
      if (!projections) return;
      const citations = projections.citations.map((placed) =>
        placed.citation.id === citation.id ? { ...placed, citation } : placed,
      );
      set({ projections: { ...projections, citations } });
    },

    flush: async () => {
      window.clearTimeout(saveTimer);
      while (saving) await saving;
      if (!documentIsDirty) return get().status.kind !== 'problem';
      saving = save().finally(() => {
        saving = null;
      });
      const saved = await saving;
      return saved && documentIsDirty ? get().flush() : saved;
    },
  };
});
