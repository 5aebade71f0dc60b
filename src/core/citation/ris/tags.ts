/**
 * The tags of RIS and the variables of CSL that they say. The first tag of each is the one that we write; all are read.
 */
import type { NameVariable, TextVariable } from '../variables.ts';

/** A line that begins a value: its tag, and what of the value stands on it. */
export const TAG_LINE = /^([A-Z][A-Z0-9]) {1,2}- ?(.*)$/;

/** Text, in the order in which it is written. */
export const TEXT_TAGS: readonly { variable: TextVariable; tags: readonly string[] }[] = [
  { variable: 'title', tags: ['TI', 'T1', 'CT'] },
  { variable: 'title-short', tags: ['ST'] },
  { variable: 'container-title', tags: ['T2', 'JO', 'JF', 'BT'] },
  { variable: 'container-title-short', tags: ['J2', 'JA'] },
  { variable: 'collection-title', tags: ['T3'] },
  { variable: 'publisher', tags: ['PB'] },
  { variable: 'publisher-place', tags: ['CY', 'PP'] },
  { variable: 'volume', tags: ['VL'] },
  { variable: 'issue', tags: ['IS'] },
  { variable: 'number', tags: ['M1', 'C7'] },
  { variable: 'number-of-volumes', tags: ['NV'] },
  { variable: 'section', tags: ['SE'] },
  { variable: 'edition', tags: ['ET'] },
  { variable: 'abstract', tags: ['AB', 'N2'] },
  { variable: 'language', tags: ['LA'] },
  { variable: 'DOI', tags: ['DO'] },
  { variable: 'URL', tags: ['UR', 'L2'] },
  { variable: 'call-number', tags: ['CN'] },
  { variable: 'archive', tags: ['DB'] },
  { variable: 'archive_location', tags: ['AN'] },
  { variable: 'original-title', tags: ['OP'] },
  { variable: 'reviewed-title', tags: ['RI'] },
  { variable: 'note', tags: ['N1'] },
  { variable: 'annote', tags: ['RN'] },
];

export const NAME_TAGS: readonly { variable: NameVariable; tags: readonly string[] }[] = [
  { variable: 'author', tags: ['AU', 'A1'] },
  { variable: 'editor', tags: ['ED', 'A2'] },
  { variable: 'collection-editor', tags: ['A3'] },
  { variable: 'translator', tags: ['A4', 'TA'] },
];
