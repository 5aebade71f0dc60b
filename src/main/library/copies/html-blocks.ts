/**
 * The text under an element as blocks: what a reader sees as paragraphs, headings, list items, quotations, code and rows.
 */
import type { CopyBlock } from '#core/model/copy-text.ts';

type Kind = CopyBlock['kind'];

/** Elements whose text runs on in the line around them. All others begin a block of their own. */
const INLINE = new Set(
  'A ABBR ACRONYM B BDI BDO BIG CITE CODE DATA DEL DFN EM FONT I INS KBD LABEL MARK NOBR Q RB RP RT RTC RUBY S SAMP SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR WBR'.split(
    ' ',
  ),
);
const DROPPED = new Set(['SCRIPT', 'STYLE', 'HEAD', 'META', 'TITLE', 'TEMPLATE', 'NOSCRIPT']);
const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

/** All blocks under `root`, in the order of the page. Hidden parts are left out. */
export function blocksIn(root: Element | null): CopyBlock[] {
  const blocks: CopyBlock[] = [];
  let text = '';
  /** The last character of `text`, which must not be asked for it while it grows. */
  let last = '';

  function add(added: string): void {
    text += added;
    last = added.at(-1) ?? last;
  }

  function close(kind: Kind): void {
    for (const paragraph of text.split(/\n\s*\n/)) {
      const line = paragraph.replace(/[ \t]*\n[ \t]*/g, '\n').trim();
      if (line) blocks.push({ kind, text: line });
    }
    text = '';
    last = '';
  }

  function read(element: Element, kind: Kind): void {
    for (const node of Array.from(element.childNodes)) {
      if (node.nodeType === TEXT_NODE) {
        add(folded(node.textContent ?? '', last));
        continue;
      }
      if (node.nodeType !== ELEMENT_NODE) continue;
      const child = node as Element;
      const tag = child.tagName.toUpperCase();
      if (DROPPED.has(tag) || isHidden(child)) continue;
      if (tag === 'BR') add('\n');
      else if (INLINE.has(tag)) read(child, kind);
      else readBlock(child, tag, kind);
    }
  }

  function readBlock(element: Element, tag: string, around: Kind): void {
    close(around);
    if (tag === 'PRE') {
      blocks.push({ kind: 'code', text: element.textContent ?? '' });
      return;
    }
    if (tag === 'TR') {
      const cells = Array.from(element.childNodes)
        .filter((node) => /^T[DH]$/i.test(node.nodeName))
        .map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim());
      // A table of one column is a page's frame, and its cells hold whole articles.
      if (cells.length > 1 && cells.every((cell) => cell.length < MAX_CELL_CHARACTERS)) {
        blocks.push({ kind: 'row', text: cells.join('\t') });
        return;
      }
    }
    const kind = kindOf(tag, around);
    read(element, kind);
    close(kind);
  }

  if (root) {
    read(root, 'paragraph');
    close('paragraph');
  }
  return blocks;
}

/** More in one cell, and the table lays out a page. */
const MAX_CELL_CHARACTERS = 1_000;

function kindOf(tag: string, around: Kind): Kind {
  if (/^H[1-6]$/.test(tag)) return 'heading';
  if (tag === 'LI') return 'item';
  if (tag === 'BLOCKQUOTE') return 'quote';
  // A paragraph within a quotation or an item is that still.
  return around === 'heading' ? 'paragraph' : around;
}

/** White space as it is shown: one space, and none at the start of a line or after another. */
function folded(added: string, last: string): string {
  const text = added.replace(/[ \t\r\n\f]+/g, ' ');
  return text.startsWith(' ') && (last === '' || /\s/.test(last)) ? text.slice(1) : text;
}

function isHidden(element: Element): boolean {
  return element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true';
}
