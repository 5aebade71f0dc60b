/**
 * Prints citations and source lists in a CSL style, with citeproc-js.
 */
import CSL from 'citeproc';
import type { Citation, CitationItem, LocatorLabel } from '#core/model/citation.ts';
import { Failure } from '#core/model/failure.ts';
import type { CslItem, ListedSource } from '#core/model/source.ts';
import { safeCitationHtml } from './safe-html.ts';
import { HOUSE_STYLE_ID, isNumeric, styleProblem } from './styles.ts';
import { standsApart } from './suffix.ts';

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
  /** The short term before a locator in the printer's language, `p.` or `S.`; empty for a label that has none, as a time has. */
  locatorTerm(label: LocatorLabel, isSeveral: boolean): string;
  /** Prints the citations of one document, in its order: numeric styles number in that order. Same length, same order. */
  printCitations(citations: readonly Citation[], sources: ReadonlyMap<string, ListedSource>): PrintedCitation[];
  /** Prints a citation as the only one of its document. What it takes doesn't grow with what was printed before. */
  printAlone(citation: Citation, sources: ReadonlyMap<string, ListedSource>): PrintedCitation;
  /**
   * Prints the list of the sources given, in the style's order. Sources that are not there are left out. One that is put into
   * another order, `isReordered`, has every author in full: a dash in the place of the one before would name somebody else.
   */
  printSourceList(
    sourceIds: readonly string[],
    sources: ReadonlyMap<string, ListedSource>,
    options?: { isReordered?: boolean },
  ): PrintedEntry[];
};

/** What a style says of an author who is also that of the entry before (CSL 1.0.2, bibliography-specific options). */
const DASHES = /\ssubsequent-author-substitute(?:-rule)?\s*=\s*(?:"[^"]*"|'[^']*')/g;
const UNKNOWN_SOURCE: CslItem = { type: 'document', title: 'Unknown source' };
const DATE_FIELDS = ['issued', 'accessed', 'original-date', 'event-date'] as const;
/** How many printed citations are remembered; a long story has a few hundred. */
const MAX_REMEMBERED = 20_000;

/**
 * Builds a printer for the style's locale or another, `en-US`. Throws `Failure` Invalid where `xml` is not a CSL style that
 * citeproc can read. What the style fails at, or says nothing of, is printed by its title.
 */
export function createCitationPrinter(
  style: { id: string; xml: string; localeXml: string; localeId?: string },
  localeId = style.localeId ?? 'en-US',
): CitationPrinter {
  const items = new Map<string, Record<string, unknown>>();
  const engine = createEngine(style, localeId, items);
  engine.setOutputFormat('html');
  const isHouseStyle = style.id === HOUSE_STYLE_ID;
  const numbered = isNumeric(style.xml);
  const hasDashes = style.xml.search(DASHES) >= 0;
  /** The same style with every author in full. */
  let inFull: CitationPrinter | undefined;
  const remembered = new Map<string, PrintedCitation>();
  /** Of what source each item was made, so that one is made anew only of what changed. */
  const made = new Map<string, ListedSource | undefined>();

  const writtenDateOf = (item: CitationItem) => (isHouseStyle ? item.dateAsWritten : undefined);

  /** The id under which citeproc knows what an item cites. */
  function idOf(item: CitationItem): string {
    const asWritten = writtenDateOf(item);
    return asWritten === undefined ? item.sourceId : `${item.sourceId}@${asWritten}`;
  }

  /** Makes what citeproc looks up for an item; true where that is another than before. */
  function offer(item: CitationItem, sources: ReadonlyMap<string, ListedSource>): boolean {
    const source = sources.get(item.sourceId);
    const asWritten = writtenDateOf(item);
    const id = idOf(item);
    if (items.has(id) && made.get(id) === source) return false;
    made.set(id, source);
    const csl = {
      ...withEvenRanges(withNumbersAsText(source?.csl ?? UNKNOWN_SOURCE)),
      ...(asWritten !== undefined && { issued: { literal: asWritten } }),
    };
    items.set(id, { ...(isHouseStyle ? hideQuotes(csl) : csl), id });
    return true;
  }

  /** The ids of what the document cites whose citations are being printed. */
  let cited = new Set<string>();
  /** A document ends with its source list. */
  let isAtEnd = false;

  /** What citeproc tells apart depends on what else there is: each document is printed by itself, and the same one faster. */
  function beginUnlessSame(ids: readonly string[]): void {
    const isSame = !isAtEnd || (new Set(ids).size === cited.size && ids.every((id) => cited.has(id)));
    isAtEnd = false;
    if (isSame) return;
    cited = new Set();
    made.clear();
    items.clear();
    remembered.clear();
  }

  /** The items that citeproc sorts and numbers, in the order in which it was told of them, and of what source each was made. */
  let told: ReadonlyMap<string, ListedSource | undefined> | undefined = new Map();

  /** Tells citeproc of which items there are, where it doesn't know that already: it takes as long as printing them. */
  function register(ids: readonly string[]): void {
    const before = told;
    const isStale = !before || ids.some((id) => before.has(id) && before.get(id) !== made.get(id));
    if (!isStale && ids.length === before.size && ids.join('\n') === [...before.keys()].join('\n')) return;
    // Where it throws, nobody knows what it has taken in.
    told = undefined;
    // It looks an item up once, and again only after that was taken from it.
    if (isStale) engine.updateItems([]);
    engine.updateItems([...ids]);
    told = new Map(ids.map((id) => [id, made.get(id)]));
  }

  function print(citation: Citation, ids: readonly string[]): PrintedCitation {
    const cites = citation.items.map(({ locator, label, prefix, suffix }, index) => ({
      id: ids[index] ?? '',
      ...(locator && { locator, label: label ?? 'page' }),
      ...(prefix && { prefix: numbered ? hideSpaces(prefix) : prefix }),
      // citeproc puts a space before letters only: of “2025” and “12 times” it would make one number.
      ...(suffix && { suffix: standsApart(suffix) ? ` ${suffix}` : suffix }),
    }));
    const cluster = attempt(() => engine.makeCitationCluster(cites));
    const html = safeCitationHtml(showSpaces(showQuotes(saidOf(cluster) ?? `(${ids.map(titleOf).join('; ')})`)));
    return { text: textOf(html), html };
  }

  function printCitations(
    citations: readonly Citation[],
    sources: ReadonlyMap<string, ListedSource>,
  ): PrintedCitation[] {
    const ids = citations.map((citation) => citation.items.map(idOf));
    beginUnlessSame(ids.flat());
    const offered = citations.flatMap((citation) => citation.items.map((item) => offer(item, sources)));
    for (const id of ids.flat()) cited.add(id);
    if (offered.includes(true) || numbered || remembered.size > MAX_REMEMBERED) remembered.clear();
    let isRegistered = false;
    return citations.map((citation, index) => {
      const key = JSON.stringify(citation.items);
      let printed = remembered.get(key);
      if (!printed) {
        if (!isRegistered) attempt(() => register([...(numbered ? new Set(ids.flat()) : cited)]));
        isRegistered = true;
        printed = print(citation, ids[index] ?? []);
        remembered.set(key, printed);
      }
      return printed;
    });
  }

  /** The source list that was printed last: an option that changes elsewhere leaves it as it was. */
  let listed: { of: readonly (readonly [id: string, ListedSource | undefined])[]; entries: PrintedEntry[] } | undefined;

  const titleOf = (id: string) => escaped(String(items.get(id)?.title ?? UNKNOWN_SOURCE.title));

  return {
    isNumbered: numbered,

    locatorTerm: (label, isSeveral) => engine.getTerm(label, 'short', isSeveral ? 1 : 0) ?? label.replaceAll('-', ' '),

    printCitations,

    printAlone(citation, sources) {
      isAtEnd = true;
      const [printed] = printCitations([citation], sources);
      isAtEnd = true;
      return printed ?? { text: '', html: '' };
    },

    printSourceList(sourceIds, sources, { isReordered = false } = {}) {
      if (isReordered && hasDashes) {
        inFull ??= createCitationPrinter({ ...style, xml: style.xml.replace(DASHES, '') }, localeId);
        return inFull.printSourceList(sourceIds, sources);
      }
      const of = sourceIds.filter((id) => sources.has(id)).map((id) => [id, sources.get(id)] as const);
      isAtEnd = true;
      if (!listed || !isSameList(listed.of, of))
        listed = {
          of,
          entries: printList(
            of.map(([id]) => id),
            sources,
          ),
        };
      return [...listed.entries];
    },
  };

  function printList(known: readonly string[], sources: ReadonlyMap<string, ListedSource>): PrintedEntry[] {
    if (known.length === 0) return [];
    for (const sourceId of known) offer({ sourceId }, sources);
    const list = (ids: readonly string[]) =>
      attempt(() => {
        register([...new Set(ids)]);
        return engine.makeBibliography();
      });
    // Where one fails, the others are printed without it.
    const bibliography = list(known) ?? list(known.filter((id) => list([id]) !== undefined));
    if (!bibliography) return plainList(known, sources);
    const [{ entry_ids: entryIds }, entries] = bibliography;
    const printed = entries.map((entry, index) => {
      const sourceId = entryIds[index]?.[0] ?? '';
      const said = saidOf(entry);
      if (said === undefined) return plainEntry(sourceId, sources);
      const html = safeCitationHtml(showQuotes(withGapAfterNumber(said))).trim();
      return { sourceId, text: textOf(html), html };
    });
    // A source that the style prints nothing of would not be on the list.
    const isThere = new Set(printed.map(({ sourceId }) => sourceId));
    return [
      ...printed,
      ...plainList(
        known.filter((id) => !isThere.has(id)),
        sources,
      ),
    ];
  }
}

function isSameList(
  one: readonly (readonly [string, ListedSource | undefined])[],
  other: readonly (readonly [string, ListedSource | undefined])[],
): boolean {
  return (
    one.length === other.length && one.every(([id, source], at) => id === other[at]?.[0] && source === other[at][1])
  );
}

function createEngine(
  style: { xml: string; localeXml: string },
  localeId: string,
  items: ReadonlyMap<string, Record<string, unknown>>,
) {
  const problem = styleProblem(style.xml);
  if (problem) throw new Failure('Invalid', problem);
  const system = { retrieveLocale: () => style.localeXml, retrieveItem: (id: string) => items.get(id) };
  try {
    // A style made for one language prints in the one that was asked for.
    return new CSL.Engine(system, style.xml, localeId, true);
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

/** A space as a private character, beside those of the quotation marks. */
const HIDDEN_SPACE = String.fromCharCode(HIDDEN_FROM + QUOTES.length);

/** citeproc takes a prefix of several words that ends in a stop for a sentence, and begins anew behind it: `but cf. , [2]`. */
function hideSpaces(prefix: string): string {
  return prefix.replace(/(?<=\S)\s+(?=\S)/g, HIDDEN_SPACE);
}

function showSpaces(text: string): string {
  return text.replaceAll(HIDDEN_SPACE, ' ');
}

/** Styles that align the second field set the number apart by layout, which is taken out of the HTML. */
function withGapAfterNumber(entry: string): string {
  return entry.replace(/<\/div>\s*<div class="csl-right-inline">/, ' ');
}

function plainList(sourceIds: readonly string[], sources: ReadonlyMap<string, ListedSource>): PrintedEntry[] {
  return [...new Set(sourceIds)].map((sourceId) => plainEntry(sourceId, sources));
}

function plainEntry(sourceId: string, sources: ReadonlyMap<string, ListedSource>): PrintedEntry {
  const text = sources.get(sourceId)?.csl.title ?? sourceId;
  return { sourceId, text, html: escaped(text) };
}

/** What was printed; undefined where citeproc says instead that the style prints nothing of a source. */
function saidOf(printed: string | undefined): string | undefined {
  return printed?.includes('[CSL STYLE ERROR: ') ? undefined : printed;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Numbers as the texts that citeproc takes apart: it throws at a volume that is none, in styles that print it as a number. */
function withNumbersAsText(csl: CslItem): CslItem {
  const numbers = Object.entries(csl).filter(([, value]) => typeof value === 'number');
  if (numbers.length === 0) return csl;
  return { ...csl, ...Object.fromEntries(numbers.map(([name, value]) => [name, String(value)])) };
}

/** Ranges of dates whose ends are known to the same part, to the month or the day: citeproc throws at all others. */
function withEvenRanges(csl: CslItem): CslItem {
  let even = csl;
  for (const field of DATE_FIELDS) {
    const date = csl[field];
    const [from, to] = date?.['date-parts'] ?? [];
    if (!from || !to || from.length === to.length) continue;
    const parts = Math.min(from.length, to.length);
    even = { ...even, [field]: { ...date, 'date-parts': [from.slice(0, parts), to.slice(0, parts)] } };
  }
  return even;
}

/** What a style says of an item; undefined where citeproc throws at it. */
function attempt<T>(print: () => T): T | undefined {
  try {
    return print();
  } catch {
    // It throws texts and errors of every kind at what is only a fault of the style or the item.
    return undefined;
  }
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
