/**
 * Names as BibTeX writes them: `van der Berg, Jr., Jan and {Meridian Wire}`.
 */
import type { CslName } from '#core/model/source.ts';
import { partOf } from '../variables.ts';
import { decodeLatex } from './decode-latex.ts';
import { encodeLatex } from './encode-latex.ts';

/** What stands last in a list that names only some, in BibTeX as in CSL, which has no sign for it: "and others". */
const OTHERS = 'others';

/** Reads a list of names; "and others" at its end is a name as it stands there. */
export function namesFromBib(latex: string): CslName[] {
  // One space is enough to tell it by: a pattern of all before it would be tried at each of them.
  return splitAtDepthZero(latex, /\sand\s+/iy)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .flatMap((name, index, all) => {
      if (name.toLowerCase() !== OTHERS) return [nameFromBib(name)];
      return index > 0 && index === all.length - 1 ? [{ literal: OTHERS }] : [];
    });
}

/** Writes a list of names. */
export function bibNames(names: readonly CslName[]): string {
  return names
    .map((name, index) => (name.literal === OTHERS && index > 0 && index === names.length - 1 ? OTHERS : bibName(name)))
    .join(' and ');
}

function nameFromBib(latex: string): CslName {
  // In braces of its own it is not to be taken apart: an organisation.
  if (isOneGroup(latex)) return { literal: decodeLatex(latex) };
  const parts = splitAtDepthZero(latex, /,\s*/y).map((part) => part.trim());
  const extended = extendedFrom(parts);
  if (extended) return extended;
  const [first = '', second = '', third = ''] = parts;
  if (parts.length === 1) return firstLast(first);
  const [given, suffix] = parts.length > 2 ? [third, second] : [second, ''];
  const words = wordsOf(first);
  // All before the last lower-case word is the particle; the family name keeps at least one word.
  const particles = words.slice(0, -1).findLastIndex(isParticle) + 1;
  return personOf(words.slice(0, particles), words.slice(particles), given, suffix);
}

const PART = /^"?\s*(family|given|prefix|suffix|useprefix)\s*=\s*(.*)$/is;

/**
 * BibLaTeX's extended names, as Better BibTeX writes them where a comma can't say it: `family=Gaulle, given=Charles, prefix=de,
 * useprefix=true`. Each part may be in quotation marks. Undefined for a name of any other kind.
 */
function extendedFrom(parts: readonly string[]): CslName | undefined {
  const named = new Map<string, string>();
  for (const part of parts) {
    const [, key, value] = PART.exec(part) ?? [];
    if (key !== undefined && value !== undefined) named.set(key.toLowerCase(), value.replace(/^"|"$/g, '').trim());
  }
  const family = named.get('family') ?? '';
  const given = named.get('given') ?? '';
  if (!family && !given) return undefined;
  if (named.size === 1 && isOneGroup(family)) return { literal: decodeLatex(family) };
  const prefix = decodeLatex(named.get('prefix') ?? '');
  const suffix = decodeLatex(named.get('suffix') ?? '');
  const particle = named.get('useprefix')?.toLowerCase() === 'false' ? 'dropping-particle' : 'non-dropping-particle';
  return {
    ...(family && { family: decodeLatex(family) }),
    ...(given && { given: decodeLatex(given) }),
    ...(prefix && { [particle]: prefix }),
    ...(suffix && { suffix }),
  };
}

/** `Jan van der Berg`: the particle is what stands in lower case between the names. */
function firstLast(latex: string): CslName {
  const words = wordsOf(latex);
  const from = words.slice(0, -1).findIndex(isParticle);
  const to = words.slice(0, -1).findLastIndex(isParticle) + 1;
  const given = from < 0 ? words.slice(0, -1) : words.slice(0, from);
  const family = from < 0 ? words.slice(-1) : words.slice(to);
  return personOf(from < 0 ? [] : words.slice(from, to), family, given.join(' '), '');
}

function personOf(particles: readonly string[], family: readonly string[], given: string, suffix: string): CslName {
  const particle = decodeLatex(particles.join(' '));
  return {
    family: decodeLatex(family.join(' ')),
    ...(given && { given: decodeLatex(given) }),
    ...(particle && { 'non-dropping-particle': particle }),
    ...(suffix && { suffix: decodeLatex(suffix) }),
  };
}

function bibName(name: CslName): string {
  if (name.literal) return `{${encodeLatex(name.literal)}}`;
  const particle = partOf(name, 'non-dropping-particle');
  const suffix = partOf(name, 'suffix');
  const given = [name.given, partOf(name, 'dropping-particle')].filter(Boolean).join(' ');
  // A family name of which a part looks like a particle is kept together.
  const family = protect(
    name.family ?? '',
    wordsOf(name.family ?? '')
      .slice(0, -1)
      .some(isParticle),
  );
  const last = particle ? `${encodeLatex(particle)} ${family}` : family;
  return [last, ...(suffix ? [protect(suffix)] : []), protect(given)].join(', ').trimEnd();
}

/** In braces where it would be taken apart otherwise. */
function protect(part: string, isNeeded = false): string {
  const latex = encodeLatex(part);
  return isNeeded || /,|\band\b/i.test(part) ? `{${latex}}` : latex;
}

function wordsOf(latex: string): string[] {
  return splitAtDepthZero(latex, /[\s~]+/y).filter(Boolean);
}

/** A word whose first letter outside of braces is in lower case. */
function isParticle(word: string): boolean {
  return !word.startsWith('{') && /^\p{Ll}/u.test(decodeLatex(word).replace(/^[^\p{L}]+/u, ''));
}

function isOneGroup(latex: string): boolean {
  if (!latex.startsWith('{') || /^\{\\[^A-Za-z]/.test(latex)) return false;
  let depth = 0;
  for (let index = 0; index < latex.length; index += 1) {
    if (latex[index] === '\\') index += 1;
    else if (latex[index] === '{') depth += 1;
    else if (latex[index] === '}') {
      depth -= 1;
      if (depth === 0) return index === latex.length - 1;
    }
  }
  return false;
}

/** Splits where `separator`, a sticky pattern, stands outside of braces. */
function splitAtDepthZero(latex: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < latex.length; index += 1) {
    const character = latex[index];
    if (character === '\\') {
      index += 1;
      continue;
    }
    if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (depth > 0) continue;
    separator.lastIndex = index;
    const found = separator.exec(latex);
    if (!found || found[0] === '') continue;
    parts.push(latex.slice(start, index));
    start = index + found[0].length;
    index = start - 1;
  }
  parts.push(latex.slice(start));
  return parts;
}
