/**
 * The window's panes: their widths and whether they are folded. Remembered on this machine.
 */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** Below these window widths the list folds by itself, then the inspector. */
const LIST_NEEDS_PX = 1180;
const INSPECTOR_NEEDS_PX = 1000;
const RAIL_PX = 52;
/** What is left to the text whatever the panes are dragged to. */
const TEXT_NEEDS_PX = 480;
const WIDEST_PX = 480;
export const LIST_MIN_PX = 220;
export const INSPECTOR_MIN_PX = 260;

type Chosen = {
  listWidthPx: number;
  inspectorWidthPx: number;
  /** Of the source beside a story under review; null for half of the room. */
  reviewWidthPx: number | null;
  /** What the editor chose; null leaves it to the window's width. */
  listShown: boolean | null;
  inspectorShown: boolean | null;
};
type Layout = Chosen & {
  setListWidth(px: number): void;
  setInspectorWidth(px: number): void;
  showList(): void;
  setReviewWidth(px: number): void;
  toggleList(): void;
  toggleInspector(): void;
};

/** A pane as it stands: its width and the most that it can be dragged to, in CSS pixels. */
export type Pane = { widthPx: number; maxPx: number };

/** The panes in a window of this width; a folded one is null. What doesn't fit beside the text gets narrower. */
export function panesIn(chosen: Chosen, windowWidthPx: number): { list: Pane | null; inspector: Pane | null } {
  const showsList = chosen.listShown ?? windowWidthPx >= LIST_NEEDS_PX;
  const showsInspector = chosen.inspectorShown ?? windowWidthPx >= INSPECTOR_NEEDS_PX;
  const roomPx = windowWidthPx - RAIL_PX - TEXT_NEEDS_PX;
  const list = showsList
    ? paneOf(chosen.listWidthPx, LIST_MIN_PX, roomPx - (showsInspector ? INSPECTOR_MIN_PX : 0))
    : null;
  const inspector = showsInspector
    ? paneOf(chosen.inspectorWidthPx, INSPECTOR_MIN_PX, roomPx - (list?.widthPx ?? 0))
    : null;
  return { list, inspector };
}

function paneOf(widthPx: number, minPx: number, roomPx: number): Pane {
  const maxPx = Math.max(minPx, Math.min(WIDEST_PX, roomPx));
  return { widthPx: Math.min(widthPx, maxPx), maxPx };
}

/** Whether there is room for both panes beside the text. */
function bothFit(windowWidthPx: number): boolean {
  return windowWidthPx >= RAIL_PX + LIST_MIN_PX + INSPECTOR_MIN_PX + TEXT_NEEDS_PX;
}

/** What a story under review and its source need at least, in pixels. */
const REVIEWED_TEXT_MIN_PX = 340;
export const REVIEW_MIN_PX = 340;

/**
 * The source beside a story under review in a window of this width: half of the room unless dragged, or more where two sources
 * stand side by side.
 */
export function reviewPaneIn(
  { reviewWidthPx }: Pick<Chosen, 'reviewWidthPx'>,
  windowWidthPx: number,
  hasTwoSources: boolean,
): Pane {
  const roomPx = windowWidthPx - RAIL_PX;
  const maxPx = Math.max(REVIEW_MIN_PX, roomPx - REVIEWED_TEXT_MIN_PX);
  const widthPx = reviewWidthPx ?? Math.round(roomPx * (hasTwoSources ? 0.6 : 0.5));
  return { widthPx: Math.min(maxPx, Math.max(REVIEW_MIN_PX, widthPx)), maxPx };
}

export const useLayout = create<Layout>()(
  persist(
    (set, get) => ({
      listWidthPx: 296,
      inspectorWidthPx: 312,
      reviewWidthPx: null,
      listShown: null,
      inspectorShown: null,
      setListWidth: (listWidthPx) => set({ listWidthPx }),
      setInspectorWidth: (inspectorWidthPx) => set({ inspectorWidthPx }),
      setReviewWidth: (reviewWidthPx) => set({ reviewWidthPx }),
      // Where there is no room for both, one makes way for the other.
      showList: () => set({ listShown: true, ...(!bothFit(window.innerWidth) && { inspectorShown: false }) }),
      toggleList: () => {
        if (panesIn(get(), window.innerWidth).list) set({ listShown: false });
        else get().showList();
      },
      toggleInspector: () => {
        const isShown = panesIn(get(), window.innerWidth).inspector !== null;
        set({
          inspectorShown: !isShown,
          ...(!isShown && !bothFit(window.innerWidth) && { listShown: false }),
        });
      },
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
