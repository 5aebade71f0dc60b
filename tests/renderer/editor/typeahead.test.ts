import { $getRoot, $getSelection, $isElementNode, $isRangeSelection } from 'lexical';
import { describe, expect, test } from 'vitest';
import { createEditorUi } from '#renderer/editor/editor-ui.ts';
import { $takeStretch, registerTypeahead } from '#renderer/editor/typeahead.ts';
import { documentOf, editorWith, paragraph, text } from './documents.ts';

/** An editor with the caret behind `before`, and a hand that types one character after the other. */
function typist(before: string) {
  const editor = editorWith(documentOf(paragraph(...(before ? [text(before)] : []))));
  const ui = createEditorUi();
  registerTypeahead(editor, ui);
  editor.update(() => void $getRoot().selectEnd(), { discrete: true });
  const type = (words: string) => {
    for (const character of words) {
      editor.update(
        () => {
          const selection = $getSelection();
          if ($isRangeSelection(selection)) selection.insertText(character);
        },
        { discrete: true },
      );
    }
    const { typeahead } = ui.getState();
    return typeahead && `${typeahead.trigger}${typeahead.query}`;
  };
  return { editor, ui, type };
}

describe('the citation picker', () => {
  test('opens where a word may begin', () => {
    expect(typist('').type('@harb')).toBe('@harb');
    expect(typist('said ').type('@harb')).toBe('@harb');
    expect(typist('said (').type('@')).toBe('@');
  });

  test('does not open in an address', () => {
    expect(typist('desk').type('@example.org')).toBeNull();
    expect(typist('').type('desk@example')).toBeNull();
  });

  test('takes words with spaces, but nothing that begins with one', () => {
    expect(typist('').type('@Harbour Gazette March 2026')).toBe('@Harbour Gazette March 2026');
    expect(typist('').type('@ noon')).toBeNull();
  });

  test('does not open again on what was left as text', () => {
    const { ui, type } = typist('');
    expect(type('@xyz')).toBe('@xyz');
    ui.setState({ typeahead: null });
    expect(type('q')).toBeNull();
    expect(type(' @new')).toBe('@new');
  });

  test('closes when the caret leaves or the trigger goes', () => {
    const { editor, ui, type } = typist('some words ');
    expect(type('@h')).toBe('@h');
    editor.update(() => void $getRoot().selectStart(), { discrete: true });
    expect(ui.getState().typeahead).toBeNull();
  });

  test('its stretch is exactly what was typed', () => {
    const { editor, ui, type } = typist('said ');
    type('@harb');
    const stretch = ui.getState().typeahead?.stretch;
    editor.update(() => stretch && $takeStretch(stretch)?.insertText('(Harbour)'), { discrete: true });
    expect(editor.read(() => $getRoot().getTextContent())).toBe('said (Harbour)');
  });
});

test('the block menu opens only at the start of a block', () => {
  expect(typist('').type('/head')).toBe('/head');
  expect(typist('either').type('/or')).toBeNull();
  expect(typist('either ').type('/or')).toBeNull();
});

test('two brackets open the picker of stories, one doesn’t', () => {
  expect(typist('see ').type('[')).toBeNull();
  expect(typist('see ').type('[[Lith')).toBe('[[Lith');
  expect(typist('see ').type('[[Lith]')).toBeNull();
});

test('nothing opens inside code', () => {
  const { editor, type } = typist('');
  editor.update(
    () => {
      const block = $getRoot().getFirstChild();
      if ($isElementNode(block)) block.selectEnd();
      const selection = $getSelection();
      if ($isRangeSelection(selection)) selection.formatText('code');
    },
    { discrete: true },
  );
  expect(type('@harb')).toBeNull();
});
