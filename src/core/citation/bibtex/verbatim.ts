/**
 * Fields that are no LaTeX, such as addresses. Many programs escape them all the same.
 */

/** What stands for one sign of an address, alone or in braces. */
const ESCAPED = [
  [/\{\\~\{\}\}|\\~\{\}|\\string~|\$\\sim\$|\\textasciitilde(?:\{\}|\s|(?![A-Za-z]))/g, '~'],
  [/\\textunderscore(?:\{\}|\s|(?![A-Za-z]))/g, '_'],
  [/\\textasciicircum(?:\{\}|\s|(?![A-Za-z]))|\\\^\{\}/g, '^'],
  [/\\([&%#_$~{}])/g, '$1'],
] as const;

/** An address as it is meant, on as many lines as it is written. */
export function plainAddress(latex: string): string {
  const text = ESCAPED.reduce((address, [escaped, sign]) => address.replace(escaped, sign), latex);
  // Braces around a single sign, and around the whole.
  return text
    .replace(/\{([^{}A-Za-z\d\s])\}/g, '$1')
    .trim()
    .replace(/^\{([^{}]*)\}$/, '$1');
}

/** The addresses that text in LaTeX names in `\url` or `\href`, or else in its words. */
export function linksIn(latex: string): string[] {
  const commands = [...latex.matchAll(/\\(?:url|href)\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}/g)];
  if (commands.length > 0) return commands.map(([, address = '']) => plainAddress(address).replace(/\s+/g, ''));
  return plainAddress(latex).match(/https?:\/\/[^\s{}]*[^\s{}.,;:)\]]/gi) ?? [];
}
