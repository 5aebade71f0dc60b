/**
 * A page that a browser has saved as a single MHTML file (RFC 2557): the HTML inside it, and nothing else of it.
 */

/** The page's bytes, and the encoding that its part of the file names. */
export type PageInFile = { bytes: Uint8Array; charset: string | undefined };

type Part = { headers: Map<string, string>; body: string };

/** The first HTML part of the file; undefined where there is none. */
export function pageInMhtml(bytes: Uint8Array): PageInFile | undefined {
  // One character a byte, so that what is encoded inside comes out as it was.
  const file = partOf(Buffer.from(bytes).toString('latin1'));
  const page = htmlIn(file, 0);
  if (!page) return undefined;
  const charset = parameter(page.headers.get('content-type') ?? '', 'charset');
  return { bytes: decoded(page), charset };
}

/** Parts may hold parts; nobody nests them deeper than this. */
const MAX_DEPTH = 5;

function htmlIn(part: Part, depth: number): Part | undefined {
  const type = part.headers.get('content-type') ?? '';
  if (/^text\/html|^application\/xhtml\+xml/i.test(type)) return part;
  const boundary = parameter(type, 'boundary');
  if (!boundary || depth === MAX_DEPTH) return undefined;
  for (const piece of part.body.split(`--${boundary}`).slice(1)) {
    const found = htmlIn(partOf(piece.replace(/^\r?\n/, '')), depth + 1);
    if (found) return found;
  }
  return undefined;
}

function partOf(text: string): Part {
  const end = /\r?\n\r?\n/.exec(text);
  const head = text.slice(0, end?.index ?? text.length).replace(/\r?\n[ \t]+/g, ' ');
  const headers = new Map<string, string>();
  for (const line of head.split(/\r?\n/)) {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (name && value !== undefined) headers.set(name.toLowerCase(), value);
  }
  return { headers, body: end ? text.slice(end.index + end[0].length) : '' };
}

function parameter(value: string, name: string): string | undefined {
  const [, quoted, bare] = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(value) ?? [];
  return quoted ?? bare;
}

function decoded({ headers, body }: Part): Uint8Array {
  const encoding = headers.get('content-transfer-encoding')?.trim().toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const joined = body.replace(/=[ \t]*\r?\n/g, '');
  const plain = joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}
