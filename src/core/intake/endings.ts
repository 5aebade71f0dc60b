/**
 * Which files of a folder are taken for something to import. A file that is chosen by itself is looked at whatever its name.
 */

const SOURCES = ['bib', 'bibtex', 'ris', 'json', 'csljson'];
const MARKDOWN = ['md', 'markdown'];
const PAGES = [...MARKDOWN, 'txt', 'text', 'html', 'htm', 'xhtml', 'docx', 'docm'];

/** The endings of all files that can come in, as `<input accept>` takes them. */
export const IMPORT_ACCEPT = [...PAGES, ...SOURCES].map((ending) => `.${ending}`).join(',');

/** True for a file of a folder that is to be imported; `path` is its path within the folder. Hidden files are not. */
export function isImportable(path: string): boolean {
  const names = path.split(/[\\/]/).filter(Boolean);
  return !names.some((name) => name.startsWith('.')) && [...PAGES, ...SOURCES].includes(endingOf(path));
}

/** True for a file that says by its name that it is Markdown: in other texts a line is a line. */
export function isNamedMarkdown(fileName: string): boolean {
  return MARKDOWN.includes(endingOf(fileName));
}

/**
 * Files in the order in which they come in: bibliographies before what cites from them, else as they were given.
 */
export function inImportOrder<T>(files: readonly T[], nameOf: (file: T) => string): T[] {
  const rank = (file: T) => (SOURCES.includes(endingOf(nameOf(file))) ? 0 : 1);
  return files.toSorted((a, b) => rank(a) - rank(b));
}

function endingOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}
