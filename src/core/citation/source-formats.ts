/**
 * The formats that sources are exchanged in.
 */
export const SOURCE_FORMATS = ['bibtex', 'ris', 'csl-json'] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];
