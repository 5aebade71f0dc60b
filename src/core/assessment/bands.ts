/**
 * The words for a percentage of confidence or importance.
 */
import type { Settings } from '#core/model/library.ts';

/** Where the words begin, in per cent. */
export type Bands = Settings['bands'];

export const DEFAULT_BANDS: Bands = { moderateFromPercent: 40, highFromPercent: 75 };

/** `Low`, `Moderate` or `High`, by the library's bands. */
export function bandOf(percent: number, bands: Bands = DEFAULT_BANDS): 'Low' | 'Moderate' | 'High' {
  if (percent >= bands.highFromPercent) return 'High';
  return percent >= bands.moderateFromPercent ? 'Moderate' : 'Low';
}
