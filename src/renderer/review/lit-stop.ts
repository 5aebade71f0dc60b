/**
 * Where in the text a stop is lit.
 */
import type { LitPlace } from '#renderer/editor/lit-place.ts';
import type { Stop } from './stops.ts';

/** Where a stop is in the text. */
export function placeOf(stop: Stop): LitPlace {
  if (stop.kind === 'citation') return { citationId: stop.id };
  if (stop.kind === 'section') return { firstBlock: stop.section.firstBlock, endBlock: stop.section.endBlock };
  if (stop.unit === 'item') return { blockIndex: stop.blockIndex, runIndex: stop.runIndex };
  return { firstBlock: stop.blockIndex, endBlock: stop.blockIndex + 1 };
}
