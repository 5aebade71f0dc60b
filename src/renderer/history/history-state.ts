/**
 * Whose history is looked at, and which of its snapshots.
 */
import { create } from 'zustand';
import { openStory } from '#renderer/app/navigation.ts';

type HistoryState = {
  /** Null while no history is open. */
  storyId: string | null;
  /** The snapshot that is looked at; null for the newest. */
  snapshotId: string | null;
  /** True for one that was kept a moment ago and waits for its name. */
  isNaming: boolean;
  select(snapshotId: string): void;
  close(): void;
};

export const useHistory = create<HistoryState>((set) => ({
  storyId: null,
  snapshotId: null,
  isNaming: false,
  select: (snapshotId) => set({ snapshotId, isNaming: false }),
  close: () => set({ storyId: null, snapshotId: null, isNaming: false }),
}));

/** Opens a story with its history over it, at a snapshot where one is named. */
export function showHistory(storyId: string, snapshotId: string | null = null, isNaming = false): void {
  openStory(storyId);
  useHistory.setState({ storyId, snapshotId, isNaming });
}
