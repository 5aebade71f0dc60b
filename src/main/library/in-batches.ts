/**
 * Doing the same to many things, some at a time.
 */

/**
 * Files looked at side by side: enough to keep a disk busy. With 64 reading 10,000 stories took no less time and left 60 MB
 * more behind, as more of them were on the way when the heap was tidied.
 */
const SIDE_BY_SIDE = 16;

/** Runs `act` on every item, at most 16 at a time; rejects with the first failure. */
export async function inBatches<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await act(item);
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, items.length) }, worker));
}
