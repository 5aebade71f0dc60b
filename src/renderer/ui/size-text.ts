/**
 * A file's size as people read it.
 */

/** `612 bytes`, `4.2 KB`, `17 MB`, `1.3 GB`: decimal units, as file managers give them. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  const [value, unit] =
    bytes < 1_000_000 ? [bytes / 1_000, 'KB'] : bytes < 1_000_000_000 ? [bytes / 1_000_000, 'MB'] : [bytes / 1e9, 'GB'];
  return `${value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
}
