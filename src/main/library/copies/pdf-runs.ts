/**
 * The runs of text that a PDF's page is made of, and what the gaps between them mean.
 */

/** A piece of text as the page places it: baseline and left edge from the page's top left corner, sizes in points. */
export type Run = { text: string; x: number; y: number; width: number; size: number; isUpright: boolean };

/** As parts of the font's size: what moves a run off its line, what is a space, and what parts cells or columns. */
export const OFF_LINE = 0.5;
export const SPACE = 0.16;
export const CELL_GAP = 2;
