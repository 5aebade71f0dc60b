/**
 * Importing several pages one after the other, and what became of each.
 */
import { create } from 'zustand';
import type { ApiOutputs } from '#renderer/app/api.ts';
import { api, failureFrom } from '#renderer/app/api.ts';
import { base64Of } from './base64.ts';

export type PageImport = {
  file: File;
  outcome:
    | { kind: 'waiting' }
    | { kind: 'running' }
    | { kind: 'left-out' }
    | { kind: 'failed'; message: string }
    | { kind: 'done'; result: ApiOutputs['intake']['importPage'] };
};

type Importing = {
  pages: PageImport[];
  isRunning: boolean;
  /** Imports all of `files`; those that are there already wait for an answer. */
  start(files: readonly File[]): Promise<void>;
  /** Makes a second story of a page that is there already. */
  again(index: number): Promise<void>;
  leaveOut(index: number): void;
  /** Stops after the page that is under way. */
  cancel(): void;
};

let isCancelled = false;

export const useImporting = create<Importing>((set, get) => {
  const settle = (index: number, outcome: PageImport['outcome']) =>
    set(({ pages }) => ({ pages: pages.map((page, at) => (at === index ? { ...page, outcome } : page)) }));

  async function importOne(index: number, again: boolean): Promise<void> {
    const page = get().pages[index];
    if (!page) return;
    settle(index, { kind: 'running' });
    try {
      const bytes = new Uint8Array(await page.file.arrayBuffer());
      if (bytes.length === 0) throw new Error('This file is empty.');
      const result = await api.intake.importPage.mutate({ fileName: page.file.name, base64: base64Of(bytes), again });
      settle(index, { kind: 'done', result });
    } catch (error) {
      settle(index, { kind: 'failed', message: failureFrom(error).message });
    }
  }

  return {
    pages: [],
    isRunning: false,
    start: async (files) => {
      isCancelled = false;
      set({ pages: files.map((file) => ({ file, outcome: { kind: 'waiting' } })), isRunning: true });
      for (let index = 0; index < files.length; index += 1) {
        if (isCancelled) settle(index, { kind: 'left-out' });
        else await importOne(index, false);
      }
      set({ isRunning: false });
    },
    again: (index) => importOne(index, true),
    leaveOut: (index) => settle(index, { kind: 'left-out' }),
    cancel: () => {
      isCancelled = true;
    },
  };
});
