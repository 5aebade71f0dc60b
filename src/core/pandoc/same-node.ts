/**
 * Whether two nodes of a document are the same, but for the syntax that they remember.
 */
import type { SerializedNode } from '#core/model/story.ts';

/** True where both carry the same values, whatever the order of their keys. */
export function sameNode(a: SerializedNode, b: SerializedNode): boolean {
  return same(a, b, '');
}

function same(a: unknown, b: unknown, key: string): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((each, index) => same(each, b[index], ''))
    );
  }
  const left = fieldsOf(a, key);
  const right = fieldsOf(b, key);
  return (
    left.length === right.length &&
    left.every(([name, value]) => {
      const other = right.find(([candidate]) => candidate === name);
      return other !== undefined && same(value, other[1], name);
    })
  );
}

function fieldsOf(value: object, key: string): [string, unknown][] {
  return Object.entries(value).filter(([name, field]) => {
    if (field === undefined) return false;
    if (key === '$') return !name.startsWith('mdast');
    // A state that held nothing but memory is no state.
    return name !== '$' || fieldsOf(field as object, '$').length > 0;
  });
}
