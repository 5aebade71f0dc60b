/**
 * What Pandoc writes in brackets and braces, taken out of a Markdown text before CommonMark reads it: each stands as a token
 * that no reader of Markdown touches, and is found again in the tree.
 */
import { type Attributes, readAttributes } from './attributes.ts';
import { type KeyedItem, readCite } from './cite-syntax.ts';

export type SpanName = 'u' | 'mark' | 'sub' | 'sup' | 'claim' | 'story-link';
/** `source` is the text that the token stands for. */
export type Token = { source: string } & (
  | { kind: 'citation'; items: KeyedItem[]; attributes: Attributes | null }
  | { kind: 'open' | 'close'; name: SpanName; attributes: Attributes }
  | { kind: 'heading'; attributes: Attributes }
  | { kind: 'block'; attributes: Attributes; body: string }
);

export type Tokenised = {
  text: string;
  /** Cuts a text at its tokens. */
  split(text: string): (string | Token)[];
  /** A text with its tokens as they were written: for code and addresses, where they mean nothing. */
  restore(text: string): string;
};

const SPAN_CLASSES: Record<string, SpanName> = {
  underline: 'u',
  mark: 'mark',
  claim: 'claim',
  'story-link': 'story-link',
};
const NONE: Attributes = { classes: [], values: {} };

/** Takes the tokens out of Pandoc Markdown. Code is taken for text here; `restore` gives it back. */
export function tokenise(markdown: string): Tokenised {
  const tokens: Token[] = [];
  const [open, close] = sentinelsFor(markdown);
  const put = (token: Token): string => `${open}${tokens.push(token) - 1}${close}`;
  const text = inParagraphs(takeBlocks(markdown, put), (paragraph) =>
    takeScripts(takeSpans(takeHeading(paragraph, put), put), put),
  );
  const pattern = new RegExp(`${open}(\\d+)${close}`, 'g');

  function split(part: string): (string | Token)[] {
    const pieces: (string | Token)[] = [];
    let from = 0;
    for (const match of part.matchAll(pattern)) {
      const token = tokens[Number(match[1])];
      if (!token) continue;
      if (match.index > from) pieces.push(part.slice(from, match.index));
      pieces.push(token);
      from = match.index + match[0].length;
    }
    if (from < part.length) pieces.push(part.slice(from));
    return pieces;
  }
  const restore = (part: string): string =>
    split(part)
      // What a token stands for may hold other tokens.
      .map((piece) => (typeof piece === 'string' ? piece : restore(piece.source)))
      .join('');
  return { text, split, restore };
}

/** Two rare brackets that the text doesn't use: punctuation, as what they stand for, so that emphasis beside them reads the same. */
function sentinelsFor(text: string): [string, string] {
  for (let code = 0x2e22; code < 0x2e5c; code += 2) {
    const pair: [string, string] = [String.fromCharCode(code), String.fromCharCode(code + 1)];
    if (!text.includes(pair[0]) && !text.includes(pair[1])) return pair;
  }
  return ['\u2983', '\u2984'];
}

const BLOCK = /^(:{3,}) (?=\{\.galley-block )/;

/** Whole blocks that are kept as their JSON: a fenced div, with what it looks like inside. */
function takeBlocks(markdown: string, put: (token: Token) => string): string {
  const lines = markdown.split('\n');
  const out: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const fence = BLOCK.exec(line)?.[1];
    const attributes = fence && readAttributes(line, fence.length + 1);
    const end = fence ? lines.indexOf(fence, index + 1) : -1;
    if (!attributes || end < 0) {
      out.push(line);
      continue;
    }
    const body = lines.slice(index + 1, end).join('\n');
    out.push(put({ kind: 'block', attributes, body, source: lines.slice(index, end + 1).join('\n') }));
    index = end;
  }
  return out.join('\n');
}

/** Brackets don't reach across blank lines. */
function inParagraphs(markdown: string, take: (paragraph: string) => string): string {
  return markdown
    .split(/(\n[ \t]*\n)/)
    .map((part, index) => (index % 2 === 0 ? take(part) : part))
    .join('');
}

/** Attributes at the end of a heading's line. */
function takeHeading(paragraph: string, put: (token: Token) => string): string {
  return paragraph.replace(
    /^(#{1,6}[ \t].*?)[ \t]*(?<!\\)(\{[^\n]*\})[ \t]*$/gm,
    (line, before: string, braces: string) => {
      const attributes = readAttributes(braces, 0);
      return attributes?.end === braces.length
        ? before + put({ kind: 'heading', attributes, source: ` ${braces}` })
        : line;
    },
  );
}

/** Bracketed spans with attributes, and citations with or without. */
function takeSpans(paragraph: string, put: (token: Token) => string): string {
  let out = '';
  /** Where open brackets stand in `out`. */
  const open: number[] = [];
  for (let index = 0; index < paragraph.length; index += 1) {
    const character = paragraph[index] ?? '';
    if (character === '\\') {
      out += character + (paragraph[index + 1] ?? '');
      index += 1;
      continue;
    }
    out += character;
    if (character === '[') open.push(out.length - 1);
    if (character !== ']') continue;
    const at = open.pop();
    if (at === undefined) continue;
    const inner = out.slice(at + 1, -1);
    const attributes = readAttributes(paragraph, index + 1);
    const written = attributes ? paragraph.slice(index + 1, attributes.end) : '';
    const name = attributes?.classes.map((each) => SPAN_CLASSES[each]).find(Boolean);
    const items = inner.startsWith('[') && inner.endsWith(']') ? readCite(inner.slice(1, -1)) : undefined;
    if (attributes?.classes.includes('cite') && items) {
      out = out.slice(0, at) + put({ kind: 'citation', items, attributes, source: `[${inner}]${written}` });
    } else if (attributes && name) {
      const opening = put({ kind: 'open', name, attributes, source: '[' });
      const closing = put({ kind: 'close', name, attributes, source: `]${written}` });
      out = out.slice(0, at) + opening + inner + closing;
    } else {
      const bare = open.length === 0 && paragraph[index + 1] !== '(' ? readCite(inner) : undefined;
      if (!bare) continue;
      out = out.slice(0, at) + put({ kind: 'citation', items: bare, attributes: null, source: `[${inner}]` });
      continue;
    }
    index = attributes.end - 1;
  }
  return out;
}

const SCRIPTS = /(?<!\\)([~^])((?:\\.|(?!\1)[^\\\s])+)\1/g;

/** `H~2~O` and `x^2^`. Two tildes strike through and are not these. */
function takeScripts(paragraph: string, put: (token: Token) => string): string {
  return paragraph.replace(SCRIPTS, (whole, mark: string, inner: string, at: number) => {
    if (mark === '~' && (paragraph[at - 1] === '~' || paragraph[at + whole.length] === '~')) return whole;
    const name = mark === '~' ? 'sub' : 'sup';
    const opening = put({ kind: 'open', name, attributes: NONE, source: mark });
    const closing = put({ kind: 'close', name, attributes: NONE, source: mark });
    return opening + inner.replace(/\\ /g, ' ') + closing;
  });
}
