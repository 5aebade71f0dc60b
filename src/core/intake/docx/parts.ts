/**
 * The parts of a Word file beside its text (ECMA-376 part 1, §17): what styles are called, how lists count, where links and
 * pictures lie, what the notes say.
 */
import { childAt, childrenOf, parseXml, type XmlElement } from './xml.ts';

/** The files of a Word document by their path. Throws `Failure` Invalid where one can't be unpacked. */
export type DocxFiles = { names: readonly string[]; read(name: string): Uint8Array | undefined };

export type Style = {
  /** In lower case, `heading 1`; Word stores the built-in names in English whatever its language. */
  name: string;
  basedOn: string | undefined;
  outlineLevel: number | undefined;
  bold: boolean;
  italic: boolean;
};

/** Where a link or a picture of the text leads. */
export type Relation = { target: string; isExternal: boolean };

export type DocxParts = {
  body: XmlElement;
  styles: ReadonlyMap<string, Style>;
  /** The format of a list's level, `bullet`, `decimal`, `none`; undefined where the list is not described. */
  listFormat(numberingId: string, level: number): string | undefined;
  /** The number that a list's level begins at; 1 where nothing is said of it. */
  listStart(numberingId: string, level: number): number;
  relations: ReadonlyMap<string, Relation>;
  /** The content of a foot- or endnote by its kind and id. */
  note(kind: 'footnote' | 'endnote', id: string): XmlElement | undefined;
  /** Title, creator and date of change, as the file's properties have them; empty where they don't. */
  properties: { title: string; creator: string; modified: string };
  commentAuthors: string[];
};

/** The attribute `w:val` of a child; undefined where there is no such child. */
export function settingOf(element: XmlElement | undefined, name: string): string | undefined {
  const child = childAt(element, name);
  return child && (child.attributes.get('w:val') ?? '');
}

/** A switch that is on where its element stands without a value (ECMA-376 §17.17.4). */
export function isOn(properties: XmlElement | undefined, name: string): boolean {
  const value = settingOf(properties, name);
  return value !== undefined && !['0', 'false', 'off', 'none'].includes(value);
}

/** Reads the parts; undefined where the files are no Word document. */
export function partsOf(files: DocxFiles): DocxParts | undefined {
  const part = (name: string) => {
    const bytes = files.read(name);
    return bytes && parseXml(new TextDecoder().decode(bytes));
  };
  const main = mainPart(part('_rels/.rels'));
  const body = childAt(part(main), 'w:body');
  if (!body) return undefined;
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const core = part('docProps/core.xml');
  const notes = { footnote: part(`${folder}footnotes.xml`), endnote: part(`${folder}endnotes.xml`) };
  return {
    body,
    styles: stylesOf(part(`${folder}styles.xml`)),
    ...listsOf(part(`${folder}numbering.xml`)),
    relations: relationsOf(part(`${folder}_rels/${main.slice(folder.length)}.rels`), folder),
    note: (kind, id) => childrenOf(notes[kind], `w:${kind}`).find((note) => note.attributes.get('w:id') === id),
    properties: {
      title: textOf(core, 'dc:title'),
      creator: textOf(core, 'dc:creator'),
      modified: textOf(core, 'dcterms:modified'),
    },
    commentAuthors: childrenOf(part(`${folder}comments.xml`), 'w:comment').map(
      (comment) => comment.attributes.get('w:author') ?? '',
    ),
  };
}

function textOf(element: XmlElement | undefined, name: string): string {
  const [text] = childAt(element, name)?.children ?? [];
  return typeof text === 'string' ? text.trim() : '';
}

/** Where the text lies: `word/document.xml` in nearly every file. */
function mainPart(relations: XmlElement | undefined): string {
  const main = childrenOf(relations, 'Relationship').find((relation) =>
    (relation.attributes.get('Type') ?? '').endsWith('/officeDocument'),
  );
  return (main?.attributes.get('Target') ?? 'word/document.xml').replace(/^\//, '');
}

function stylesOf(part: XmlElement | undefined): Map<string, Style> {
  return new Map(
    childrenOf(part, 'w:style').map((style): [string, Style] => {
      const outline = settingOf(childAt(style, 'w:pPr'), 'w:outlineLvl');
      return [
        style.attributes.get('w:styleId') ?? '',
        {
          name: (settingOf(style, 'w:name') ?? '').toLowerCase(),
          basedOn: settingOf(style, 'w:basedOn'),
          outlineLevel: outline === undefined ? undefined : Number(outline),
          bold: isOn(childAt(style, 'w:rPr'), 'w:b'),
          italic: isOn(childAt(style, 'w:rPr'), 'w:i'),
        },
      ];
    }),
  );
}

function listsOf(part: XmlElement | undefined): Pick<DocxParts, 'listFormat' | 'listStart'> {
  const byLevel = (element: XmlElement, name: string) =>
    new Map(childrenOf(element, name).map((level) => [level.attributes.get('w:ilvl') ?? '', level]));
  const kinds = new Map(
    childrenOf(part, 'w:abstractNum').map((kind) => [
      kind.attributes.get('w:abstractNumId') ?? '',
      byLevel(kind, 'w:lvl'),
    ]),
  );
  const lists = new Map(
    childrenOf(part, 'w:num').map((list) => [
      list.attributes.get('w:numId') ?? '',
      { kind: settingOf(list, 'w:abstractNumId') ?? '', overrides: byLevel(list, 'w:lvlOverride') },
    ]),
  );
  const levelOf = (id: string, level: number) => kinds.get(lists.get(id)?.kind ?? '')?.get(String(level));
  return {
    listFormat: (id, level) => settingOf(levelOf(id, level), 'w:numFmt'),
    listStart: (id, level) => {
      const override = settingOf(lists.get(id)?.overrides.get(String(level)), 'w:startOverride');
      const start = override ?? settingOf(levelOf(id, level), 'w:start') ?? '';
      // As many digits as Markdown's numbers have (CommonMark §5.2).
      return /^\d{1,9}$/.test(start) ? Number(start) : 1;
    },
  };
}

function relationsOf(part: XmlElement | undefined, folder: string): Map<string, Relation> {
  return new Map(
    childrenOf(part, 'Relationship').map(({ attributes }): [string, Relation] => {
      const target = attributes.get('Target') ?? '';
      const isExternal = attributes.get('TargetMode') === 'External';
      const inside = target.startsWith('/') ? target.slice(1) : `${folder}${target}`;
      return [attributes.get('Id') ?? '', { target: isExternal ? target : inside, isExternal }];
    }),
  );
}
