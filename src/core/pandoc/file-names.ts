/**
 * File names in a metadata block. Pandoc reads them as Markdown with its smart typography first, then as addresses, in which `#`
 * begins a fragment and `%20` is a space (Pandoc User's Guide, `metadata blocks`, `smart`). An everyday name stays as it is.
 */

/** What would be syntax, a curly quote, a dash, an ellipsis or, behind an abbreviation, a no-break space. */
const SYNTAX = new RegExp(
  [
    /[\\`*{}[\]<>$^~@|"'&!]/u,
    // Behind a letter or digit an underline is one, and before a space.
    /(?<![\p{L}\p{N}])_(?=\S)/u,
    /(?<=-)-|-(?=-)/u,
    /\.(?=[. ])|(?<=\.)\./u,
    // What begins a list, a line block, a definition or a title at the beginning.
    /^[-+:%(=]|(?<=^\(?[\p{L}\p{N}]{1,9})\)/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);

/** A file's name as it stands in a metadata block. */
export function printFileName(name: string): string {
  return name
    .replace(/%(?=[\da-f]{2})/gi, '%25')
    .replace(/#/g, '%23')
    .replace(/\?/g, '%3F')
    .replace(SYNTAX, '\\$&');
}

/** The name of the file that a metadata block names. */
export function readFileName(text: string): string {
  return text
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/%(23|25|3F)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
