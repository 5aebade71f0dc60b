import { expect, test } from 'vitest';
import { newStory } from '#core/model/story.ts';
import {
  $changeMetadata,
  documentWithMetadata,
  documentWithoutMetadata,
  metadataIn,
  metadataOf,
} from '#renderer/editor/story-metadata.ts';
import { documentOf, editorWith, paragraph, text } from './documents.ts';

const story = {
  ...newStory('s1', new Date('2026-03-09T12:00:00Z'), '2026-03-09'),
  title: 'A title',
  topics: ['Energy'],
  document: documentOf(paragraph(text('words'))),
};

test('metadata goes into the editor and never comes out with the document', () => {
  const inside = documentWithMetadata(story);
  expect(metadataIn(editorWith(inside).getEditorState())).toEqual(metadataOf(story));
  expect(documentWithoutMetadata(inside)).toEqual(story.document);
});

test('other state of the root stays', () => {
  const document = { root: { ...story.document.root, $: { other: 1 } } };
  const inside = documentWithMetadata({ ...story, document });
  expect(documentWithoutMetadata(inside)).toEqual(document);
});

test('a change leaves the other fields and the state before it alone', () => {
  const editor = editorWith(documentWithMetadata(story));
  const before = editor.getEditorState();
  editor.update(() => $changeMetadata({ title: 'Another' }), { discrete: true });
  expect(metadataIn(editor.getEditorState())).toEqual({ ...metadataOf(story), title: 'Another' });
  expect(metadataIn(before)?.title).toBe('A title');
});
