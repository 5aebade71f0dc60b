/**
 * The citation styles: those that ship with the app, and those that a desk has put into its library's `styles` folder.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type CitationPrinter, createCitationPrinter } from '#core/citation/printer.ts';
import { isNotes, styleTitleOf } from '#core/citation/styles.ts';
import { Failure } from '#core/model/failure.ts';
import { slugOf } from '#core/model/primitives.ts';
import { codeOf, writeDurably } from '../library/durable-write.ts';

export type CitationStyle = { id: string; title: string; xml: string; localeXml: string };
/** `isOwn`: of the library, not of the app. `isNotes`: its citations are footnotes. */
export type StyleName = { id: string; title: string; isOwn: boolean; isNotes: boolean };

/** Gives styles by id, and a printer for each with a locale. */
export type StyleShelf = {
  list(): Promise<StyleName[]>;
  /** The ids of the locales that there are. */
  locales(): Promise<string[]>;
  /** Throws `Failure` NotFound, naming the styles there are. */
  get(id: string, localeId?: string): Promise<CitationStyle>;
  printer(id: string, localeId?: string): Promise<CitationPrinter>;
  /** Keeps a style with the library, in the place of one of the same name. Throws `Failure` Invalid, ReadOnly. */
  add(fileName: string, xml: string): Promise<{ id: string; title: string }>;
};

export type StyleFolders = {
  /** `<id>.csl` and `locales-<id>.xml` that ship with the app. */
  app: string;
  /** The library's own; a style there stands before the app's of the same id. */
  library: string;
  /** Why nothing can be written now; undefined where it can. */
  refusal: () => Failure | undefined;
};

const DEFAULT_LOCALE = 'en-US';
const STYLE_FILE = /^([\w-]{1,100})\.csl$/;
const LOCALE_FILE = /^locales-([a-z]{2}-[A-Z]{2})\.xml$/;

export function openStyleShelf({ app, library, refusal }: StyleFolders): StyleShelf {
  const locales = new Map<string, Promise<string>>();
  const printers = new Map<string, CitationPrinter>();
  let shipped: Promise<Map<string, string>> | undefined;
  /** Read anew when asked for a list: the desk may put a file there by hand. */
  let own: Promise<Map<string, string>> | undefined;

  async function load(folder: string): Promise<Map<string, string>> {
    const names = await namesIn(folder);
    const styles = names.map((name) => STYLE_FILE.exec(name)?.[1]).filter((id) => id !== undefined);
    const read = styles.sort().map(async (id) => [id, await readFile(path.join(folder, `${id}.csl`), 'utf8')] as const);
    return new Map(await Promise.all(read));
  }

  async function all(): Promise<Map<string, string>> {
    shipped ??= load(app);
    own ??= load(library);
    return new Map([...(await shipped), ...(await own)]);
  }

  async function localeIds(): Promise<string[]> {
    return (await namesIn(app))
      .map((name) => LOCALE_FILE.exec(name)?.[1])
      .filter((id) => id !== undefined)
      .sort();
  }

  async function localeXml(localeId: string): Promise<string> {
    const ids = await localeIds();
    const id = ids.includes(localeId) ? localeId : DEFAULT_LOCALE;
    const kept = locales.get(id) ?? readFile(path.join(app, `locales-${id}.xml`), 'utf8');
    locales.set(id, kept);
    return kept;
  }

  async function get(id: string, localeId = DEFAULT_LOCALE): Promise<CitationStyle> {
    const styles = await all();
    const xml = styles.get(id);
    if (xml !== undefined) return { id, title: styleTitleOf(xml) ?? id, xml, localeXml: await localeXml(localeId) };
    throw new Failure('NotFound', `There is no citation style “${id}”; there are: ${[...styles.keys()].join(', ')}.`);
  }

  return {
    list: async () => {
      own = undefined;
      const ownIds = new Set((await all(), (await own) ?? new Map()).keys());
      return Array.from(await all(), ([id, xml]) => ({
        id,
        title: styleTitleOf(xml) ?? id,
        isOwn: ownIds.has(id),
        isNotes: isNotes(xml),
      }));
    },
    locales: localeIds,
    get,
    printer: async (id, localeId = DEFAULT_LOCALE) => {
      const style = await get(id, localeId);
      const key = `${id} ${localeId} ${style.xml.length}`;
      const kept = printers.get(key);
      if (kept) return kept;
      const printer = createCitationPrinter(style, localeId);
      printers.set(key, printer);
      return printer;
    },
    add: async (fileName, xml) => {
      const failure = refusal();
      if (failure) throw failure;
      // Throws where it is no style.
      createCitationPrinter({ id: 'new', xml, localeXml: await localeXml(DEFAULT_LOCALE) });
      const id =
        slugOf(fileName.replace(/\.csl$/i, ''))
          .replace(/[^\w-]/g, '')
          .slice(0, 80) || 'style';
      await writeDurably(path.join(library, `${id}.csl`), xml);
      own = undefined;
      printers.clear();
      return { id, title: styleTitleOf(xml) ?? id };
    },
  };
}

/** The names in a folder; none where there is no folder. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
