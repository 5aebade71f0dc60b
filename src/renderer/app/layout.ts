/**
 * The window's panes: their widths and whether they are folded. Remembered on this machine.
 */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** Below these window widths the list folds by itself, then the inspector. */
const LIST_NEEDS_PX = 1180;
const INSPECTOR_NEEDS_PX = 1000;

type Layout = {
  listWidthPx: number;
  inspectorWidthPx: number;
  /** What the editor chose; null leaves it to the window's width. */
  listShown: boolean | null;
  inspectorShown: boolean | null;
  setListWidth(px: number): void;
  setInspectorWidth(px: number): void;
  toggleList(): void;
  toggleInspector(): void;
};

/** Whether the list is to be shown in a window of this width, in CSS pixels. */
export function isListShown({ listShown }: Pick<Layout, 'listShown'>, windowWidthPx: number): boolean {
  return listShown ?? windowWidthPx >= LIST_NEEDS_PX;
}

/** Whether the inspector is to be shown in a window of this width, in CSS pixels. */
export function isInspectorShown({ inspectorShown }: Pick<Layout, 'inspectorShown'>, windowWidthPx: number): boolean {
  return inspectorShown ?? windowWidthPx >= INSPECTOR_NEEDS_PX;
}

export const useLayout = create<Layout>()(
  persist(
    (set) => ({
      listWidthPx: 296,
      inspectorWidthPx: 312,
      listShown: null,
      inspectorShown: null,
      setListWidth: (listWidthPx) => set({ listWidthPx }),
      setInspectorWidth: (inspectorWidthPx) => set({ inspectorWidthPx }),
      toggleList: () => set((state) => ({ listShown: !isListShown(state, window.innerWidth) })),
      toggleInspector: () => set((state) => ({ inspectorShown: !isInspectorShown(state, window.innerWidth) })),
    }),
    { name: 'galley.layout' },
  ),
);

// Resizing the window over a threshold hands the choice back to its width.
let lastWidthPx = window.innerWidth;
window.addEventListener('resize', () => {
  const crossed = (thresholdPx: number) => lastWidthPx < thresholdPx !== window.innerWidth < thresholdPx;
  if (crossed(LIST_NEEDS_PX)) useLayout.setState({ listShown: null });
  if (crossed(INSPECTOR_NEEDS_PX)) useLayout.setState({ inspectorShown: null });
  lastWidthPx = window.innerWidth;
});
