/**
 * What of an edition its style prints: the citations and the source list, in one go and apart from the text around them.
 */
import type { CitationPrinter, PrintedCitation, PrintedEntry } from '#core/citation/printer.ts';
import type { MdastCitation } from '#core/document/markdown/extension.ts';
import type { Citation } from '#core/model/citation.ts';
import type { ListedSource } from '#core/model/source.ts';

export type Printing = {
  /** The citations of the edition in its order, which counts for styles that number. */
  citations: readonly Citation[];
  /** The sources of the list, in the order of their first mention. */
  sourceIds: readonly string[];
  /** True where the source list will stand in another order than the style's. */
  isReordered: boolean;
};

/** `alone` holds what each source of a citation prints by itself, citation by citation. */
export type Printed = {
  citations: readonly (PrintedCitation & { alone: readonly string[] })[];
  sources: readonly PrintedEntry[];
};

export function print(
  { citations, sourceIds, isReordered }: Printing,
  printer: CitationPrinter,
  sources: ReadonlyMap<string, ListedSource>,
): Printed {
  // Each source of a citation alone too, in the same breath: numbers and years are then given as in the citations. One that
  // is alone already is not printed twice.
  const several = citations.filter(({ items }) => items.length > 1);
  const alone = several.flatMap((citation) => citation.items.map((item) => ({ ...citation, items: [item] })));
  const printed = printer.printCitations([...citations, ...alone], sources);
  let next = citations.length;
  return {
    citations: citations.map(({ items }, index) => {
      const { text, html } = printed[index] ?? { text: '', html: '' };
      if (items.length === 1) return { text, html, alone: [text] };
      const end = next + items.length;
      const each = printed.slice(next, end).map((one) => one.text);
      next = end;
      return { text, html, alone: each };
    }),
    sources: printer.printSourceList(sourceIds, sources, { isReordered }),
  };
}

/** Gives the citations of an edition what was printed of them; false, and nothing is given, where it is of others. */
export function dress(nodes: readonly MdastCitation[], { citations }: Printing, printed: Printed): boolean {
  if (nodes.length !== citations.length || nodes.some((node, index) => node.citation.id !== citations[index]?.id))
    return false;
  nodes.forEach((node, index) => {
    const one = printed.citations[index];
    if (one) node.printed = one;
  });
  return true;
}
