/**
 * Pages without blank lines, in which every line is a block of its own, as Markdown.
 */

type Kind = 'list' | 'quote' | 'table' | 'inside' | 'block';

/** Puts a blank line between blocks; the lines of one list, quote, table or code block stay together. */
export function spaceOut(text: string): string {
  const out: string[] = [];
  let fence: string | undefined;
  let before: Kind | undefined;
  for (const line of text.split('\n')) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    let kind: Kind;
    if (fence) {
      kind = 'inside';
      if (mark?.startsWith(fence) && line.trim() === mark) fence = undefined;
    } else if (mark) {
      kind = 'block';
      fence = mark;
    } else kind = kindOf(line, before);
    const goesOn = kind === 'inside' || (kind !== 'block' && kind === before);
    if (before && !goesOn) out.push('');
    out.push(line);
    // What stands inside of a block leaves its kind as it was.
    if (kind !== 'inside' || !before) before = kind === 'inside' ? 'block' : kind;
  }
  return out.join('\n');
}

function kindOf(line: string, before: Kind | undefined): Kind {
  if (/^\s*(?:[-*+]|\d{1,9}[.)])\s+\S/.test(line) && !/^\s*(?:[-*_]\s*){3,}$/.test(line)) return 'list';
  if (/^\s*>/.test(line)) return 'quote';
  if (/^\s*\|/.test(line)) return 'table';
  if (/^\s{2,}\S/.test(line) && before === 'list') return 'inside';
  return 'block';
}
