/**
 * The citation styles there are: those that ship with the app, and those that a desk puts into its library's own folder,
 * where one of the same name stands before a shipped one.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type CitationPrinter, createCitationPrinter } from '#core/citation/printer.ts';
import { styleProblem, styleTitleOf } from '#core/citation/styles.ts';
import { Failure } from '#core/model/failure.ts';

export type CitationStyle = { id: string; title: string; xml: string; localeXml: string };

/** Gives styles by id, and a printer for each; a file is read again only where it has changed. */
export type StyleShelf = {
  /** The styles that can be read. */
  list(): Promise<{ id: string; title: string }[]>;
  /** Throws `Failure` NotFound, naming the styles there are, or Invalid for a file that is no style. */
  get(id: string): Promise<CitationStyle>;
  printer(id: string): Promise<CitationPrinter>;
};

type Shelved = { stamp: string; style: CitationStyle; problem: string | undefined; printer?: CitationPrinter };

/**
 * The styles of `folders`, a later one before an earlier: every `<id>.csl`. A folder may be missing. The locale is
 * `locales-en-US.xml` of the first one.
 */
export function openStyleShelf(folders: readonly [string, ...string[]]): StyleShelf {
  const shelved = new Map<string, Shelved>();
  let locale: Promise<string> | undefined;

  async function files(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const folder of folders) {
      for (const name of await namesIn(folder)) {
        if (name.endsWith('.csl')) found.set(name.slice(0, -'.csl'.length), path.join(folder, name));
      }
    }
    return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  async function read(id: string, file: string): Promise<Shelved> {
    const { mtimeMs, size } = await stat(file);
    const stamp = `${file}:${mtimeMs}:${size}`;
    const known = shelved.get(id);
    if (known?.stamp === stamp) return known;
    locale ??= readFile(path.join(folders[0], 'locales-en-US.xml'), 'utf8');
    const xml = await readFile(file, 'utf8');
    const style = { id, title: styleTitleOf(xml) ?? id, xml, localeXml: await locale };
    const problem = styleProblem(xml);
    if (problem) console.error(`galley: ${file}: ${problem}`);
    const fresh = { stamp, style, problem };
    shelved.set(id, fresh);
    return fresh;
  }

  async function find(id: string): Promise<Shelved> {
    const known = await files();
    const file = known.get(id);
    if (!file) {
      const ids = [...known.keys()].join(', ');
      throw new Failure('NotFound', `There is no citation style “${id}”; there are: ${ids}.`);
    }
    const found = await read(id, file);
    if (found.problem) throw new Failure('Invalid', `${path.basename(file)}: ${found.problem}`);
    return found;
  }

  /** Made once for each file: a large style takes a while. */
  async function printer(id: string): Promise<CitationPrinter> {
    const found = await find(id);
    found.printer ??= createCitationPrinter(found.style);
    return found.printer;
  }

  return {
    list: async () => {
      const all = await Promise.all(Array.from(await files(), ([id, file]) => read(id, file)));
      return all.flatMap(({ style: { id, title }, problem }) => (problem ? [] : [{ id, title }]));
    },
    get: async (id) => (await find(id)).style,
    printer,
  };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}
