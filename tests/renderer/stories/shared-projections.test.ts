// Of projections that are computed anew, what has not changed stays the same objects.
import { describe, expect, it } from 'vitest';
import { documentFromMarkdown } from '#core/document/markdown/convert.ts';
import { type Projections, projectionsOf } from '#core/document/summary.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { sharedProjections } from '#renderer/stories/shared-projections.ts';
import { citationOf } from '../../main/library/temporary-library.ts';

const { root } = documentFromMarkdown('## One\n\nFirst.\n\n## Two\n\nSecond.\n\n## Open Questions\n\n- [ ] Why?\n');
const cited = (block: SerializedNode, id: string): SerializedNode => ({
  ...block,
  children: [...(block.children ?? []), citationOf(id, 's')],
});
const documentOf = (children: SerializedNode[]): StoryDocument => ({ root: { ...root, children } });
const blocks = root.children.map((block, index) => (index === 1 || index === 3 ? cited(block, `c${index}`) : block));

/** Typed into the first section, which has a citation. */
const typed = blocks.with(1, cited(documentFromMarkdown('First, typed.').root.children[0] ?? { type: '' }, 'c1'));

function projectedAfter(before: Projections, children: SerializedNode[]) {
  const computed = projectionsOf(documentOf(children));
  const shared = sharedProjections(before, computed);
  expect(shared).toEqual(computed);
  return shared;
}

describe('projections', () => {
  const before = projectionsOf(documentOf(blocks));

  it('stay what they are where the text does', () => {
    const same = projectedAfter(before, [...blocks]);
    for (const part of ['sections', 'citations', 'claims', 'sourceIds', 'questions', 'links'] as const)
      expect(same[part]).toBe(before[part]);
  });

  it('change where something was typed and nowhere else', () => {
    const next = projectedAfter(before, typed);
    expect(next.words).toBe(before.words + 1);
    expect(next.sections[0]).not.toBe(before.sections[0]);
    expect(next.sections[1]).toBe(before.sections[1]);
    expect(next.citations[0]?.sentence).toBe('First, typed.');
    expect(next.citations[1]).toBe(before.citations[1]);
    expect(next.questions).toBe(before.questions);
    expect(next.sourceIds).toBe(before.sourceIds);
  });

  it('lose what is gone', () => {
    const next = projectedAfter(before, blocks.slice(0, 2));
    expect(next.sections).toHaveLength(1);
    expect(next.sections[0]).toBe(before.sections[0]);
    expect(next.questions).toEqual([]);
  });
});
