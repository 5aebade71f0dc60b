/**
 * File names that every system takes.
 */

/** Names that Windows keeps for devices, whatever their ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** A story's title as a file name with `extension`, at most 120 characters before it. */
export function exportFileName(title: string, extension: string): string {
  const name = title
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 120)
    .replace(/^[ .]+|[ .]+$/g, '');
  const safe = RESERVED.test(name) ? `${name}_` : name;
  return `${safe || 'Untitled story'}.${extension}`;
}
