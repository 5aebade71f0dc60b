/**
 * What Word has to know of an image: its kind and its size, read from its first bytes.
 */
import type { DocxImage } from './inline.ts';

/** Undefined for kinds that Word doesn't show everywhere (WebP, AVIF): those are printed as their text. */
export function docxImageOf(bytes: Uint8Array): DocxImage | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 24) return undefined;
  // PNG: the size stands in the IHDR chunk (W3C PNG §11.2.1).
  if (view.getUint32(0) === 0x89504e47) return sized(bytes, 'png', view.getUint32(16), view.getUint32(20));
  // GIF: in the logical screen descriptor, little-endian.
  if (view.getUint32(0) === 0x47494638) return sized(bytes, 'gif', view.getUint16(6, true), view.getUint16(8, true));
  if (view.getUint16(0) === 0xffd8) return jpegOf(bytes, view);
  return undefined;
}

/** JPEG: in the first frame header, `SOF0`–`SOF15` but for the three codes that are none (ITU T.81 §B.2.2). */
function jpegOf(bytes: Uint8Array, view: DataView): DocxImage | undefined {
  let at = 2;
  while (at + 9 < bytes.byteLength && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return sized(bytes, 'jpg', view.getUint16(at + 7), view.getUint16(at + 5));
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function sized(bytes: Uint8Array, type: DocxImage['type'], widthPx: number, heightPx: number): DocxImage | undefined {
  return widthPx > 0 && heightPx > 0 ? { bytes, type, widthPx, heightPx } : undefined;
}
