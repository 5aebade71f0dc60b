/**
 * Prints citations and source lists in a CSL style, with citeproc-js.
 */
import CSL from 'citeproc';
import type { Citation, CitationItem } from '#core/model/citation.ts';
import { Failure } from '#core/model/failure.ts';
import type { ListedSource } from '#core/model/source.ts';
import { safeCitationHtml } from './safe-html.ts';
import { HOUSE_STYLE_ID, isNumeric, styleProblem } from './styles.ts';

/** A citation as its style prints it: plain text, and HTML of `i b em strong sup sub span` only. */
export type PrintedCitation = { text: string; html: string };
/** An entry of the source list. */
export type PrintedEntry = PrintedCitation & { sourceId: string };

/** True for what a style prints raised, as numbers are in many journals. */
export function isRaised({ html }: PrintedCitation): boolean {
  return /^<sup>.*<\/sup>$/s.test(html);
}

export type CitationPrinter = {
  /** True where the style numbers its sources: entries of the source list then begin with their numbers. */
  isNumbered: boolean;
  /** Prints the citations of one document, in its order: numeric styles number in that order. Same length, same order. */
  printCitations(citations: readonly Citation[], sources: ReadonlyMap<string, ListedSource>): PrintedCitation[];
  /** Prints the list of the sources given, in the style's order. Sources that are not there are left out. */
  printSourceList(sourceIds: readonly string[], sources: ReadonlyMap<string, ListedSource>): PrintedEntry[];
};

const UNKNOWN_SOURCE = { type: 'document', title: 'Unknown source' };
/** How many printed citations are remembered; a long story has a few hundred. */
const MAX_REMEMBERED = 20_000;

/** Builds a printer for the style's locale or another, `en-US`. Throws `Failure` Invalid where `xml` is not a CSL style that citeproc can read. */
export function createCitationPrinter(
  style: { id: string; xml: string; localeXml: string; localeId?: string },
  localeId = style.localeId ?? 'en-US',
): CitationPrinter {
  const items = new Map<string, Record<string, unknown>>();
  const engine = createEngine(style, localeId, items);
  const isHouseStyle = style.id === HOUSE_STYLE_ID;
  const numbered = isNumeric(style.xml);
  const remembered = new Map<string, PrintedCitation>();
  /** What citeproc was last told of each item, so that it is told anew only of what changed. */
  const told = new Map<string, ListedSource | undefined>();

  /** The id under which citeproc knows what an item cites. */
  function offer(item: CitationItem, sources: ReadonlyMap<string, ListedSource>): string {
    const source = sources.get(item.sourceId);
    const asWritten = isHouseStyle ? item.dateAsWritten : undefined;
    const id = asWritten === undefined ? item.sourceId : `${item.sourceId}@${asWritten}`;
    if (!items.has(id) || told.get(id) !== source) {
      told.set(id, source);
      const csl = {
        ...(source?.csl ?? UNKNOWN_SOURCE),
        ...(asWritten !== undefined && { issued: { literal: asWritten } }),
      };
      items.set(id, { ...(isHouseStyle ? hideQuotes(csl) : csl), id });
      changed = true;
    }
    return id;
  }

  let changed = false;

  function print(citation: Citation, ids: readonly string[]): PrintedCitation {
    const cites = citation.items.map(({ locator, label, prefix, suffix }, index) => ({
      id: ids[index] ?? '',
      ...(locator && { locator, label: label ?? 'page' }),
      ...(prefix && { prefix }),
      ...(suffix && { suffix }),
    }));
    engine.setOutputFormat('html');
    const html = safeCitationHtml(showQuotes(engine.makeCitationCluster(cites)));
    return { text: textOf(html), html };
  }

  return {
    isNumbered: numbered,

    printCitations(citations, sources) {
      changed = false;
      const ids = citations.map((citation) => citation.items.map((item) => offer(item, sources)));
      if (changed) remembered.clear();
      const cited = [...new Set(ids.flat())];
      if (changed || numbered) engine.updateItems(numbered ? cited : [...items.keys()]);
      if (numbered || remembered.size > MAX_REMEMBERED) remembered.clear();
      return citations.map((citation, index) => {
        const key = JSON.stringify(citation.items);
        let printed = remembered.get(key);
        if (!printed) {
          printed = print(citation, ids[index] ?? []);
          remembered.set(key, printed);
        }
        return printed;
      });
    },

    printSourceList(sourceIds, sources) {
      const known = sourceIds.filter((id) => sources.has(id));
      if (known.length === 0) return [];
      changed = false;
      for (const sourceId of known) offer({ sourceId }, sources);
      engine.setOutputFormat('html');
      engine.updateItems([...new Set(known)]);
      const bibliography = engine.makeBibliography();
      // The engine now knows these items only; the next citations tell it all again.
      told.clear();
      items.clear();
      remembered.clear();
      if (!bibliography) return plainList(known, sources);
      const [{ entry_ids: entryIds }, entries] = bibliography;
      return entries.map((entry, index) => {
        const html = safeCitationHtml(showQuotes(withGapAfterNumber(entry))).trim();
        return { sourceId: entryIds[index]?.[0] ?? '', text: textOf(html), html };
      });
    },
  };
}

function createEngine(
  style: { xml: string; localeXml: string },
  localeId: string,
  items: ReadonlyMap<string, Record<string, unknown>>,
) {
  const problem = styleProblem(style.xml);
  if (problem) throw new Failure('Invalid', problem);
  try {
    return new CSL.Engine(
      { retrieveLocale: () => style.localeXml, retrieveItem: (id) => items.get(id) },
      style.xml,
      localeId,
      // A style made for one language prints in the one that was asked for.
      true,
    );
  } catch (error) {
    throw new Failure('Invalid', 'This citation style can’t be read.', {}, { cause: error });
  }
}

/** citeproc turns quotation marks and apostrophes round; the house style prints an outlet's name as it is written. */
const QUOTES = `'"‘’“”`;
const HIDDEN_FROM = 0xe000;

/** The same item with every quotation mark of its texts as a private character that citeproc doesn't know. */
function hideQuotes<T>(value: T): T {
  const hide = (text: string) =>
    text.replace(/['"‘’“”]/g, (mark) => String.fromCharCode(HIDDEN_FROM + QUOTES.indexOf(mark)));
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
    typeof inner === 'string' ? hide(inner) : inner,
  ) as T;
}

function showQuotes(text: string): string {
  return text.replace(/[\ue000-\ue005]/g, (hidden) => QUOTES[hidden.charCodeAt(0) - HIDDEN_FROM] ?? hidden);
}

/** Styles that align the second field set the number apart by layout, which is taken out of the HTML. */
function withGapAfterNumber(entry: string): string {
  return entry.replace(/<\/div>\s*<div class="csl-right-inline">/, ' ');
}

function plainList(sourceIds: readonly string[], sources: ReadonlyMap<string, ListedSource>): PrintedEntry[] {
  return [...new Set(sourceIds)].map((sourceId) => {
    const text = sources.get(sourceId)?.csl.title ?? sourceId;
    return { sourceId, text, html: text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') };
  });
}

/** The characters that citeproc escapes in HTML. */
const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#38;': '&',
  '&#60;': '<',
  '&#62;': '>',
  '&#160;': '\u00a0',
};

function textOf(html: string): string {
  return html
    .replace(/<\/?(?:i|b|em|strong|sup|sub|span)(?: class="small-caps")?>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#38|#60|#62|#160);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();
}
