/**
 * citeproc prints every item once more as it takes it in, to find those that look alike and to see how many of its names a citation
 * shows. A style that tells no such items apart, and whose citation shows no names, has no use for that, and it takes a quarter of
 * the time of printing a list.
 */
import CSL, { type CiteprocItem, type Engine } from 'citeproc';

const printForComparison = CSL.getAmbiguousCite;
/** Of the engines that are spared, whether a citation of an item may show names. */
const spared = new WeakMap<Engine, (item: CiteprocItem) => boolean>();

/** An item that is taken in comes alone; other calls ask for words that are printed. Of what nobody compares the id is as good. */
CSL.getAmbiguousCite = function (item, ...rest) {
  const showsNames = spared.get(this);
  const isSpared = rest.length === 0 && showsNames !== undefined && !showsNames(item);
  return isSpared ? String(item.id) : printForComparison.call(this, item, ...rest);
};

/** Spares an engine the comparison where its style has no use for it. `showsNames` says it of a style that shows some items' names. */
export function spareComparison(
  engine: Engine,
  styleXml: string,
  showsNames: ((item: CiteprocItem) => boolean) | undefined,
): void {
  // Every attribute by which a style tells items apart begins with this word (CSL 1.0.2, disambiguation).
  if (styleXml.includes('disambiguate')) return;
  if (showsNames) spared.set(engine, showsNames);
  else if (!hasNamesInCitation(styleXml)) spared.set(engine, () => false);
}

/** True where the citation of a style, or a macro that it calls, has names in it; also where that can't be told. */
function hasNamesInCitation(styleXml: string): boolean {
  const xml = styleXml.replace(/<!--.*?-->/gs, '');
  const macros = new Map<string, string>();
  for (const [, name = '', body = ''] of xml.matchAll(/<macro\s+name\s*=\s*["']([^"']*)["'][^>]*>(.*?)<\/macro>/gs))
    macros.set(name, body);
  const seen = new Set<string>();
  const hasNames = (part: string | undefined): boolean => {
    if (part === undefined || /<names\b/.test(part)) return true;
    const called = Array.from(part.matchAll(/\smacro\s*=\s*["']([^"']*)["']/g), ([, name = '']) => name);
    return called.some((name) => !seen.has(name) && hasNames(seen.add(name) && macros.get(name)));
  };
  return hasNames(/<citation\b.*<\/citation>/s.exec(xml)?.[0]);
}
