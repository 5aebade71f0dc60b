/**
 * What is said of images that an export could not take along.
 */
import { countOf } from '#core/intake/totals.ts';
import type { Format } from '#core/model/publishing.ts';

/** `2 images left out: their files are missing, or the file would be too large to come in again.` */
export function imagesLeftOutInWords(count: number, format: Format): string {
  const why =
    format === 'json'
      ? 'missing in the library, or too large together for a file that can come in again'
      : 'missing in the library';
  return `${countOf(count, 'image')} left out: ${why}.`;
}
