/**
 * The citation styles that ship with the app, read from `data/styles`.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type CitationPrinter, createCitationPrinter } from '#core/citation/printer.ts';
import { styleTitleOf } from '#core/citation/styles.ts';
import { Failure } from '#core/model/failure.ts';

export type CitationStyle = { id: string; title: string; xml: string; localeXml: string };

/** Gives styles by id, and a printer for each; files are read once. */
export type StyleShelf = {
  list(): Promise<{ id: string; title: string }[]>;
  /** Throws `Failure` NotFound, naming the styles there are. */
  get(id: string): Promise<CitationStyle>;
  printer(id: string): Promise<CitationPrinter>;
};

/** The styles of `folder`: every `<id>.csl`, with the locale `locales-en-US.xml` beside them. */
export function openStyleShelf(folder: string): StyleShelf {
  let styles: Promise<Map<string, CitationStyle>> | undefined;
  const printers = new Map<string, CitationPrinter>();

  async function load(): Promise<Map<string, CitationStyle>> {
    const localeXml = await readFile(path.join(folder, 'locales-en-US.xml'), 'utf8');
    const files = (await readdir(folder)).filter((file) => file.endsWith('.csl')).sort();
    const entries = await Promise.all(
      files.map(async (file) => {
        const id = file.slice(0, -'.csl'.length);
        const xml = await readFile(path.join(folder, file), 'utf8');
        return [id, { id, title: styleTitleOf(xml) ?? id, xml, localeXml }] as const;
      }),
    );
    return new Map(entries);
  }

  const all = () => {
    styles ??= load();
    return styles;
  };

  async function get(id: string): Promise<CitationStyle> {
    const style = (await all()).get(id);
    if (style) return style;
    const known = [...(await all()).keys()].join(', ');
    throw new Failure('NotFound', `There is no citation style “${id}”; there are: ${known}.`);
  }

  return {
    list: async () => [...(await all()).values()].map(({ id, title }) => ({ id, title })),
    get,
    printer: async (id) => {
      const kept = printers.get(id);
      if (kept) return kept;
      const printer = createCitationPrinter(await get(id));
      printers.set(id, printer);
      return printer;
    },
  };
}
