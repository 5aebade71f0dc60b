/**
 * The briefing that is open: changes are saved half a second after the last one, within a second, and when it is left.
 */
import { create } from 'zustand';
import type { Briefing } from '#core/model/briefing.ts';
import type { Failure } from '#core/model/failure.ts';
import { publishOptionsSchema } from '#core/model/publishing.ts';
import type { StoryDocument } from '#core/model/story.ts';
import { api, failureFrom } from '#renderer/app/api.ts';
import type { LibraryChange } from '#renderer/app/library-changes.ts';
import { isPassing } from '#renderer/app/patience.ts';
import { createSaveTimer } from '#renderer/app/save-timer.ts';
import type { ExportOptions } from '#renderer/exporting/export-subject.ts';

type BriefingStatus = 'saved' | 'unsaved' | 'saving' | { problem: Failure };

type BriefingSession = {
  briefing: Briefing | null;
  status: BriefingStatus;
  /** Counts openings: the editor of the introduction is built anew where it changes. */
  generation: number;
  open(id: string | null): Promise<void>;
  change(patch: Partial<Briefing>): void;
  /** Keeps how it is printed: style, language, for whom, and what goes with the text. */
  choose(choice: Pick<ExportOptions, 'styleId' | 'localeId' | 'publish'>): void;
  /** The introduction was typed in; `read` gives it when there is quiet. */
  introductionChanged(read: () => StoryDocument): void;
  flush(): Promise<boolean>;
  /** The briefing as the window holds it. */
  current(): Briefing | null;
  /** Shows a later state of the briefing that is open, unless something of ours is unsaved. */
  takeIn(theirs: Briefing): void;
  /** Keeps what is unsaved here as a briefing of its own and shows the library's version. Returns the copy. */
  showOther(): Promise<Briefing | null>;
  /** Remembers that the briefing was exported, and from which state of its stories. */
  exported(storyRevs: Record<string, number>): Promise<void>;
};

let saving: Promise<boolean> | null = null;
let readIntroduction: (() => StoryDocument) | null = null;
/** Counts the changes of whatever briefing is open. */
let changes = 0;
/** Counts openings, so that only the latest shows. */
let openings = 0;

export const useBriefingSession = create<BriefingSession>((set, get) => {
  const timer = createSaveTimer(() => void get().flush());

  function markUnsaved(): void {
    changes += 1;
    // A problem stands until a save succeeds, or until something else is written than what can't be saved.
    if (!isPassingProblem(get().status)) set({ status: 'unsaved' });
    timer.changed();
  }

  async function save(): Promise<boolean> {
    const briefing = get().current();
    if (!briefing) return true;
    set({ briefing });
    if (!isPassingProblem(get().status)) set({ status: 'saving' });
    readIntroduction = null;
    const sent = changes;
    try {
      const saved = await api.briefings.save.mutate({ briefing });
      timer.succeeded();
      const now = get().briefing;
      if (now?.id !== saved.id) return true;
      set({
        briefing: { ...now, rev: saved.rev, savedAt: saved.savedAt },
        status: changes === sent ? 'saved' : 'unsaved',
      });
      return true;
    } catch (error) {
      const failure = failureFrom(error);
      if (get().briefing?.id === briefing.id) {
        set({ status: { problem: failure } });
        timer.failed(failure.kind);
      }
      return false;
    }
  }

  /** Copies what the window holds, with what is typed in it until the copy is on the disk; `into` is the copy so far. */
  async function copyOfAll(held: Briefing, into?: Briefing): Promise<Briefing> {
    const sent = changes;
    const copy = into
      ? await api.briefings.save.mutate({
          briefing: { ...held, id: into.id, rev: into.rev, title: into.title, createdAt: into.createdAt },
        })
      : await api.briefings.saveAsCopy.mutate({ briefing: held });
    const later = changes === sent ? null : get().current();
    return later ? copyOfAll(later, copy) : copy;
  }

  function show(briefing: Briefing | null): void {
    readIntroduction = null;
    set(({ generation }) => ({ briefing, status: 'saved', generation: generation + 1 }));
  }

  return {
    briefing: null,
    status: 'saved',
    generation: 0,
    open: async (id) => {
      openings += 1;
      const opening = openings;
      if (id === (get().briefing?.id ?? null)) return;
      if (!(await get().flush())) return;
      const next = id === null ? null : await api.briefings.get.query({ id });
      // While it was read, somebody may have gone on typing in the one that is open.
      if (opening === openings && (await get().flush()) && opening === openings) show(next);
    },
    change: (patch) => {
      const { briefing } = get();
      if (!briefing) return;
      set({ briefing: { ...briefing, ...patch } });
      markUnsaved();
    },
    choose: ({ styleId, localeId, publish }) => {
      const { briefing, change } = get();
      if (!briefing || (!styleId && !localeId && !publish)) return;
      change({
        ...(styleId && { styleId }),
        ...(localeId && { localeId }),
        options: publishOptionsSchema.parse({ ...briefing.options, ...publish }),
      });
    },
    introductionChanged: (read) => {
      readIntroduction = read;
      markUnsaved();
    },
    flush: async () => {
      timer.stop();
      while (saving) await saving;
      const { status } = get();
      if (status === 'saved') return true;
      saving = save().finally(() => {
        saving = null;
      });
      const isSaved = await saving;
      return isSaved && get().status === 'unsaved' ? get().flush() : isSaved;
    },
    current: () => {
      const { briefing } = get();
      return briefing && { ...briefing, introduction: readIntroduction?.() ?? briefing.introduction };
    },
    takeIn: (theirs) => {
      const { briefing, status } = get();
      if (briefing?.id === theirs.id && status === 'saved' && theirs.rev > briefing.rev) show(theirs);
    },
    showOther: async () => {
      const mine = get().current();
      if (!mine) return null;
      const theirs = await api.briefings.get.query({ id: mine.id });
      const copy = await copyOfAll(mine);
      show(theirs);
      return copy;
    },
    exported: async (storyRevs) => {
      if (!(await get().flush())) return;
      const { briefing } = get();
      if (!briefing) return;
      const { rev, savedAt, exported } = await api.briefings.markExported.mutate({ id: briefing.id, storyRevs });
      const now = get().briefing;
      if (now?.id === briefing.id) set({ briefing: { ...now, rev, savedAt, ...(exported && { exported }) } });
    },
  };
});

function isPassingProblem(status: BriefingStatus): boolean {
  return typeof status === 'object' && isPassing(status.problem.kind);
}

/** Shows what another hand has done to the open briefing, unless something of ours is unsaved: its save then says so. */
export function followBriefingChange({ id, change, rev }: LibraryChange): void {
  const { briefing, status } = useBriefingSession.getState();
  if (briefing?.id !== id || status !== 'saved' || change !== 'saved' || rev <= briefing.rev) return;
  void api.briefings.get.query({ id }).then((theirs) => useBriefingSession.getState().takeIn(theirs));
}
