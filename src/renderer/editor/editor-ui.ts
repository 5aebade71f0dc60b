/**
 * What an open editor shows beside its text: which menu, form or bar is open and what for. One store per editor.
 */
import type { NodeKey } from 'lexical';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Image } from '#core/document/nodes/image-node.ts';
import type { Citation } from '#core/model/citation.ts';

export type Trigger = '/' | '@' | '[[';

/** A stretch of one text node. */
export type TextStretch = { key: NodeKey; start: number; end: number };

/** A menu that was opened by typing; `stretch` is what was typed, trigger included. */
export type Typeahead = {
  trigger: Trigger;
  query: string;
  stretch: TextStretch;
  /** Where a command began to type the trigger, with the space before it; leaving without a word takes it back from there. */
  typedFrom: number | null;
};

/** The form for a citation: a new one in the place of what was typed, or an existing one. */
export type CitationForm =
  | { kind: 'new'; citation: Citation; stretch: TextStretch }
  | { kind: 'edit'; citation: Citation; key: NodeKey };

/** The form for a link: that of an existing link, or a new one over the selection. */
export type LinkForm = { key: NodeKey | null; url: string };

/** The form for an image; the focus stays in the text unless the form was asked for by key. */
export type ImageForm = { key: NodeKey; image: Image; takesFocus: boolean };

/** The form for a claim; it takes the focus where it was asked for by keyboard or command. */
export type ClaimForm = { key: NodeKey; takesFocus: boolean };

/** Find and replace, opened to look for `needle`; a new object each time it is asked for. */
export type Finding = { needle: string };

type EditorUiState = {
  typeahead: Typeahead | null;
  citationForm: CitationForm | null;
  linkForm: LinkForm | null;
  imageForm: ImageForm | null;
  claimForm: ClaimForm | null;
  finding: Finding | null;
};
export type EditorUi = StoreApi<EditorUiState>;

export function createEditorUi(): EditorUi {
  return createStore<EditorUiState>(() => ({
    typeahead: null,
    citationForm: null,
    linkForm: null,
    imageForm: null,
    claimForm: null,
    finding: null,
  }));
}
