/**
 * Where a citation is a raised mark: it follows the word, or the punctuation behind the word, without a space.
 */
import type { Nodes, Parents } from 'mdast';

/** Changes a tree: the space before each citation goes, and punctuation that followed it stands before it. */
export function placeNoteMarks(node: Nodes): void {
  if (!('children' in node)) return;
  const { children } = node as Parents;
  for (let index = 0; index < children.length; index += 1) {
    const child = children[index];
    if (!child) continue;
    if (child.type !== 'citation') {
      placeNoteMarks(child);
      continue;
    }
    const before = children[index - 1];
    const after = children[index + 1];
    if (before?.type === 'text') before.value = before.value.replace(/[^\S\n]+$/, '');
    const marks = after?.type === 'text' ? /^[^\S\n]*([.,;:!?…]+["”’»)]*)/.exec(after.value) : null;
    if (!marks?.[1] || after?.type !== 'text') continue;
    after.value = after.value.slice(marks[0].length);
    if (before?.type === 'text') before.value += marks[1];
    else {
      children.splice(index, 0, { type: 'text', value: marks[1] });
      index += 1;
    }
  }
}
