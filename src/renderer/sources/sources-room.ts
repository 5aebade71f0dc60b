/**
 * What the Sources room shows: filters, order, and which rows are selected. It stays while the window shows another room.
 */
import { create } from 'zustand';
import { failureFrom } from '#renderer/app/api.ts';
import { type GridSelection, NOTHING_SELECTED, only } from '#renderer/ui/grid-selection.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { useSourceEditing } from './source-editing.ts';
import { NO_FILTERS, type SourceFilters } from './source-filters.ts';
import type { SourceOrder } from './source-rows.ts';

type SourcesRoom = {
  filters: SourceFilters;
  order: SourceOrder;
  selection: GridSelection;
  /** True until the form of the source that is opened has taken the focus. */
  isFormWanted: boolean;
  setFilters(filters: SourceFilters): void;
  setOrder(order: SourceOrder): void;
  /** Selects rows; the details of one that is alone are opened. */
  select(selection: GridSelection): void;
};

/** Details are opened at once, but for a row that one only passes on the way to another, in milliseconds. */
const PASSING_MS = 90;
let lastSelectedAtMs = 0;
let timer: number | undefined;

export const useSourcesRoom = create<SourcesRoom>((set) => ({
  filters: NO_FILTERS,
  order: { column: 'outlet', direction: 'ascending' },
  selection: NOTHING_SELECTED,
  isFormWanted: false,
  setFilters: (filters) => set({ filters }),
  setOrder: (order) => set({ order }),
  select: (selection) => {
    set({ selection });
    const isPassing = Date.now() - lastSelectedAtMs < PASSING_MS;
    lastSelectedAtMs = Date.now();
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void openSelected(), isPassing ? PASSING_MS : 0);
  },
}));

/** Selects one source, from wherever it comes. */
export function selectSource(id: string): void {
  useSourcesRoom.getState().select(only(id));
}

/** Puts the focus into the form of the source that is open, or is about to be. */
export function wantForm(): void {
  useSourcesRoom.setState({ isFormWanted: true });
}

async function openSelected(): Promise<void> {
  const { ids } = useSourcesRoom.getState().selection;
  const [id = null] = ids.size === 1 ? ids : [];
  try {
    if (await useSourceEditing.getState().open(id)) return;
    const { source, status } = useSourceEditing.getState();
    // Its text stays in the window until it is on the disk: the one that couldn't be saved stays open.
    if (source && typeof status === 'object' && source.id !== id) {
      useSourcesRoom.setState({ selection: only(source.id) });
      showToast({ message: `This source isn’t saved yet. ${status.problem.message}`, tone: 'problem' });
    }
  } catch (error) {
    showToast({ message: failureFrom(error).message, tone: 'problem' });
  }
}
