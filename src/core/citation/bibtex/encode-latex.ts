/**
 * Plain text into LaTeX as bibliographies hold it: accents and signs as commands, so that the file is read by every program
 * whatever encoding it expects. What LaTeX has no command for, such as Cyrillic, stays as it is.
 */
import { linesOf } from '../paragraphs.ts';
import { ACCENTS, SIGNS } from './latex-signs.ts';

const COMMAND_OF_MARK = new Map(Object.entries(ACCENTS).map(([command, mark]) => [mark, command]));
const WORD_OF_SIGN = new Map(
  Object.entries(SIGNS)
    .reverse()
    .filter(([, sign]) => sign.length === 1 && sign.charCodeAt(0) > 0x7e)
    .map(([word, sign]) => [sign, word]),
);

/** What each character of ASCII that LaTeX gives a meaning is written as, and what has a short form of its own. */
const SHORT: Readonly<Record<string, string>> = {
  '\\': '{\\textbackslash}',
  '{': '{\\textbraceleft}',
  '}': '{\\textbraceright}',
  '~': '{\\textasciitilde}',
  '^': '{\\textasciicircum}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '\u00a0': '~',
  '–': '--',
  '—': '---',
  '“': '``',
  '”': "''",
};

/** A sign that LaTeX gives a meaning, a letter with marks, or whatever is not ASCII. */
const TO_WRITE = /[\\{}~^$&#%_`'-]|[\x20-\x7e]\p{M}+|\P{ASCII}\p{M}*/gsu;

/** Returns LaTeX with balanced braces that `decodeLatex` reads as the same text. */
export function encodeLatex(text: string): string {
  const composed = text.normalize('NFC');
  let latex = '';
  let from = 0;
  for (const { 0: cluster, index } of composed.matchAll(TO_WRITE)) {
    latex += composed.slice(from, index);
    from = index + cluster.length;
    const written = encodeCluster(cluster);
    // Two signs that together would be another, such as a hyphen after a dash, are kept apart.
    const joins = /^[-`']/.test(written) && latex.endsWith(written[0] ?? '');
    latex += joins ? `{}${written}` : written;
  }
  return latex + composed.slice(from);
}

/** The same of a text with lines and paragraphs: an empty line between paragraphs, `\\\\` at the end of a line. */
export function encodeParagraphs(text: string): string {
  let latex = '';
  for (const [index, line] of linesOf(text).entries()) {
    if (index > 0) latex += line === '' || latex.endsWith('\n') ? '\n' : '\\\\\n';
    // At the start of a line an at sign begins an entry.
    latex += encodeLatex(line).replace(/^@/, '{}@');
  }
  return latex;
}

/** The same, with each word whose capitals a bibliography style could take away in braces of its own. */
export function encodeTitle(text: string): string {
  return text
    .split(/( )/)
    .map((word, index) => {
      const written = encodeLatex(word);
      const isFirst = index === 0;
      return (isFirst ? /^.+\p{Lu}/su : /\p{Lu}/u).test(word) ? `{${written}}` : written;
    })
    .join('');
}

/** A letter with its marks, or one sign. */
function encodeCluster(cluster: string): string {
  const short = Object.hasOwn(SHORT, cluster) ? SHORT[cluster] : undefined;
  if (short !== undefined) return short;
  if (/^[\x20-\x7e]$/.test(cluster)) return cluster;
  const word = WORD_OF_SIGN.get(cluster);
  if (word !== undefined) return `{\\${word}}`;
  const [base = '', ...marks] = cluster.normalize('NFD');
  if (marks.length === 0 || !/^[A-Za-z]$/.test(base)) return cluster;
  let latex = base;
  for (const mark of marks) {
    const command = COMMAND_OF_MARK.get(mark);
    if (command === undefined) return cluster;
    const letter = latex === 'i' || latex === 'j' ? `\\${latex}` : latex;
    latex = /[a-z]/i.test(command) || latex.length > 1 ? `\\${command}{${letter}}` : `\\${command}${letter}`;
  }
  return `{${latex}}`;
}
