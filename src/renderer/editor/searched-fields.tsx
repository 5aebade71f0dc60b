/**
 * Title and summary as find and replace sees them. They are text areas, in which no place can be marked; while the bar is open
 * their text lies over them, and is seen only where something is found.
 */
import type { LexicalEditor } from 'lexical';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { metadataIn } from './story-metadata.ts';

/** A text area of the story's header says which it is by `data-searched`. */
const SEARCHED_FIELDS = ['title', 'summary'] as const;
export type SearchedField = (typeof SEARCHED_FIELDS)[number];

/** The text of each field that stands above the editor's text; the same object until one changes. */
export function useFieldTexts(editor: LexicalEditor): Record<SearchedField, string> {
  const [texts, setTexts] = useState(() => fieldTexts(editor));
  useEffect(() => {
    const take = () =>
      setTexts((before) => {
        const now = fieldTexts(editor);
        return now.title === before.title && now.summary === before.summary ? before : now;
      });
    take();
    return editor.registerUpdateListener(take);
  }, [editor]);
  return texts;
}

function fieldTexts(editor: LexicalEditor): Record<SearchedField, string> {
  const metadata = metadataIn(editor.getEditorState());
  return { title: metadata?.title ?? '', summary: metadata?.summary ?? '' };
}

export function SearchedFields({ editor, texts }: { editor: LexicalEditor; texts: Record<SearchedField, string> }) {
  return SEARCHED_FIELDS.map((field) => {
    const area = areaOf(editor, field);
    return (
      area?.parentElement &&
      createPortal(
        <div aria-hidden dir="auto" className={`${area.className} searched-field`} data-searched-text={field}>
          {texts[field]}
        </div>,
        area.parentElement,
        field,
      )
    );
  });
}

/** What is searched above the text, in order; empty where the header has no such fields. */
export function searchedElements(editor: LexicalEditor): HTMLElement[] {
  return [...(sheetOf(editor)?.querySelectorAll<HTMLElement>('[data-searched-text]') ?? [])];
}

/** The field that a place was found in; null for one in the text. */
export function fieldOf(range: Range): SearchedField | null {
  const name = range.startContainer.parentElement?.dataset.searchedText;
  return SEARCHED_FIELDS.find((field) => field === name) ?? null;
}

export function areaOf(editor: LexicalEditor, field: SearchedField): HTMLTextAreaElement | null {
  return sheetOf(editor)?.querySelector<HTMLTextAreaElement>(`textarea[data-searched="${field}"]`) ?? null;
}

function sheetOf(editor: LexicalEditor): HTMLElement | null {
  return editor.getRootElement()?.closest<HTMLElement>('.story-sheet') ?? null;
}
