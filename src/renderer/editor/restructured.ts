/**
 * Telling a change of the text's structure from a key that was typed.
 */
import type { NodeKey } from 'lexical';

/**
 * True where blocks or what they hold came, went or moved, by what Lexical marks in an update. The root says nothing: with every
 * key it is marked for itself, as it remembers the text of all.
 */
export function isRestructured(dirtyElements: ReadonlyMap<NodeKey, boolean>): boolean {
  for (const [key, isForItself] of dirtyElements) if (isForItself && key !== 'root') return true;
  return false;
}
