/**
 * Names as an editor types them: `van der Berg, Jan, Jr.` is a person, a name without a comma an organisation.
 */
import { partOf } from '#core/citation/variables.ts';
import type { CslName } from '#core/model/source.ts';

/** The name of typed text; `isOrganisation` says what it is where that is known already. */
export function nameFrom(text: string, isOrganisation = !text.includes(',')): CslName {
  const typed = text.trim().replace(/\s+/g, ' ');
  if (isOrganisation) return { literal: typed };
  const [last = '', given, suffix] = typed.split(/,\s*/);
  // Small words before the family name are its particle, as in "van der Berg".
  const [, particle, family] = /^((?:\p{Ll}[\p{L}’']*\s+)+)(\S.*)$/u.exec(last) ?? [];
  return {
    family: family ?? last,
    ...(given && { given }),
    ...(particle && { 'non-dropping-particle': particle.trim() }),
    ...(suffix && { suffix }),
  };
}

/** A name as it is typed. */
export function nameToEdit(name: CslName): string {
  if (name.literal !== undefined) return name.literal;
  const last = [partOf(name, 'dropping-particle'), partOf(name, 'non-dropping-particle'), name.family]
    .filter(Boolean)
    .join(' ');
  return [last, name.given, partOf(name, 'suffix')].filter(Boolean).join(', ');
}

/** An organisation as a person, whose last word is the family name, or a person as an organisation. */
export function turnedName(name: CslName): CslName {
  if (name.literal === undefined) {
    const { family, given, suffix, ...rest } = name;
    const particles = [partOf(rest, 'dropping-particle'), partOf(rest, 'non-dropping-particle')];
    return { literal: [given, ...particles, family, suffix].filter(Boolean).join(' ') };
  }
  if (name.literal.includes(',')) return nameFrom(name.literal, false);
  const words = name.literal.split(' ');
  const family = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const particles = before.slice(before.findLastIndex((word) => !/^\p{Ll}/u.test(word)) + 1);
  const given = before.slice(0, before.length - particles.length).join(' ');
  return {
    family,
    ...(given && { given }),
    ...(particles.length > 0 && { 'non-dropping-particle': particles.join(' ') }),
  };
}
