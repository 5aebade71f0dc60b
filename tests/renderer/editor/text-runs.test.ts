import { $createRangeSelection, $setSelection } from 'lexical';
import { expect, it } from 'vitest';
import { textRunsOf } from '#core/document/sentences.ts';
import type { SerializedNode } from '#core/model/story.ts';
import { $pointsOfRun } from '#renderer/editor/text-runs.ts';
import { citation, documentOf, editorWith, heading, paragraph, text } from './documents.ts';

const element = { version: 1, direction: null, format: '', indent: 0 };
const item = (...children: SerializedNode[]) => ({ type: 'listitem', ...element, value: 1, children });
const list = (...children: SerializedNode[]) => ({
  type: 'list',
  ...element,
  listType: 'bullet',
  start: 1,
  tag: 'ul',
  children,
});
const link = (...children: SerializedNode[]) => ({ type: 'link', ...element, url: 'https://e.example', children });
const claim = (...children: SerializedNode[]) => ({
  type: 'claim',
  ...element,
  claim: { id: 'k', confidencePercent: null, likelihoodPercent: null, note: '' },
  children,
});
const cell = (words: string) => ({ type: 'tablecell', ...element, headerState: 0, children: [paragraph(text(words))] });

/** Every place in which text can stand, chips and empty lines between them. */
const DOCUMENT = documentOf(
  heading('A heading. Of two.', 'h'),
  paragraph(),
  paragraph(
    text('First '),
    citation('c1', 's'),
    text('. Second '),
    link(text('linked'), claim(text(' and claimed'))),
    text(' end.'),
    { type: 'linebreak', version: 1 },
    { type: 'story-link', version: 1, link: { storyId: 'x', title: 'A Story' } },
    text(' follows. Last.'),
  ),
  list(item(text('Outer. Two.')), item(list(item(text('Inner. Three.'))))),
  { type: 'code', ...element, language: null, children: [text('let x. y')] },
  { type: 'quote', ...element, children: [text('Quoted. Twice.')] },
  {
    type: 'table',
    ...element,
    children: [{ type: 'tablerow', ...element, children: [cell('One.'), cell('Two. 2.')] }],
  },
  paragraph(citation('c2', 's')),
);

it('finds every sentence of every run in the editor, by its offsets in the JSON', () => {
  const editor = editorWith(DOCUMENT);
  let found = 0;
  DOCUMENT.root.children.forEach((block, blockIndex) => {
    textRunsOf(block).forEach((run, runIndex) => {
      for (const { text: words, start, end } of run.sentences) {
        editor.update(
          () => {
            const points = $pointsOfRun({ blockIndex, runIndex, start, end });
            if (!points) throw new Error(`“${words}” was not found.`);
            const selection = $createRangeSelection();
            selection.anchor.set(...points.start);
            selection.focus.set(...points.end);
            $setSelection(selection);
            expect(selection.getTextContent().replaceAll('\n', ' ')).toBe(words.replaceAll('\n', ' '));
          },
          { discrete: true },
        );
        found += 1;
      }
    });
  });
  expect(found).toBe(15);
});

it('finds nothing where the document has no such run', () => {
  const editor = editorWith(DOCUMENT);
  editor.read(() => {
    expect($pointsOfRun({ blockIndex: 99, runIndex: 0, start: 0, end: 1 })).toBeNull();
    expect($pointsOfRun({ blockIndex: 0, runIndex: 5, start: 0, end: 1 })).toBeNull();
    expect($pointsOfRun({ blockIndex: 0, runIndex: 0, start: 400, end: 401 })).toBeNull();
  });
});
