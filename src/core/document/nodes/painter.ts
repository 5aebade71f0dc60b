/**
 * How chips get their text: what a citation prints depends on sources and style, and what a story link reads depends
 * on the other story, neither of which a document knows. The window registers a painter with its editor.
 */
import type { LexicalEditor } from 'lexical';
import type { Citation } from '#core/model/citation.ts';
import type { StoryLink } from './story-link-node.ts';

/** Prints chips as plain text and paints them into their elements. */
export type ChipPainter = {
  printCitation(citation: Citation): string;
  paintCitation(element: HTMLElement, citation: Citation): void;
  printStoryLink(link: StoryLink): string;
  paintStoryLink(element: HTMLElement, link: StoryLink): void;
};

const painters = new WeakMap<LexicalEditor, ChipPainter>();

/** Makes `painter` the one that this editor's chips are painted with. */
export function registerChipPainter(editor: LexicalEditor, painter: ChipPainter): void {
  painters.set(editor, painter);
}

/** The painter of this editor; undefined where none was registered, as in a headless editor. */
export function chipPainterOf(editor: LexicalEditor): ChipPainter | undefined {
  return painters.get(editor);
}
