/**
 * What an import of sources gives: the good entries, and the bad ones named.
 */
import type { CslItem } from '#core/model/source.ts';

/** An entry that could not be read, with its first line (from 1) and a sentence. */
export type ImportProblem = { line: number; message: string };
/** One entry as it is read; `line` is its first, from 1. */
export type ImportedEntry = { item: CslItem; line: number } | { problem: ImportProblem };
export type ImportedSources = { items: CslItem[]; problems: ImportProblem[] };
