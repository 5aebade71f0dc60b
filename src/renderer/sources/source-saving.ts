/**
 * The source whose details are open: changes are saved half a second after the last one, and when it is left.
 */
import { create } from 'zustand';
import type { Source } from '#core/model/source.ts';
import { api, failureFrom } from '#renderer/app/api.ts';

type SourceEditing = {
  source: Source | null;
  status: 'saved' | 'unsaved' | 'saving' | { problem: string; isConflict: boolean };
  open(source: Source | null): void;
  change(patch: Partial<Source>): void;
  flush(): Promise<void>;
  /** Takes over what was changed in the library by itself, copies and excerpts; what is being typed stays. */
  adopt(saved: Source): void;
  /** Takes the library's version in place of what is unsaved here. */
  reload(): Promise<void>;
};

const SAVE_AFTER_MS = 500;
let timer: number | undefined;
let saving: Promise<void> | null = null;

export const useSourceEditing = create<SourceEditing>((set, get) => {
  async function save(): Promise<void> {
    const { source } = get();
    if (!source) return;
    set({ status: 'saving' });
    try {
      const saved = await api.sources.save.mutate({ source });
      const now = get().source;
      if (now?.id !== saved.id) return;
      // What was typed meanwhile stays; the rev is what the save settles.
      set({ source: { ...now, rev: saved.rev, savedAt: saved.savedAt } });
      if (get().status === 'saving') set({ status: 'saved' });
    } catch (error) {
      const failure = failureFrom(error);
      set({ status: { problem: failure.message, isConflict: failure.kind === 'Conflict' } });
    }
  }

  return {
    source: null,
    status: 'saved',
    open: (source) => {
      if (source?.id === get().source?.id) return;
      void get()
        .flush()
        .then(() => set({ source, status: 'saved' }));
    },
    change: (patch) => {
      const { source } = get();
      if (!source) return;
      set({ source: { ...source, ...patch }, status: 'unsaved' });
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void get().flush(), SAVE_AFTER_MS);
    },
    flush: async () => {
      window.clearTimeout(timer);
      while (saving) await saving;
      if (get().status !== 'unsaved') return;
      saving = save().finally(() => {
        saving = null;
      });
      await saving;
    },
    adopt: (saved) => {
      const { source } = get();
      if (source?.id !== saved.id) return;
      const { rev, savedAt, copies, excerpts } = saved;
      set({ source: { ...source, rev, savedAt, copies, excerpts } });
    },
    reload: async () => {
      const { source } = get();
      if (source) set({ source: await api.sources.get.query({ id: source.id }), status: 'saved' });
    },
  };
});
