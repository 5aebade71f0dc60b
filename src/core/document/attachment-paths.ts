/**
 * Where images stand beside a document that has left the library: `attachments/<sha-256>.<ext>`, as in the library itself.
 */

const NAME = '[0-9a-f]{64}\\.(?:png|jpe?g|gif|webp|avif)';
const PATH = new RegExp(`^attachments/(${NAME})$`);
const PATHS = new RegExp(`attachments/(${NAME})(?![a-z0-9])`, 'g');
const FILE = new RegExp(`^${NAME}$`);

/** The path of an attachment beside a document, with a forward slash on every system. */
export function attachmentPath(name: string): string {
  return `attachments/${name}`;
}

/** The attachment that a path beside a document names; undefined for any other path. */
export function attachmentAt(path: string): string | undefined {
  return PATH.exec(path)?.[1];
}

/** The attachments that a text names by their path, each once, in the order of its first mention. */
export function attachmentsNamedIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(PATHS), ([, name = '']) => name))];
}

/** True for a file's name, without its folder, that is an image's attachment name. */
export function isAttachmentFile(fileName: string): boolean {
  return FILE.test(fileName);
}
