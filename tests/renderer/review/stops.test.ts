import { describe, expect, it } from 'vitest';
import { withVerdict } from '#core/citation/review.ts';
import { projectionsOf } from '#core/document/summary.ts';
import { type Citation, citationSchema, type Verdict } from '#core/model/citation.ts';
import { newSource, type Source } from '#core/model/source.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { progressOf } from '#renderer/review/progress.ts';
import { type ReviewFilter, stopsOf } from '#renderer/review/stops.ts';
import { documentOf, heading, paragraph, text } from '../editor/documents.ts';

const NOW = new Date('2026-03-09T12:00:00Z');

function source(id: string, outlet: string, more: Partial<Source> = {}): [string, Source] {
  return [id, { ...newSource(id, { type: 'article-newspaper', 'container-title': outlet }, NOW), ...more }];
}
const SOURCES = new Map([
  source('gazette', 'Harbour Gazette'),
  source('gazette-2', 'The Harbour Gazette'),
  source('wire', 'Meridian Wire'),
  source('copy', 'Quayside Record', { syndicatedFrom: 'Harbour Gazette' }),
]);

function cite(id: string, sourceIds: string[], verdict?: Verdict, sentence = ''): SerializedNode {
  const bare: Citation = citationSchema.parse({ id, items: sourceIds.map((sourceId) => ({ sourceId })) });
  return { type: 'citation', version: 1, citation: verdict ? withVerdict(bare, verdict, sentence, NOW) : bare };
}

const STORY: StoryDocument = documentOf(
  paragraph(text('Before the first heading nothing is cited.')),
  heading('Overview', 'overview'),
  paragraph(text('One is as it was '), cite('c1', ['gazette'], 'supports', 'One is as it was .'), text('.')),
  paragraph(
    text('Two was reviewed as something else '),
    cite('c2', ['gazette-2', 'copy'], 'partly', 'Two.'),
    text('.'),
  ),
  heading('Price', 'price'),
  paragraph(text('Three '), cite('c3', ['wire'], 'contradicts', 'Three .'), text('. Four '), cite('c4', ['gazette'])),
  paragraph(text('Nothing here.')),
  paragraph(),
  heading('Sub', 'sub', 'h3'),
  paragraph(text('Five '), cite('c5', ['wire'], 'not-found', 'Five .'), text('.')),
  heading('Open questions', 'questions'),
  paragraph(text('Will it hold?')),
);
// What the heading's own state says of the role is what counts.
const questions = STORY.root.children.at(-2);
if (questions)
  questions.$ = { section: { id: 'questions', role: 'questions', confidencePercent: null, rationale: '' } };

const story = { projections: projectionsOf(STORY), sources: SOURCES, getDocument: () => STORY };
const idsOf = (filter: ReviewFilter, keepId?: string) => stopsOf(filter, story, keepId).map(({ id }) => id);

describe('a review stops', () => {
  it.each<[ReviewFilter, string[]]>([
    ['all', ['c1', 'c2', 'c3', 'c4', 'c5']],
    ['unverified', ['c4']],
    ['contradicts', ['c3']],
    ['not-found', ['c5']],
    ['changed', ['c2']],
  ])('with the filter %s at %j', (filter, ids) => {
    expect(idsOf(filter)).toEqual(ids);
  });

  it('at citations by their number in the story', () => {
    expect(stopsOf('contradicts', story)).toMatchObject([
      { kind: 'citation', id: 'c3', number: 3, state: 'contradicts' },
    ]);
  });

  it('at a citation that has just left the filter, until it goes on', () => {
    expect(idsOf('unverified', 'c3')).toEqual(['c3', 'c4']);
  });

  it('at the sections that rest on one outlet, syndicated copies included', () => {
    const stops = stopsOf('single-sourced', story);
    expect(stops).toMatchObject([
      { kind: 'section', id: 'overview', outlet: 'Harbour Gazette', citationIds: ['c1', 'c2'] },
      { kind: 'section', id: 'sub', outlet: 'Meridian Wire', citationIds: ['c5'] },
    ]);
  });

  it('at the paragraphs that cite nothing, but for questions', () => {
    expect(stopsOf('uncited', story)).toMatchObject([
      { kind: 'paragraph', blockIndex: 0, section: null },
      { kind: 'paragraph', blockIndex: 6, text: 'Nothing here.', section: { id: 'price' } },
    ]);
  });

  const asking = (words: string, id: string, role: string): SerializedNode => ({
    ...heading(words, id),
    $: { section: { id, role, confidencePercent: null, rationale: '' } },
  });
  const stopsIn = (filter: ReviewFilter, ...blocks: SerializedNode[]) => {
    const document = documentOf(...blocks);
    const small = { projections: projectionsOf(document), sources: SOURCES, getDocument: () => document };
    return stopsOf(filter, small).map(({ id }) => id);
  };

  it('at no section of questions, and at none that only holds others', () => {
    expect(
      stopsIn(
        'single-sourced',
        heading('Holding', 'holding'),
        heading('Held', 'held', 'h3'),
        paragraph(text('One '), cite('c1', ['wire'])),
        asking('Open questions', 'questions', 'questions'),
        paragraph(text('Who '), cite('c2', ['wire']), text('?')),
      ),
    ).toEqual(['held']);
  });

  it('at no section of several sources of which nobody knows the outlet', () => {
    const blocks = [heading('A', 'a'), paragraph(text('One '), cite('c1', ['x']), cite('c2', ['y']))];
    expect(stopsIn('single-sourced', ...blocks)).toEqual([]);
  });

  it('at quotes that cite nothing, but at no connections', () => {
    expect(
      stopsIn(
        'uncited',
        { ...paragraph(text('Somebody said so.')), type: 'quote' },
        asking('Connections', 'connections', 'connections'),
        paragraph(text('It goes with another.')),
      ),
    ).toEqual(['paragraph-0']);
  });

  it('at list items and tables that cite nothing, as the assessment does', () => {
    const item = (...children: SerializedNode[]): SerializedNode => ({ ...paragraph(...children), type: 'listitem' });
    const cell = (words: string): SerializedNode => ({
      type: 'tablecell',
      version: 1,
      children: [paragraph(text(words))],
    });
    const table = (...cells: SerializedNode[]): SerializedNode => ({
      type: 'table',
      version: 1,
      children: [{ type: 'tablerow', version: 1, children: cells }],
    });
    const document = documentOf(
      {
        type: 'list',
        version: 1,
        children: [
          item(text('It rose by 12 percent '), cite('c1', ['wire'])),
          item(text('It fell by 3 percent.')),
          item(text('It rose by 7 percent.')),
        ],
      },
      table(cell('Share'), cell('41 percent')),
      paragraph(text('Fifty percent, it says '), cite('c2', ['wire'])),
    );
    const small = { projections: projectionsOf(document), sources: SOURCES, getDocument: () => document };
    const stops = stopsOf('uncited', small);
    expect(stops).toMatchObject([
      { id: 'paragraph-0-1', unit: 'item', blockIndex: 0, runIndex: 1, text: 'It fell by 3 percent.' },
      { id: 'paragraph-0-2', unit: 'item', blockIndex: 0, runIndex: 2 },
      { id: 'paragraph-1', unit: 'table', blockIndex: 1, text: 'Share\n41 percent' },
    ]);
  });

  it('nowhere in a story that cites nothing', () => {
    const empty = documentOf(heading('Overview', 'overview'));
    const bare = { projections: projectionsOf(empty), sources: SOURCES, getDocument: () => empty };
    for (const filter of ['all', 'single-sourced', 'uncited'] as const) expect(stopsOf(filter, bare)).toEqual([]);
  });
});

describe('the progress of a review', () => {
  it('counts what stands, and not what has changed since', () => {
    expect(progressOf(story.projections.citations)).toEqual({
      total: 5,
      reviewed: 3,
      counts: { unverified: 1, supports: 1, partly: 0, contradicts: 1, 'not-found': 1, changed: 1 },
    });
  });

  it('is nothing of nothing where nothing is cited', () => {
    expect(progressOf([])).toMatchObject({ total: 0, reviewed: 0 });
  });
});
