/**
 * The diff of two blocks that are one: line by line, item by item, cell by cell.
 */
import type { SerializedNode } from '#core/model/story.ts';
import { align } from './align.ts';
import { contentKeyOf } from './content.ts';
import { diffLines } from './lines.ts';
import type { MarkedNode } from './marked.ts';

/** What stands in a line. What is not one of these is a block or a part of one. */
const INLINE = new Set([
  'text',
  'tab',
  'linebreak',
  'link',
  'claim',
  'citation',
  'story-link',
  'image',
  'unknown-inline',
]);
/** Inline nodes beside each other in a block that holds blocks too. Never leaves this file. */
const RUN = '(lines)';

/** Both states of a block as one, read in the order of the later. */
export function diffBlock(before: SerializedNode, after: SerializedNode): MarkedNode {
  if (contentKeyOf(before) === contentKeyOf(after)) return { node: after };
  const children = diffInside(before.children ?? [], after.children ?? [], after.type);
  return { node: after, ...(differsItself(before, after) && { before }), ...(children.length > 0 && { children }) };
}

function diffInside(before: SerializedNode[], after: SerializedNode[], parentType: string): MarkedNode[] {
  const isLine = (node: SerializedNode) => INLINE.has(node.type);
  if (before.every(isLine) && after.every(isLine)) return diffLines(before, after);
  const [befores, afters] = [inRuns(before), inRuns(after)];
  // A cell is the one in its column, whatever stands in it.
  const rows =
    parentType === 'tablerow' && befores.length === afters.length
      ? befores.map((_, index) => ({ before: index, after: index }))
      : align(befores, afters, { canMove: false });
  return rows.flatMap((row): MarkedNode[] => {
    const old = row.before === null ? undefined : befores[row.before];
    const current = row.after === null ? undefined : afters[row.after];
    if (old && current)
      return current.type === RUN ? diffLines(old.children ?? [], current.children ?? []) : [diffBlock(old, current)];
    if (current) return wholly(current, 'added');
    return old ? wholly(old, 'removed') : [];
  });
}

function wholly(node: SerializedNode, mark: 'added' | 'removed'): MarkedNode[] {
  return node.type === RUN ? (node.children ?? []).map((child) => ({ node: child, mark })) : [{ node, mark }];
}

/** Children with the inline ones that follow each other as one. */
function inRuns(children: readonly SerializedNode[]): SerializedNode[] {
  const runs: SerializedNode[] = [];
  let open: SerializedNode[] = [];
  const close = () => {
    if (open.length > 0) runs.push({ type: RUN, children: open });
    open = [];
  };
  for (const child of children) {
    if (INLINE.has(child.type)) open.push(child);
    else {
      close();
      runs.push(child);
    }
  }
  close();
  return runs;
}

/** Whether something of the block beside its children has changed. */
function differsItself(before: SerializedNode, after: SerializedNode): boolean {
  return contentKeyOf({ ...before, children: [] }) !== contentKeyOf({ ...after, children: [] });
}
