/**
 * Remembering what is computed from a block, by the block's identity: a document changes by exchanging blocks, so
 * whoever keeps unchanged blocks pays for the changed ones only.
 */
import type { SerializedNode } from '#core/model/story.ts';

/** Wraps `compute`, which must depend on nothing but the block, so that it runs once per block. */
export function perBlock<T>(compute: (block: SerializedNode) => T): (block: SerializedNode) => T {
  const known = new WeakMap<SerializedNode, { value: T }>();
  return (block) => {
    let entry = known.get(block);
    if (!entry) {
      entry = { value: compute(block) };
      known.set(block, entry);
    }
    return entry.value;
  };
}
