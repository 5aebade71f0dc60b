/**
 * Importing several files: first what each would add, then, of those that are wanted, one after the other, and what became of
 * each.
 */
import { create } from 'zustand';
import { attachmentsNamedIn, isAttachmentFile } from '#core/document/attachment-paths.ts';
import { inImportOrder } from '#core/intake/endings.ts';
import { Failure } from '#core/model/failure.ts';
import type { ApiOutputs } from '#renderer/app/api.ts';
import { api, failureFrom } from '#renderer/app/api.ts';
import { keepImage } from '#renderer/app/keep-image.ts';
import { base64Of } from './base64.ts';

export type ImportPreview = ApiOutputs['intake']['preview'];

export type PageImport = {
  file: File;
  /** Wanted: it comes in when the import begins. */
  isChosen: boolean;
  /** What it would add; null until it was read, and where it can't be. */
  preview: ImportPreview | null;
  outcome:
    | { kind: 'waiting' }
    | { kind: 'running' }
    | { kind: 'left-out' }
    | { kind: 'failed'; message: string }
    | { kind: 'done'; result: ApiOutputs['intake']['importPage'] };
};

type Importing = {
  pages: PageImport[];
  /** The images that came with the files, by the attachment names that their own are. */
  images: ReadonlyMap<string, File>;
  /** `reading`: what they would add is being found out; `preview`: nothing is written yet. */
  phase: 'reading' | 'preview' | 'importing' | 'done';
  /** Reads what `files` would add. */
  read(files: readonly File[]): Promise<void>;
  choose(index: number, isChosen: boolean): void;
  /** Imports what is chosen. */
  start(): Promise<void>;
  /** Stops after the file that is under way. */
  cancel(): void;
};

/** So many sources of the files before it are sent along with a file; the workbench takes no more. */
const MAX_PLANNED = 5_000;
/** Counts up with every import, so that what belongs to one that was left behind is not heard any more. */
let current = 0;
let isCancelled = false;

function nothingForRefused(error: unknown): void {
  if (!(error instanceof Failure)) throw error;
}

export const useImporting = create<Importing>((set, get) => {
  const change = (index: number, patch: Partial<PageImport>) =>
    set(({ pages }) => ({ pages: pages.map((page, at) => (at === index ? { ...page, ...patch } : page)) }));

  async function contentOf(file: File): Promise<{ fileName: string; base64: string; beside: string[] }> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (bytes.length === 0) throw new Error('This file is empty.');
    const { images } = get();
    const named = images.size > 0 ? attachmentsNamedIn(new TextDecoder().decode(bytes)) : [];
    return { fileName: file.name, base64: base64Of(bytes), beside: named.filter((name) => images.has(name)) };
  }

  /** The sources that the files read so far would add. */
  function plannedSources() {
    const all = get().pages.flatMap(({ preview, isChosen }) => (preview && isChosen ? preview.newSources : []));
    return all.flatMap(({ csl }) => csl ?? []).slice(0, MAX_PLANNED);
  }

  async function preview(file: File): Promise<Partial<PageImport>> {
    try {
      const content = await contentOf(file);
      const found = await api.intake.preview.mutate({ ...content, planned: plannedSources() });
      // What is there already comes in a second time only where that is asked for.
      return { preview: found, isChosen: found.alreadyThere === null };
    } catch (error) {
      return { isChosen: false, outcome: { kind: 'failed', message: failureFrom(error).message } };
    }
  }

  async function importOne(index: number): Promise<void> {
    const page = get().pages[index];
    if (!page?.preview) return;
    change(index, { outcome: { kind: 'running' } });
    try {
      const again = page.preview.alreadyThere !== null;
      const { beside, ...content } = await contentOf(page.file);
      // A story must never be there before what it points to. What is no image is told by the import: it stays missing.
      for (const image of beside.flatMap((name) => get().images.get(name) ?? []))
        await keepImage(image).catch(nothingForRefused);
      const result = await api.intake.importPage.mutate({ ...content, again });
      change(index, { outcome: { kind: 'done', result } });
    } catch (error) {
      change(index, { outcome: { kind: 'failed', message: failureFrom(error).message } });
    }
  }

  return {
    pages: [],
    images: new Map(),
    phase: 'reading',
    read: async (files) => {
      current += 1;
      const mine = current;
      const images = files.filter(({ name }) => isAttachmentFile(name));
      const ordered = inImportOrder(
        files.filter((file) => !images.includes(file)),
        ({ name }) => name,
      );
      set({
        images: new Map(images.map((file) => [file.name, file])),
        phase: 'reading',
        pages: ordered.map((file) => ({ file, isChosen: false, preview: null, outcome: { kind: 'waiting' } })),
      });
      for (const [index, file] of ordered.entries()) {
        const found = await preview(file);
        if (mine !== current) return;
        change(index, found);
      }
      set({ phase: 'preview' });
    },
    choose: (index, isChosen) => change(index, { isChosen }),
    start: async () => {
      isCancelled = false;
      set({ phase: 'importing' });
      for (const [index, page] of get().pages.entries()) {
        if (page.outcome.kind === 'failed') continue;
        if (isCancelled || !page.isChosen) change(index, { outcome: { kind: 'left-out' } });
        else await importOne(index);
      }
      set({ phase: 'done' });
    },
    cancel: () => {
      current += 1;
      isCancelled = true;
    },
  };
});
