/**
 * Naming a stretch of text that has no id, for as long as it reads the same.
 */

/**
 * A short name for a text, the same whatever its case, spaces and punctuation: 52 bits of two multiplicative hashes in
 * base 36 (Bob Jenkins' and Murmur's mixing, as cyrb53 combines them). Texts that differ may share one once in 10¹⁵.
 */
export function fingerprintOf(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const [word] of text
    .normalize('NFC')
    .toLowerCase()
    .matchAll(/[\p{L}\p{N}]+/gu)) {
    for (let at = 0; at <= word.length; at += 1) {
      const code = at < word.length ? word.charCodeAt(at) : 32;
      high = Math.imul(high ^ code, 2654435761);
      low = Math.imul(low ^ code, 1597334677);
    }
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (0xfffff & low) + (high >>> 0)).toString(36);
}
