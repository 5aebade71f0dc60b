/**
 * Word files for the tests, written by hand: their text, and the parts beside it that a test names.
 */
import { zipOf } from '#core/publish/zip.ts';

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"';

/** A paragraph with a run of text, in a style where one is named. */
export function paragraph(text: string, style?: string, properties = ''): string {
  const styled = style ? `<w:pStyle w:val="${style}"/>` : '';
  return `<w:p><w:pPr>${styled}${properties}</w:pPr>${text.startsWith('<') ? text : run(text)}</w:p>`;
}

export function run(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

const STYLES = `<w:styles ${NAMESPACES}>${[
  ['Heading1', 'heading 1'],
  ['Heading2', 'heading 2'],
  ['Title', 'Title'],
  ['Subtitle', 'Subtitle'],
  ['Quote', 'Quote'],
  ['Zwischentitel', 'Zwischentitel', 'Heading2'],
  ['TOC1', 'toc 1'],
  ['ListBullet', 'List Bullet'],
]
  .map(
    ([id, name, base]) =>
      `<w:style w:styleId="${id}"><w:name w:val="${name}"/>${base ? `<w:basedOn w:val="${base}"/>` : ''}</w:style>`,
  )
  .join(
    '',
  )}<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>`;

const NUMBERING = `<w:numbering ${NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;

/** The parts of a Word file whose body is `body`; more parts by their path, without the namespaces of their root. */
export function wordParts(body: string, more: Record<string, string | Uint8Array> = {}): Map<string, Uint8Array> {
  const encoder = new TextEncoder();
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document ${NAMESPACES}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    'word/styles.xml': STYLES,
    'word/numbering.xml': NUMBERING,
    ...more,
  };
  return new Map(
    Object.entries(parts).map(([name, content]) => [
      name,
      typeof content === 'string' ? encoder.encode(content.replace(/^<([\w:]+)>/, `<$1 ${NAMESPACES}>`)) : content,
    ]),
  );
}

/** The same as the bytes of a file. */
export function wordFile(body: string, more: Record<string, string | Uint8Array> = {}): Uint8Array {
  return zipOf(Array.from(wordParts(body, more), ([name, bytes]) => ({ name, bytes })));
}
