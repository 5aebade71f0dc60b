// A typed letter changes no structure; a new, moved or removed block does, and so does a citation in a sentence.
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  type ElementNode,
  type LexicalEditor,
  type TextNode,
} from 'lexical';
import { expect, it } from 'vitest';
import { createHeadlessDocument } from '#core/document/headless.ts';
import { isRestructured } from '#renderer/editor/restructured.ts';

function editorWith(...texts: string[]): LexicalEditor {
  const editor = createHeadlessDocument();
  editor.update(
    () => {
      $getRoot().clear();
      for (const text of texts) $getRoot().append($createParagraphNode().append($createTextNode(text)));
    },
    { discrete: true },
  );
  return editor;
}

function restructures($change: (blocks: ElementNode[]) => void): boolean {
  const editor = editorWith('One', 'Two', 'Three');
  let found = false;
  editor.registerUpdateListener(({ dirtyElements }) => {
    found = isRestructured(dirtyElements);
  });
  editor.update(() => $change($getRoot().getChildren<ElementNode>()), { discrete: true });
  return found;
}

it.each<[string, boolean, (blocks: ElementNode[]) => void]>([
  ['a letter', false, ([one]) => void one?.getFirstChild<TextNode>()?.setTextContent('One!')],
  ['a new block', true, ([one]) => void one?.insertAfter($createParagraphNode())],
  ['a moved block', true, ([one, , three]) => void one?.insertBefore(three ?? one)],
  ['a removed block', true, ([, two]) => two?.remove()],
  ['a new part of a sentence', true, ([one]) => void one?.append($createTextNode('more').toggleFormat('bold'))],
])('%s', (_, expected, $change) => {
  expect(restructures($change)).toBe(expected);
});

it('is not told from the root, which is marked with every letter', () => {
  expect(
    isRestructured(
      new Map([
        ['root', true],
        ['19', false],
      ]),
    ),
  ).toBe(false);
});
