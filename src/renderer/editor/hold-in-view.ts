/**
 * Scrolling to a place far away in a long text. The blocks around it may never have been laid out: as they are drawn they take
 * another height than was guessed, and the place goes with them.
 */

/** For so many frames a place is brought back where the drawing of its neighbours moves it out of view. */
const HELD_FRAMES = 3;

/** An element or a range of the text. */
type Place = Pick<Element, 'getBoundingClientRect'>;

/** Counts the places: only the latest is held, or a key that is held down would be led back by the one before. */
let latest = 0;

/** Brings a place into view by `scroll`, and again as long as its neighbours are being drawn. */
export function holdInView(place: Place, scroller: Element | null, scroll: () => void): void {
  scroll();
  if (!scroller) return;
  latest += 1;
  const mine = latest;
  let frames = 0;
  const check = () => {
    if (mine !== latest) return;
    frames += 1;
    if (reachesOut(place, scroller)) scroll();
    if (frames < HELD_FRAMES) requestAnimationFrame(check);
  };
  requestAnimationFrame(check);
}

/** True where a part of the place is out of view; false for what is on the page no more. */
export function reachesOut(place: Place, scroller: Element): boolean {
  const { top, bottom, width, height } = place.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  return (width > 0 || height > 0) && (top < view.top || bottom > view.bottom);
}
