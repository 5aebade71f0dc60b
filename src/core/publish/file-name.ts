/**
 * File names that every system takes.
 */

/** Names that Windows keeps for devices, whatever their ending (Naming Files, Paths, and Namespaces). */
const RESERVED = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$|clock\$)(?= *(?:\.|$))/i;
/** A name with its ending may have 255 bytes on the file systems in use; the rest is for the ending and for `.tmp` beside it. */
const MAX_NAME_BYTES = 200;

const encoder = new TextEncoder();

/** A story's title as a file name with `extension`. */
export function exportFileName(title: string, extension: string): string {
  return `${exportBaseName(title)}.${extension}`;
}

/** A title as a file name without its ending: at most 200 bytes of UTF-8, cut at a whole character. */
export function exportBaseName(title: string): string {
  const name = title
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g, ' ')
    // Half of a pair is no character, and no file system takes it.
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, ' ')
    .replace(/\s+/g, ' ');
  const trimmed = shortened(name.replace(/^[ .]+/, ''), MAX_NAME_BYTES).replace(/[ .]+$/, '');
  return trimmed.replace(RESERVED, (device) => `${device}_`) || 'Untitled story';
}

/**
 * A file name without ending for each title, no two the same: two that differ by case or by how their accents are written
 * are one file on some systems.
 */
export function exportBaseNames(titles: readonly string[]): string[] {
  const taken = new Set<string>();
  /** The number to try next for a name, so that a thousand of the same are not counted through again for each. */
  const next = new Map<string, number>();
  return titles.map((title) => {
    const name = exportBaseName(title);
    let free = name;
    let count = next.get(folded(name)) ?? 2;
    for (; taken.has(folded(free)); count += 1) {
      const mark = ` (${count})`;
      free = `${shortened(name, MAX_NAME_BYTES - mark.length).trimEnd()}${mark}`;
    }
    next.set(folded(name), count);
    taken.add(folded(free));
    return free;
  });
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** As many whole characters, as people see them, as fit into so many bytes. */
function shortened(text: string, maxBytes: number): string {
  if (encoder.encode(text).length <= maxBytes) return text;
  let out = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    bytes += encoder.encode(segment).length;
    if (bytes > maxBytes) break;
    out += segment;
  }
  return out;
}
