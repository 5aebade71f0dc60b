/**
 * Exporting several stories into a folder, one after the other, and what became of each.
 */
import { create } from 'zustand';
import type { Format } from '#core/model/publishing.ts';
import { exportBaseNames } from '#core/publish/file-name.ts';
import { api, failureFrom } from '#renderer/app/api.ts';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { type ExportOptions, toSave } from './export-subject.ts';
import type { TargetFolder } from './target-folder.ts';

export type ItemToExport = { id: string; title: string };

export type SeveralItem = ItemToExport & {
  /** Without its ending. */
  name: string;
  outcome:
    | { kind: 'waiting' }
    | { kind: 'running' }
    | { kind: 'left-out'; reason: string }
    | { kind: 'failed'; message: string }
    | { kind: 'done'; fileName: string };
};

type Exporting = {
  items: SeveralItem[];
  /** `asking`: some files are there already, and nothing is written before the editor has said what with them. */
  phase: 'choosing' | 'asking' | 'running' | 'done';
  folder: TargetFolder | null;
  options: ExportOptions | null;
  /** The file names that are in the folder already. */
  there: string[];
  /** Looks what is in the folder, and begins where nothing is in the way. */
  begin(folder: TargetFolder, items: readonly ItemToExport[], options: ExportOptions): Promise<void>;
  /** Writes; what is there already is replaced or left as it is. */
  run(replace: boolean): Promise<void>;
  /** Stops after the story that is under way. */
  cancel(): void;
  /** Back to the beginning. */
  reset(): void;
};

const ENDINGS: Record<Format, string[]> = {
  markdown: ['md'],
  pandoc: ['md', 'csl.json'],
  html: ['html'],
  pdf: ['pdf'],
  docx: ['docx'],
  json: ['json'],
};

let isCancelled = false;

export const useSeveralExports = create<Exporting>((set, get) => {
  const settle = (index: number, outcome: SeveralItem['outcome']) =>
    set(({ items }) => ({ items: items.map((item, at) => (at === index ? { ...item, outcome } : item)) }));

  const namesOf = ({ name }: SeveralItem, format: Format) => ENDINGS[format].map((ending) => `${name}.${ending}`);

  /** False where nothing more can be written into the folder. */
  async function exportOne(index: number, folder: TargetFolder, options: ExportOptions): Promise<boolean> {
    const item = get().items[index];
    if (!item) return true;
    settle(index, { kind: 'running' });
    let exported: Awaited<ReturnType<typeof api.publishing.exportStory.query>>;
    try {
      exported = await api.publishing.exportStory.query({ id: item.id, options, name: item.name });
    } catch (error) {
      settle(index, { kind: 'failed', message: failureFrom(error).message });
      return true;
    }
    try {
      // What goes beside a document first: it must not be there without it.
      for (const file of exported.files.toReversed()) await folder.write(toSave(file));
      settle(index, { kind: 'done', fileName: exported.files[0]?.fileName ?? item.name });
      return true;
    } catch (error) {
      settle(index, { kind: 'failed', message: failureFrom(error).message });
      return false;
    }
  }

  return {
    items: [],
    phase: 'choosing',
    folder: null,
    options: null,
    there: [],
    begin: async (folder, chosen, options) => {
      // What is exported is what is on the disk: the open story goes there first.
      await useStorySession.getState().flush();
      const names = exportBaseNames(chosen.map(({ title }) => title));
      const items = chosen.map(({ id, title }, index): SeveralItem => {
        return { id, title, name: names[index] ?? id, outcome: { kind: 'waiting' } };
      });
      const there = await folder.there(items.flatMap((item) => namesOf(item, options.format)));
      set({ folder, options, items, there, phase: there.length > 0 ? 'asking' : 'running' });
      if (there.length === 0) await get().run(true);
    },
    run: async (replace) => {
      const { folder, options, there } = get();
      if (!folder || !options) return;
      isCancelled = false;
      set({ phase: 'running' });
      const taken = new Set(there);
      let reason = 'Left out.';
      for (const [index, item] of get().items.entries()) {
        const isThere = namesOf(item, options.format).some((name) => taken.has(name));
        if (isThere && !replace)
          settle(index, { kind: 'left-out', reason: 'It is there already and was left as it is.' });
        else if (isCancelled) settle(index, { kind: 'left-out', reason });
        else if (!(await exportOne(index, folder, options))) {
          isCancelled = true;
          reason = 'Left out, because nothing more could be written.';
        }
      }
      try {
        await folder.finish();
      } catch (error) {
        const { message } = failureFrom(error);
        set(({ items }) => ({
          items: items.map((item) =>
            item.outcome.kind === 'done' ? { ...item, outcome: { kind: 'failed', message } } : item,
          ),
        }));
      }
      set({ phase: 'done' });
    },
    cancel: () => {
      isCancelled = true;
    },
    reset: () => set({ items: [], phase: 'choosing', folder: null, options: null, there: [] }),
  };
});
