/**
 * Bytes as base64, for the API.
 */

/** Characters of one call's arguments that every browser takes. */
const CHUNK_BYTES = 0x8000;

/** Encodes a file's bytes, whatever their number. */
export function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK_BYTES));
  return btoa(binary);
}
