import { $getRoot, $getSelection, $isElementNode, $isRangeSelection, type LexicalEditor } from 'lexical';
import { describe, expect, test } from 'vitest';
import { $activeSectionId, $headingOf, $moveSection } from '#renderer/editor/sections.ts';
import { blocksOf, documentOf, editorWith, heading, paragraph, text } from './documents.ts';

function story(): LexicalEditor {
  return editorWith(
    documentOf(
      paragraph(text('before')),
      heading('A', 'a'),
      paragraph(text('a1')),
      heading('A sub', 'a-sub', 'h3'),
      paragraph(text('a2')),
      heading('B', 'b'),
      paragraph(text('b1')),
      heading('C', 'c'),
    ),
  );
}
function move(editor: LexicalEditor, id: string, before: string | null): string[] {
  editor.update(() => $moveSection(id, before), { discrete: true });
  return blocksOf(editor);
}

describe('moving a section', () => {
  test('takes its blocks and subsections along', () => {
    expect(move(story(), 'a', 'c')).toEqual(['before', 'B', 'b1', 'A', 'a1', 'A sub', 'a2', 'C']);
  });

  test('goes to the end for null', () => {
    expect(move(story(), 'b', null)).toEqual(['before', 'A', 'a1', 'A sub', 'a2', 'C', 'B', 'b1']);
  });

  test('does nothing into a part of itself, or for a section that is not there', () => {
    const asBefore = blocksOf(story());
    expect(move(story(), 'a', 'a-sub')).toEqual(asBefore);
    expect(move(story(), 'a', 'a')).toEqual(asBefore);
    expect(move(story(), 'gone', 'a')).toEqual(asBefore);
    expect(move(story(), 'a', 'gone')).toEqual(asBefore);
  });

  test('leaves the caret where it was in the text', () => {
    const editor = story();
    editor.update(
      () => {
        const block = $getRoot().getChildAtIndex(4);
        if ($isElementNode(block)) block.getFirstDescendant()?.selectNext();
        const child = $isElementNode(block) ? block.getFirstChild() : null;
        if (child && 'select' in child && typeof child.select === 'function') child.select(1, 1);
      },
      { discrete: true },
    );
    move(editor, 'a', null);
    editor.read(() => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection)) throw new Error('The selection is gone.');
      expect([selection.anchor.getNode().getTextContent(), selection.anchor.offset]).toEqual(['a2', 1]);
    });
  });
});

test('the active section is that of the nearest heading above, subsections included', () => {
  const editor = story();
  const activeAt = (index: number) => {
    editor.update(
      () => {
        const block = $getRoot().getChildAtIndex(index);
        if ($isElementNode(block)) block.selectStart();
      },
      { discrete: true },
    );
    return editor.read($activeSectionId);
  };
  expect([0, 1, 2, 4, 6].map(activeAt)).toEqual([null, 'a', 'a', 'a-sub', 'b']);
});

test('a heading is found by the place that stands in for an id it has not got yet', () => {
  story().read(() => {
    expect($headingOf('block-5')?.getTextContent()).toBe('B');
    expect($headingOf('block-0')).toBeNull();
  });
});
