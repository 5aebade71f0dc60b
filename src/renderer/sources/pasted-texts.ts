/**
 * Texts that are pasted or typed to be kept as copies, until the library has them: they outlive the dialog they stand in, for as
 * long as the window is open.
 */
import { create } from 'zustand';
import { attachText } from './copying.ts';

export type PastedText = {
  text: string;
  title: string;
  isBeingKept: boolean;
  /** Why the library does not have it, as a sentence. */
  problem: string | null;
};

const EMPTY: PastedText = { text: '', title: '', isBeingKept: false, problem: null };

const usePastedTexts = create<{ bySource: Readonly<Record<string, PastedText>> }>(() => ({ bySource: {} }));

/** What was pasted for a source and isn't kept yet. */
export function usePastedText(sourceId: string): PastedText {
  return usePastedTexts(({ bySource }) => bySource[sourceId] ?? EMPTY);
}

export function writePastedText(sourceId: string, changed: Partial<PastedText>): void {
  usePastedTexts.setState(({ bySource }) => ({
    bySource: { ...bySource, [sourceId]: { ...(bySource[sourceId] ?? EMPTY), ...changed } },
  }));
}

/** Keeps it as a copy, and forgets it once the library has it: then the result is true. */
export async function keepPastedText(sourceId: string): Promise<boolean> {
  const { text, title, isBeingKept } = usePastedTexts.getState().bySource[sourceId] ?? EMPTY;
  if (isBeingKept) return false;
  writePastedText(sourceId, { isBeingKept: true, problem: null });
  const problem = await attachText(sourceId, text, title);
  writePastedText(sourceId, problem === null ? EMPTY : { isBeingKept: false, problem });
  return problem === null;
}
