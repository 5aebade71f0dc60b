/**
 * citeproc prints every item once more as it takes it in, to find those that look alike. A style that doesn't tell such items apart
 * has no use for that, and it takes a quarter of the time of printing a list.
 */
import CSL, { type Engine } from 'citeproc';

const printForComparison = CSL.getAmbiguousCite;
const engines = new WeakSet<Engine>();

/** An item that is taken in comes alone; other calls ask for words that are printed. Of what nobody compares the id is as good. */
CSL.getAmbiguousCite = function (item, ...rest) {
  return rest.length === 0 && engines.has(this) ? String(item.id) : printForComparison.call(this, item, ...rest);
};

/** Spares an engine the comparison where its style has nothing to say of items that look alike. Prints the same either way. */
export function spareComparison(engine: Engine, styleXml: string): void {
  // Every attribute by which a style tells items apart begins with this word (CSL 1.0.2, disambiguation).
  if (!styleXml.includes('disambiguate')) engines.add(engine);
}
