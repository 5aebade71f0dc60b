/**
 * What the workbench and its printing thread say to each other.
 */
import type { ListedSource } from '#core/model/source.ts';
import type { Printed, Printing } from '#core/publish/printing.ts';
import type { CitationStyle } from '../style-shelf.ts';

/** `keepsCompiled`: Node keeps what it has compiled of the program, as the command line has it do. */
export type PrintingOptions = { keepsCompiled: boolean };

export type ToPrinter =
  /** The style of what is to come: to build it takes as long as to print a story. */
  | { type: 'style'; style: CitationStyle }
  | { type: 'print'; printing: Printing; sources: ReadonlyMap<string, ListedSource> };

export type FromPrinter = Printed;
