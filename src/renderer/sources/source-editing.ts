/**
 * The source whose details are open: changes are saved half a second after the last one, within a second, and when it is
 * left. What somebody else has changed meanwhile is taken in as long as it is another field.
 */
import { create } from 'zustand';
import { rebaseSource } from '#core/citation/rebase-source.ts';
import type { Failure } from '#core/model/failure.ts';
import type { Source } from '#core/model/source.ts';
import { api, failureFrom } from '#renderer/app/api.ts';
import type { LibraryChange } from '#renderer/app/library-changes.ts';
import { isPassing } from '#renderer/app/patience.ts';
import { createSaveTimer } from '#renderer/app/save-timer.ts';
import {
  changed,
  type EditHistory,
  fieldsOf,
  NO_HISTORY,
  redone,
  type SourceFields,
  undone,
  withFields,
} from './edit-history.ts';

export type SourceStatus = 'saved' | 'unsaved' | 'saving' | { problem: Failure };

type SourceEditing = {
  source: Source | null;
  status: SourceStatus;
  history: EditHistory;
  /** Shows a source, or none; what is unsaved is saved first, and stays open where it can't be. True once it is shown. */
  open(id: string | null): Promise<boolean>;
  /** Changes the source; `field` names what was changed, for undo. */
  change(patch: Partial<SourceFields>, field: string): void;
  undo(): void;
  redo(): void;
  /** Saves now what is unsaved; true once everything is on the disk. */
  flush(): Promise<boolean>;
  /** Takes over what was changed in the library by itself, copies and excerpts; what is being typed stays. */
  adopt(saved: Source): void;
  /** Shows a later state of the source that is open, unless something of ours is unsaved. */
  takeIn(theirs: Source): void;
  /** Shows the library's version in place of what is unsaved here, which undo brings back on top of it. */
  reload(): Promise<void>;
  /** Puts what the form holds on top of the library's version. */
  keepMine(): Promise<void>;
};

/** How often a save is put on top of somebody else's before it is a conflict after all. */
const TRIES = 5;

let saving: Promise<boolean> | null = null;
/** The source as it was last read or saved: what the form's changes are changes of. */
let base: Source | null = null;
/** Counts openings, so that only the latest shows. */
let openings = 0;

export const useSourceEditing = create<SourceEditing>((set, get) => {
  function show(source: Source | null): void {
    base = source;
    set({ source, status: 'saved', history: NO_HISTORY });
  }

  const timer = createSaveTimer(() => void get().flush());

  function markUnsaved(source: Source): void {
    // A problem stands until a save succeeds, or until something else is written than what can't be saved.
    set(({ status }) => ({ source, status: isPassingProblem(status) ? status : 'unsaved' }));
    timer.changed();
  }

  async function save(triesLeft = TRIES): Promise<boolean> {
    const { source: sent } = get();
    if (!sent) return true;
    if (!isPassingProblem(get().status)) set({ status: 'saving' });
    try {
      settle(sent, await api.sources.save.mutate({ source: sent }));
      timer.succeeded();
      return true;
    } catch (error) {
      const failure = failureFrom(error);
      if (failure.kind === 'Conflict' && triesLeft > 0 && (await rebased(sent.id))) return save(triesLeft - 1);
      if (get().source?.id === sent.id) {
        set({ status: { problem: failure } });
        timer.failed(failure.kind);
      }
      return false;
    }
  }

  /** What was typed while the save was under way stays; rev and time are what the save settles. */
  function settle(sent: Source, saved: Source): void {
    const { source: now } = get();
    if (now?.id !== saved.id) return;
    base = saved;
    set({ source: { ...now, rev: saved.rev, savedAt: saved.savedAt }, status: now === sent ? 'saved' : 'unsaved' });
  }

  /** Takes in what somebody else saved; false where both have changed one field. */
  async function rebased(id: string): Promise<boolean> {
    const theirs = await api.sources.get.query({ id });
    const { source: mine } = get();
    const source = mine?.id === id && base ? rebaseSource(base, mine, theirs) : undefined;
    if (!source) return false;
    base = theirs;
    set({ source });
    return true;
  }

  return {
    source: null,
    status: 'saved',
    history: NO_HISTORY,

    open: async (id) => {
      openings += 1;
      const opening = openings;
      const { source } = get();
      if (source?.id === id) return true;
      if (source?.needsDetails && source.csl.title) get().change({ needsDetails: false }, 'details');
      if (!(await get().flush())) return false;
      if (opening !== openings) return false;
      try {
        const next = id === null ? null : await api.sources.get.query({ id });
        // While it was read, somebody may have gone on typing in the one that is open.
        if (opening !== openings || !(await get().flush()) || opening !== openings) return false;
        show(next);
        return true;
      } catch (error) {
        if (opening === openings && (await get().flush()) && opening === openings) show(null);
        throw error;
      }
    },

    change: (patch, field) => {
      const { source, history } = get();
      if (!source) return;
      set({ history: changed(history, fieldsOf(source), field, Date.now()) });
      markUnsaved(withFields(source, { ...fieldsOf(source), ...patch }));
    },

    undo: () => {
      const { source, history } = get();
      const step = source && undone(history, fieldsOf(source));
      if (!step) return;
      set({ history: step.history });
      markUnsaved(withFields(source, step.fields));
    },

    redo: () => {
      const { source, history } = get();
      const step = source && redone(history, fieldsOf(source));
      if (!step) return;
      set({ history: step.history });
      markUnsaved(withFields(source, step.fields));
    },

    flush: async () => {
      timer.stop();
      while (saving) await saving;
      if (get().status === 'saved') return true;
      // Saving once more would be refused once more: the editor says which version it is to be.
      if (isConflict(get().status)) return false;
      saving = save().finally(() => {
        saving = null;
      });
      const isSaved = await saving;
      return isSaved && get().status !== 'saved' ? get().flush() : isSaved;
    },

    adopt: (saved) => {
      const { source } = get();
      if (source?.id !== saved.id) return;
      const { rev, savedAt, copies, excerpts } = saved;
      base = base && { ...base, rev, savedAt, copies, excerpts };
      set({ source: { ...source, rev, savedAt, copies, excerpts } });
    },

    takeIn: (theirs) => {
      const { source, status } = get();
      if (source?.id === theirs.id && status === 'saved' && theirs.rev > source.rev) show(theirs);
    },

    reload: async () => {
      const { source } = get();
      if (!source) return;
      timer.stop();
      const theirs = await api.sources.get.query({ id: source.id });
      const { source: mine } = get();
      if (mine?.id !== theirs.id) return;
      show(theirs);
      set({ history: changed(NO_HISTORY, fieldsOf(mine), 'their version', Date.now()) });
    },

    keepMine: async () => {
      const { source } = get();
      if (!source) return;
      const theirs = await api.sources.get.query({ id: source.id });
      base = theirs;
      markUnsaved(withFields(theirs, fieldsOf(source)));
      await get().flush();
    },
  };
});

function isPassingProblem(status: SourceStatus): boolean {
  return typeof status === 'object' && isPassing(status.problem.kind);
}

function isConflict(status: SourceStatus): boolean {
  return typeof status === 'object' && status.problem.kind === 'Conflict';
}

/** Shows what another hand has done to the open source, unless something of ours is unsaved: then the next save takes it in. */
export function followSourceChange({ id, change, rev }: LibraryChange): void {
  const { source, status } = useSourceEditing.getState();
  if (source?.id !== id || status !== 'saved') return;
  if (change === 'deleted') void useSourceEditing.getState().open(null);
  else if (rev > source.rev) void follow(id);
}

async function follow(id: string): Promise<void> {
  useSourceEditing.getState().takeIn(await api.sources.get.query({ id }));
}
