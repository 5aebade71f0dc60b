/**
 * How chips get their text: what a citation prints depends on sources and style, and what a story link reads depends
 * on the other story, neither of which a document knows. The window registers a painter with its editor.
 */
import { $getEditor, type LexicalEditor } from 'lexical';
import type { Citation } from '#core/model/citation.ts';
import type { StoryLink } from '#core/model/story-link.ts';

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

/**
 * The painter of the editor that is being read; undefined too where a state is read by itself, as Lexical does to compare
 * texts before an editor stands on a page.
 */
export function $chipPainter(): ChipPainter | undefined {
  try {
    return chipPainterOf($getEditor());
  } catch {
    // Lexical has no way to ask whether there is an editor.
    return undefined;
  }
}
