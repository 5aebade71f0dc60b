// An edit takes one version of a document to the next, over the wire too.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit, editBetween } from '#core/document/document-edit.ts';
import { documentEditSchema } from '#core/model/sent-story.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

const block = (text: string): SerializedNode => ({ type: 'paragraph', version: 1, text });
const documentOf = (children: SerializedNode[]): StoryDocument => ({ root: { type: 'root', version: 1, children } });
const overTheWire = <T>(value: T): T => JSON.parse(JSON.stringify(value));

describe('an edit', () => {
  it('makes of one version exactly the next, whatever blocks were added, removed, changed or moved', () => {
    const few = fc.array(fc.nat({ max: 6 }), { maxLength: 8 });
    const pool = Array.from({ length: 7 }, (_, index) => block(`Block ${index}`));
    const blocksOf = (picks: number[]) => picks.map((pick) => pool[pick] ?? block('?'));
    fc.assert(
      fc.property(few, few, (old, next) => {
        const [before, after] = [documentOf(blocksOf(old)), documentOf(blocksOf(next))];
        const edit = documentEditSchema.parse(overTheWire(editBetween(before, after)));
        expect(applyEdit(overTheWire(before), edit)).toEqual(after);
      }),
    );
  });

  it('carries the changed blocks only, and keeps the others the same objects', () => {
    const blocks = ['a', 'b', 'c', 'd'].map(block);
    const before = documentOf(blocks);
    const after = documentOf(blocks.with(2, block('C')));
    const edit = editBetween(before, after);
    expect(edit).toMatchObject({ before: 2, after: 1, blocks: [block('C')] });
    const applied = applyEdit(before, edit)?.root.children ?? [];
    expect([0, 1, 3].every((index) => applied[index] === blocks[index])).toBe(true);
  });

  it('carries what the root says of itself', () => {
    const before = documentOf([block('a')]);
    const after = { root: { ...before.root, direction: 'rtl' } };
    expect(applyEdit(before, editBetween(before, after))).toEqual(after);
  });

  it('is refused by a version that has not as many blocks as it keeps', () => {
    const blocks = ['a', 'b', 'c'].map(block);
    const edit = editBetween(documentOf(blocks), documentOf([...blocks, block('d')]));
    expect(applyEdit(documentOf(blocks.slice(1)), edit)).toBeUndefined();
  });
});
