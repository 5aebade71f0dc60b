/**
 * Two versions of a story side by side, and one story out of them. What only one side has changed since both were the same is taken
 * from there; where both have, somebody has to say, and until then ours stands.
 */
import type { SerializedNode, Story } from '#core/model/story.ts';
import { align } from '../document/diff/align.ts';
import { contentKeyOf } from '../document/diff/content.ts';

export type Side = 'mine' | 'theirs';

/** What an editor decides about beside the text. */
export const MERGED_FIELDS = [
  'label',
  'title',
  'summary',
  'importancePercent',
  'confidencePercent',
  'topics',
  'mutedChecks',
] as const;
export type MergedField = (typeof MERGED_FIELDS)[number];

type Question = {
  /** Which side answers it until somebody says otherwise. */
  proposed: Side;
  /** True where both sides have changed it, each in its way. */
  isContested: boolean;
};

/** A block of either version, or of both; null where a version has none here. */
export type MergeRow = { mine: SerializedNode | null; theirs: SerializedNode | null } & (
  | { isSame: true }
  | ({ isSame: false } & Question)
);

export type Merge = {
  rows: MergeRow[];
  /** The fields that differ. */
  fields: ({ field: MergedField } & Question)[];
};

/** Lays two versions side by side; `common` is what both came from, null where nobody knows. */
export function mergeOf(common: Story | null, mine: Story, theirs: Story): Merge {
  const [ours, others] = [mine.document.root.children, theirs.document.root.children];
  const keysOf = (blocks: readonly SerializedNode[]) => new Set(blocks.map(contentKeyOf));
  const keys = { common: keysOf(common?.document.root.children ?? []), mine: keysOf(ours), theirs: keysOf(others) };
  const rows = align(others, ours, { canMove: false }).map((row): MergeRow => {
    const block = {
      theirs: row.before === null ? null : (others[row.before] ?? null),
      mine: row.after === null ? null : (ours[row.after] ?? null),
    };
    if (block.mine && block.theirs && contentKeyOf(block.mine) === contentKeyOf(block.theirs))
      return { ...block, isSame: true };
    return { ...block, isSame: false, ...questionOf(block, keys) };
  });
  const fields = MERGED_FIELDS.flatMap((field) => {
    const [a, b] = [mine[field], theirs[field]].map((value) => JSON.stringify(value));
    if (a === b) return [];
    const before = common && JSON.stringify(common[field]);
    return [{ field, ...answeredBy(before === a, before === b) }];
  });
  return { rows, fields };
}

function questionOf(
  { mine, theirs }: Pick<MergeRow, 'mine' | 'theirs'>,
  keys: Record<'common' | Side, ReadonlySet<string>>,
): Question {
  const [ours, others] = [mine && contentKeyOf(mine), theirs && contentKeyOf(theirs)];
  if (ours !== null && others !== null) return answeredBy(keys.common.has(ours), keys.common.has(others));
  // Only one side has it here. Where the other has it in another place, ours decides where it stands.
  if (ours !== null) {
    const theyDeleted = keys.common.has(ours) && !keys.theirs.has(ours);
    return { proposed: theyDeleted ? 'theirs' : 'mine', isContested: false };
  }
  const isTheirsAlone = others !== null && !keys.common.has(others) && !keys.mine.has(others);
  return { proposed: isTheirsAlone ? 'theirs' : 'mine', isContested: false };
}

function answeredBy(mineIsCommon: boolean, theirsIsCommon: boolean): Question {
  if (mineIsCommon && !theirsIsCommon) return { proposed: 'theirs', isContested: false };
  return { proposed: 'mine', isContested: !theirsIsCommon };
}

/**
 * The story that a merge makes, to be saved on their rev. `sideOfRow` and `sideOfField` say for each row and each field that differs
 * which side it is taken from.
 */
export function merged(
  merge: Merge,
  mine: Story,
  theirs: Story,
  sideOfRow: (row: number) => Side,
  sideOfField: (field: MergedField) => Side,
): Story {
  const children = merge.rows.flatMap((row, index) => {
    const block = row.isSame ? row.mine : row[sideOfRow(index)];
    return block ? [block] : [];
  });
  const taken = merge.fields.map(({ field }) => [field, (sideOfField(field) === 'mine' ? mine : theirs)[field]]);
  return { ...theirs, ...Object.fromEntries(taken), document: { root: { ...theirs.document.root, children } } };
}
