/**
 * How a citation's suffix stands beside what is cited.
 */

/** True where a space stands before a suffix: before words and what opens, not before punctuation, which closes up. */
export function standsApart(suffix: string): boolean {
  return /^[\p{L}\p{N}([“‘«&]/u.test(suffix);
}
