/**
 * The citation styles there are: those that ship with the app, and those that a desk puts into its library's own folder,
 * where one of the same name stands before a shipped one.
 */
import { lstat, mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type CitationPrinter, createCitationPrinter } from '#core/citation/printer.ts';
import { HOUSE_STYLE_ID, isNotes, parentIdOf, styleProblem, styleTitleOf } from '#core/citation/styles.ts';
import { Failure } from '#core/model/failure.ts';
import { slugOf } from '#core/model/primitives.ts';
import { codeOf, writeDurably } from '../library/durable-write.ts';
import { readOwnFile } from '../library/own-file.ts';
import { refuseLinkedFolder } from '../library/own-folders.ts';

export type CitationStyle = { id: string; title: string; xml: string; localeXml: string; localeId: string };
/** `isOwn`: of the library, not of the app. `isNotes`: its citations are footnotes. */
export type StyleName = { id: string; title: string; isOwn: boolean; isNotes: boolean };

/** Gives styles by id, and a printer for each with a locale; a file is read again only where it has changed. */
export type StyleShelf = {
  /** The styles that can be read. */
  list(): Promise<StyleName[]>;
  /** The ids of the locales that there are, `en-US`. */
  locales(): Promise<string[]>;
  /** Throws `Failure` NotFound, naming the styles there are, or Invalid for a file that is no style. */
  get(id: string, localeId?: string): Promise<CitationStyle>;
  printer(id: string, localeId?: string): Promise<CitationPrinter>;
  /** The same as `get`; the house style where that one can't be used, and the sentence that says so. */
  usable(id: string, localeId?: string): Promise<CitationStyle & { problem: string | null }>;
  /** The library's own files that can't be used as styles, and why. */
  problems(): Promise<{ file: string; message: string }[]>;
  /** Keeps a style with the library, beside another that lies there under its name. Throws `Failure` Invalid, ReadOnly. */
  add(fileName: string, xml: string): Promise<{ id: string; title: string }>;
};

export type StyleFolders = {
  /** `<id>.csl` and `locales-<id>.xml` that ship with the app. */
  app: string;
  /** The library's own styles; the folder may be missing. */
  library: string;
  /** Why nothing can be written now; undefined where it can. */
  refusal: () => Failure | undefined;
};

/** The largest that is published is a tenth of that; in bytes. */
export const MAX_STYLE_BYTES = 2_000_000;
const DEFAULT_LOCALE = 'en-US';
const LOCALE_FILE = /^locales-([a-z]{2}-[A-Z]{2})\.xml$/;

type Readable = { stamp: string; id: string; title: string; xml: string };
type Unusable = { stamp: string; failure: Failure };
type Shelved = Readable | Unusable;

export function openStyleShelf({ app, library, refusal }: StyleFolders): StyleShelf {
  const shelved = new Map<string, Shelved>();
  const failures = new Map<string, Unusable>();
  const printers = new Map<string, CitationPrinter>();
  const localeTexts = new Map<string, Promise<string>>();

  /** The files of each id, the library's own before the app's. */
  async function files(): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    for (const folder of [library, app]) {
      for (const name of await namesIn(folder)) {
        const id = name.slice(0, -'.csl'.length);
        if (name.endsWith('.csl')) found.set(id, [...(found.get(id) ?? []), path.join(folder, name)]);
      }
    }
    return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The first of an id's files that can be used, or why none can. */
  async function firstOf(
    id: string,
    candidates: readonly string[],
    check: (one: Readable) => Promise<Shelved>,
  ): Promise<(Readable & { file: string }) | Unusable | undefined> {
    let failure: Unusable | undefined;
    for (const file of candidates) {
      const one = await read(id, file);
      const checked = 'failure' in one ? one : await check(one);
      if (!('failure' in checked)) return { ...checked, file };
      failure ??= checked;
    }
    return failure;
  }

  /** Builds a style once for a locale: that it begins like one doesn't say that citeproc can print with it. */
  async function built(style: Readable, localeId = DEFAULT_LOCALE): Promise<Shelved> {
    const key = `${localeId} ${style.stamp}`;
    const unusable = failures.get(key);
    if (unusable) return unusable;
    if (printers.has(key)) return style;
    try {
      const { id, xml } = style;
      printers.set(key, createCitationPrinter({ id, xml, localeXml: await localeXml(localeId) }, localeId));
      return style;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const failure = new Failure(error.kind, `${style.id}.csl: ${error.message}`, {}, { cause: error });
      console.error(`galley: ${failure.message}`);
      failures.set(key, { stamp: style.stamp, failure });
      return { stamp: style.stamp, failure };
    }
  }

  async function localeIds(): Promise<string[]> {
    const ids = (await namesIn(app)).map((name) => LOCALE_FILE.exec(name)?.[1]);
    return ids.filter((id) => id !== undefined).sort();
  }

  /** A locale's terms; those of American English for one that there isn't. */
  async function localeXml(localeId: string): Promise<string> {
    const id = (await localeIds()).includes(localeId) ? localeId : DEFAULT_LOCALE;
    const text = localeTexts.get(id) ?? readFile(path.join(app, `locales-${id}.xml`), 'utf8');
    localeTexts.set(id, text);
    return text;
  }

  async function read(id: string, file: string): Promise<Shelved> {
    const stats = await lstat(file);
    const stamp = `${file}:${stats.mtimeMs}:${stats.size}`;
    const known = shelved.get(file);
    if (known?.stamp === stamp) return known;
    const fresh = await shelvedFrom(id, file, stamp, stats.size);
    if ('failure' in fresh) console.error(`galley: ${fresh.failure.message}`);
    shelved.set(file, fresh);
    return fresh;
  }

  async function shelvedFrom(id: string, file: string, stamp: string, sizeBytes: number): Promise<Shelved> {
    try {
      return shelve(id, file, stamp, sizeBytes > MAX_STYLE_BYTES ? '' : await xmlOf(file));
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) throw error;
      const sentence = `${path.basename(file)}: It can’t be read (${code}).`;
      return { stamp, failure: new Failure('Unreadable', sentence, {}, { cause: error }) };
    }
  }

  /** Those that ship may lie in the app's archive; the library's own are anybody's, and a link or a pipe is no style. */
  async function xmlOf(file: string): Promise<string> {
    if (path.dirname(file) === app) return readFile(file, 'utf8');
    try {
      return (await readOwnFile(file)).bytes.toString('utf8');
    } catch (error) {
      if (error instanceof Failure) return '';
      throw error;
    }
  }

  /** The id, or with a number where the library has another style under it; a file that is there already is that one again. */
  async function freeId(wanted: string, xml: string): Promise<string> {
    const taken = new Set((await namesIn(library)).map((name) => name.toLowerCase()));
    for (let count = 1; ; count += 1) {
      const id = count === 1 ? wanted : `${wanted}-${count}`;
      const name = `${id}.csl`;
      if (!taken.has(name.toLowerCase()) || (await xmlOf(path.join(library, name)).catch(() => '')) === xml) return id;
    }
  }

  async function find(id: string, localeId?: string): Promise<Readable> {
    const known = await files();
    const found = await firstOf(id, known.get(id) ?? [], (one) => built(one, localeId));
    if (!found) {
      const ids = [...known.keys()].join(', ');
      throw new Failure('NotFound', `There is no citation style “${id}”; there are: ${ids}.`);
    }
    if ('failure' in found) throw found.failure;
    return found;
  }

  async function get(id: string, localeId = DEFAULT_LOCALE): Promise<CitationStyle> {
    const { title, xml } = await find(id);
    return { id, title, xml, localeXml: await localeXml(localeId), localeId };
  }

  return {
    list: async () => {
      const known = await files();
      const all = await Promise.all(Array.from(known, ([id, of]) => firstOf(id, of, async (one) => one)));
      const styles = all.flatMap((one) =>
        !one || 'failure' in one
          ? []
          : [{ id: one.id, title: one.title, isOwn: path.dirname(one.file) === library, isNotes: isNotes(one.xml) }],
      );
      // Two of one title are told apart by their files' names.
      const titled = Map.groupBy(styles, ({ title }) => title);
      return styles.map((style) =>
        (titled.get(style.title)?.length ?? 0) > 1 ? { ...style, title: `${style.title} (${style.id})` } : style,
      );
    },
    problems: async () => {
      const own = (await namesIn(library)).filter((name) => name.endsWith('.csl')).sort();
      const checked = await Promise.all(
        own.map(async (name) => {
          const one = await read(name.slice(0, -'.csl'.length), path.join(library, name));
          return { file: name, one: 'failure' in one ? one : await built(one) };
        }),
      );
      return checked.flatMap(({ file, one }) =>
        'failure' in one ? [{ file, message: one.failure.message.slice(`${file}: `.length) }] : [],
      );
    },
    usable: async (id, localeId) => {
      try {
        return { ...(await get(id, localeId)), problem: null };
      } catch (error) {
        if (!(error instanceof Failure) || id === HOUSE_STYLE_ID) throw error;
        const house = await get(HOUSE_STYLE_ID, localeId);
        return {
          ...house,
          problem: `${error.message} Citations are printed in “${house.title}” until it can be used.`,
        };
      }
    },
    locales: localeIds,
    get,
    printer: async (id, localeId = DEFAULT_LOCALE) => {
      const { stamp } = await find(id, localeId);
      const printer = printers.get(`${localeId} ${stamp}`);
      if (!printer) throw new Error('A style that was found has been built.');
      return printer;
    },
    add: async (fileName, xml) => {
      const failure = refusal();
      if (failure) throw failure;
      const parent = parentIdOf(xml);
      if (parent !== undefined && (await files()).has(parent)) {
        throw new Failure(
          'Invalid',
          `This citation style only names another one, “${parent}”, which is here: choose that.`,
        );
      }
      // Throws where it is no style.
      createCitationPrinter({ id: 'new', xml, localeXml: await localeXml(DEFAULT_LOCALE) });
      const name = slugOf(fileName.replace(/\.csl$/i, '')).replace(/[^\w-]/g, '');
      await refuseLinkedFolder(library);
      await mkdir(library, { recursive: true, mode: 0o700 });
      const id = await freeId(name.slice(0, 80) || 'style', xml);
      await writeDurably(path.join(library, `${id}.csl`), xml);
      return { id, title: styleTitleOf(xml) ?? id };
    },
  };
}

/** The style of a file, or why it is none, as far as its beginning tells: to build each would take long. */
function shelve(id: string, file: string, stamp: string, xml: string): Shelved {
  const problem = styleProblem(xml);
  if (problem) return { stamp, failure: new Failure('Invalid', `${path.basename(file)}: ${problem}`) };
  return { stamp, id, title: styleTitleOf(xml) ?? id, xml };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
