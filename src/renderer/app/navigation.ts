/**
 * Where the window is: which room, which story. What it shows there is the rooms' business.
 */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type Room = 'stories' | 'sources' | 'questions' | 'briefings' | 'trash' | 'settings';

type Navigation = {
  room: Room;
  /** The story that is open or is to be opened; null for none. */
  storyId: string | null;
  go(room: Room): void;
  showStory(id: string | null): void;
};

export const useNavigation = create<Navigation>()(
  persist(
    (set) => ({
      room: 'stories',
      storyId: null,
      go: (room) => set({ room }),
      showStory: (storyId) => set({ room: 'stories', storyId }),
    }),
    { name: 'galley.navigation', partialize: ({ room, storyId }) => ({ room, storyId }) },
  ),
);

/** Shows a story; what is unsaved in the one that is open is saved first. */
export function openStory(id: string): void {
  useNavigation.getState().showStory(id);
}
