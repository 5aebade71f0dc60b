/**
 * A text file's blocks: paragraphs parted by blank lines, pages by form feeds.
 */
import { decodeBytes } from '#core/intake/decode.ts';
import type { CopyBlock, CopyText } from '#core/model/copy-text.ts';

/** Reads a text in whatever encoding it is; zero bytes are left out, and `problem` says how many. */
export function plainText(bytes: Uint8Array): CopyText {
  const { text } = decodeBytes(bytes);
  const pages = text.replace(/\r\n?/g, '\n').trimEnd().split('\f');
  const blocks = pages.flatMap((page, index): CopyBlock[] =>
    page
      .split(/\n[ \t]*\n/)
      .map((paragraph) => ({ kind: 'paragraph', text: paragraph, ...(pages.length > 1 && { page: index + 1 }) })),
  );
  const nuls = text.split('\u0000').length - 1;
  return {
    blocks,
    ...(pages.length > 1 && { pages: pages.length }),
    ...(nuls > 0 && {
      problem: `${nuls === 1 ? 'One zero byte was' : `${nuls.toLocaleString('en')} zero bytes were`} left out of this text; the original is kept as it is.`,
    }),
  };
}
