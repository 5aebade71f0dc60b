/**
 * A small PDF writer: pages of lines in Helvetica, each at its place. Enough to make real files to read.
 */
/** `x` and `y` in points from the page's bottom left corner; `size` is 11 unless said otherwise; upended it reads upwards. */
export type PlacedLine = { x: number; y: number; text: string; size?: number; isUpended?: boolean };

export type PdfOptions = {
  info?: Record<string, string>;
  language?: string;
  /** Locks the file with a password that nobody has. */
  isLocked?: boolean;
  /** These pages, from 1, are 792 points wide and 612 high. */
  landscapePages?: readonly number[];
  /** Draws a picture over each page, as a scanner does. */
  isScanned?: boolean;
};

/** Lines one below the other from the top of a column, `leading` points apart. */
export function column(lines: readonly string[], { x = 72, top = 720, leading = 14, size = 11 } = {}): PlacedLine[] {
  return lines.map((text, index) => ({ x, y: top - index * leading, text, size }));
}

/** A line of words that is stretched to `width` points, as justified text is: each word at its place. */
export function stretched(
  words: string,
  { x, y, width, size = 11 }: { x: number; y: number; width: number; size?: number },
): PlacedLine[] {
  const parts = words.split(' ');
  const gap = (width - parts.reduce((sum, word) => sum + widthOf(word, size), 0)) / (parts.length - 1);
  let at = x;
  return parts.map((text) => {
    const placed = { x: at, y, text, size };
    at += widthOf(text, size) + gap;
    return placed;
  });
}

/** Widths of Helvetica's letters in thousandths of its size, for those that are not 556 wide. */
const WIDTHS: Record<number, string> = {
  222: 'ijl',
  278: 'tfI.,:; ',
  333: 'r-',
  500: 'ckszxvyJ',
  667: 'ABEKPSVXY',
  722: 'CDHNRUw',
  611: 'FTZ',
  833: 'mM',
  778: 'GOQ',
  944: 'W',
};

/** How wide a text is in points. */
export function widthOf(text: string, size = 11): number {
  const widths = Object.entries(WIDTHS);
  const thousandths = Array.from(text, (letter) =>
    Number(widths.find(([, letters]) => letters.includes(letter))?.[0] ?? 556),
  );
  return (thousandths.reduce((sum, width) => sum + width, 0) * size) / 1_000;
}

/** Writes a PDF 1.6 file. */
export function writePdf(pages: readonly (readonly PlacedLine[])[], options: PdfOptions = {}): Uint8Array {
  const objects: (string | Buffer)[] = [];
  const add = (object: string | Buffer) => objects.push(object);
  const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  const pagesNumber = objects.length + 1 + pages.length * 2;
  const kids: number[] = [];
  for (const [index, lines] of pages.entries()) {
    const box = options.landscapePages?.includes(index + 1) ? '0 0 792 612' : '0 0 612 792';
    const shown = lines.map(
      ({ x, y, text, size = 11, isUpended }) =>
        `/F1 ${size} Tf ${isUpended ? '0 1 -1 0' : '1 0 0 1'} ${x} ${y} Tm (${text.replace(/[\\()]/g, '\\$&')}) Tj`,
    );
    const picture = options.isScanned ? 'q 612 0 0 792 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q\n' : '';
    const stream = encodeWinAnsi(`${picture}BT\n${shown.join('\n')}\nET`);
    const number = add(
      Buffer.concat([Buffer.from(`<< /Length ${stream.length} >>\nstream\n`), stream, Buffer.from('\nendstream')]),
    );
    kids.push(
      add(
        `<< /Type /Page /Parent ${pagesNumber} 0 R /MediaBox [${box}] /Contents ${number} 0 R /Resources << /Font << /F1 ${font} 0 R >> >> >>`,
      ),
    );
  }
  add(`<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`);
  const catalog = add(
    `<< /Type /Catalog /Pages ${pagesNumber} 0 R${options.language ? ` /Lang (${options.language})` : ''} >>`,
  );
  let trailer = `/Root ${catalog} 0 R`;
  if (options.info) {
    const entries = Object.entries(options.info).map(([key, value]) => `/${key} (${value})`);
    trailer += ` /Info ${add(`<< ${entries.join(' ')} >>`)} 0 R`;
  }
  if (options.isLocked) trailer += ` /Encrypt ${add(LOCK)} 0 R /ID [<00> <00>]`;
  return withTable(objects, trailer);
}

function withTable(objects: readonly (string | Buffer)[], trailer: string): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.6\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
  let at = parts[0]?.length ?? 0;
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(at);
    const bytes = typeof object === 'string' ? Buffer.from(object, 'latin1') : object;
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), bytes, Buffer.from('\nendobj\n')]);
    parts.push(part);
    at += part.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} ${trailer} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

/** Windows-1252 as far as articles need it. */
function encodeWinAnsi(text: string): Buffer {
  const punctuation: Record<string, string> = {
    '“': '\u0093',
    '”': '\u0094',
    '’': '\u0092',
    '–': '\u0096',
    '•': '\u0095',
  };
  return Buffer.from(
    text.replace(/[“”’–•]/g, (sign) => punctuation[sign] ?? sign),
    'latin1',
  );
}

/** The standard security handler, revision 4 (PDF 32000-1 §7.6.3), with a check value that no password fits. */
const LOCK = `<< /Filter /Standard /V 4 /R 4 /Length 128 /P -4 /O <${'03'.repeat(32)}> /U <${'09'.repeat(32)}> /CF << /StdCF << /CFM /AESV2 /Length 16 /AuthEvent /DocOpen >> >> /StmF /StdCF /StrF /StdCF >>`;
