// One section of an earlier state comes back and everything else stays.
import { expect, test } from 'vitest';
import { citationsIn } from '#core/document/citations.ts';
import { plainTextOf } from '#core/document/text.ts';
import { restoreSection } from '#core/history/restore-section.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

const text = (words: string) => ({
  type: 'text',
  version: 1,
  text: words,
  format: 0,
  mode: 'normal',
  style: '',
  detail: 0,
});
const paragraph = (words: string, inline: SerializedNode[] = []) => ({
  type: 'paragraph',
  version: 1,
  children: [text(words), ...inline],
});
const heading = (id: string, level = 2) => ({
  type: 'heading',
  version: 1,
  tag: `h${level}`,
  children: [text(id.toUpperCase())],
  $: { section: { id, role: 'narrative', confidencePercent: null, rationale: '' } },
});
const citation = (id: string) => ({
  type: 'citation',
  version: 1,
  citation: { id, items: [{ sourceId: 'gazette' }], quote: '', verdict: 'supports', note: '' },
});
const documentOf = (...children: SerializedNode[]): StoryDocument => ({ root: { type: 'root', version: 1, children } });
let minted = 0;
const newId = () => {
  minted += 1;
  return `new-${minted}`;
};
const restored = (now: StoryDocument, earlier: StoryDocument, id: string) => {
  const document = restoreSection(now, earlier, id, newId);
  return document && plainTextOf(document).split('\n');
};

test('a section that has changed gets its earlier text and the others keep theirs', () => {
  const earlier = documentOf(
    heading('a'),
    paragraph('a1'),
    heading('b'),
    paragraph('b1'),
    heading('c'),
    paragraph('c1'),
  );
  const now = documentOf(heading('a'), paragraph('a2'), heading('b'), paragraph('b2'), heading('c'), paragraph('c2'));
  expect(restored(now, earlier, 'b')).toEqual(['A', 'a2', 'B', 'b1', 'C', 'c2']);
});

test('a section that is gone comes back after the one that it followed', () => {
  const earlier = documentOf(
    heading('a'),
    paragraph('a1'),
    heading('b'),
    paragraph('b1'),
    heading('c'),
    paragraph('c1'),
  );
  expect(restored(documentOf(heading('c'), paragraph('c2'), heading('a'), paragraph('a2')), earlier, 'b')).toEqual([
    'C',
    'c2',
    'A',
    'a2',
    'B',
    'b1',
  ]);
  expect(restored(documentOf(paragraph('lead'), heading('c'), paragraph('c2')), earlier, 'a')).toEqual([
    'lead',
    'A',
    'a1',
    'C',
    'c2',
  ]);
  expect(restored(documentOf(paragraph('lead')), earlier, 'b')).toEqual(['lead', 'B', 'b1']);
});

test('a subsection comes back into its parent', () => {
  const earlier = documentOf(heading('a'), paragraph('a1'), heading('s', 3), paragraph('s1'), heading('b'));
  expect(restored(documentOf(heading('a'), paragraph('a2'), heading('b')), earlier, 's')).toEqual([
    'A',
    'a2',
    'S',
    's1',
    'B',
  ]);
});

test('subsections that were moved out stay where they are, and those that were moved in stay too', () => {
  const earlier = documentOf(
    heading('a'),
    paragraph('a1'),
    heading('s', 3),
    paragraph('s1'),
    heading('b'),
    heading('t', 3),
    paragraph('t1'),
  );
  const now = documentOf(
    heading('a'),
    paragraph('a2'),
    heading('t', 3),
    paragraph('t2'),
    heading('b'),
    heading('s', 3),
    paragraph('s2'),
  );
  expect(restored(now, earlier, 'a')).toEqual(['A', 'a1', 'T', 't2', 'B', 'S', 's2']);
});

test('citations come along, and one that stands elsewhere by now gets an id of its own', () => {
  const earlier = documentOf(heading('a'), paragraph('a1', [citation('one'), citation('two')]));
  const now = documentOf(heading('a'), paragraph('a2'), heading('b'), paragraph('b2', [citation('two')]));
  const document = restoreSection(now, earlier, 'a', () => 'fresh');
  expect(document && citationsIn(document).map(({ citation: { id, verdict } }) => [id, verdict])).toEqual([
    ['one', 'supports'],
    ['fresh', 'supports'],
    ['two', 'supports'],
  ]);
});

test('a section that the earlier state doesn’t have can’t be restored', () => {
  expect(restored(documentOf(heading('a')), documentOf(heading('b')), 'a')).toBeNull();
});
