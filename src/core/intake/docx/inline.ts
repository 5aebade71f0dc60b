/**
 * The runs of a Word paragraph as running text: formats, links, pictures, notes, and the citations that reference managers
 * put into fields.
 */
import type { PhrasingContent } from 'mdast';
import { toItem } from '#core/citation/import/item.ts';
import { isSafeUrl } from '#core/document/safe-url.ts';
import { type Citation, type CitationItem, citationSchema, locatorLabelSchema } from '#core/model/citation.ts';
import { noteNode, type RichContext, textOfTree } from '../rich-page.ts';
import { type DocxFiles, type DocxParts, isOn, type Style, settingOf } from './parts.ts';
import { childAt, childrenOf, findIn, textIn, type XmlElement } from './xml.ts';

export type DocxReading = {
  parts: DocxParts;
  files: DocxFiles;
  context: RichContext;
  /** What entries of the source list say, by their bookmark; only of files that Galley has written. */
  sourceEntries: ReadonlyMap<string, string>;
  /** Blocks that stand in boxes within a run; they follow the paragraph. */
  boxes: XmlElement[];
  /** How much was seen that is not taken along. */
  seen: { deletions: number; formulas: number };
};

/** A field under way: what it instructs, and where its result begins. */
type Field = { instruction: string; resultFrom: number | null };

/** The running text of a paragraph; in a heading, weight is the heading's own. */
export function runsFrom(paragraph: XmlElement, reading: DocxReading, isHeading = false): PhrasingContent[] {
  const out: PhrasingContent[] = [];
  const fields: Field[] = [];
  collect(paragraph.children, out, fields, reading, isHeading);
  // A field that ends in a later paragraph has its result here all the same.
  return out;
}

function collect(
  nodes: readonly (XmlElement | string)[],
  out: PhrasingContent[],
  fields: Field[],
  reading: DocxReading,
  isHeading: boolean,
): void {
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    switch (node.name) {
      case 'w:r':
        run(node, out, fields, reading, isHeading);
        break;
      case 'w:hyperlink': {
        const children: PhrasingContent[] = [];
        collect(node.children, children, [], reading, isHeading);
        out.push(...linked(node, children, reading));
        break;
      }
      case 'w:fldSimple': {
        const children: PhrasingContent[] = [];
        collect(node.children, children, [], reading, isHeading);
        out.push(...fieldResult(node.attributes.get('w:instr') ?? '', children, reading));
        break;
      }
      case 'w:del':
      case 'w:moveFrom':
        reading.seen.deletions += 1;
        break;
      case 'mc:AlternateContent':
        collect(childAt(node, 'mc:Choice')?.children ?? [], out, fields, reading, isHeading);
        break;
      case 'm:oMath':
        reading.seen.formulas += 1;
        break;
      case 'w:pPr':
      case 'w:sdtPr':
        break;
      default:
        collect(node.children, out, fields, reading, isHeading);
    }
  }
}

function run(
  element: XmlElement,
  out: PhrasingContent[],
  fields: Field[],
  reading: DocxReading,
  isHeading: boolean,
): void {
  const properties = childAt(element, 'w:rPr');
  if (isOn(properties, 'w:vanish')) return;
  let children: PhrasingContent[] = [];
  const put = () => {
    if (children.length > 0) out.push(...formatted(children, properties, reading, isHeading));
    children = [];
  };
  for (const child of childrenOf(element)) {
    switch (child.name) {
      case 'w:t':
        children.push({ type: 'text', value: textIn(child) });
        break;
      case 'w:tab':
      case 'w:ptab':
        children.push({ type: 'text', value: ' ' });
        break;
      case 'w:br':
      case 'w:cr':
        if (child.attributes.get('w:type') !== 'page') children.push({ type: 'break' });
        break;
      case 'w:noBreakHyphen':
        children.push({ type: 'text', value: '\u2011' });
        break;
      case 'w:footnoteReference':
      case 'w:endnoteReference': {
        put();
        const kind = child.name === 'w:footnoteReference' ? 'footnote' : 'endnote';
        const note = reading.parts.note(kind, child.attributes.get('w:id') ?? '');
        if (note) out.push(noteNode(noteText(note)));
        if (note) reading.seen.formulas += formulasIn(note);
        break;
      }
      case 'w:fldChar':
        put();
        field(child.attributes.get('w:fldCharType') ?? '', out, fields, reading);
        break;
      case 'w:instrText': {
        const under = fields.at(-1);
        if (under) under.instruction += textIn(child);
        break;
      }
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
      case 'mc:AlternateContent':
        put();
        out.push(...pictureFrom(child, reading));
        break;
    }
  }
  put();
}

/** `begin`, `separate` and `end` of a field whose result stands between the last two (ECMA-376 §17.16.18). */
function field(type: string, out: PhrasingContent[], fields: Field[], reading: DocxReading): void {
  if (type === 'begin') fields.push({ instruction: '', resultFrom: null });
  const under = fields.at(-1);
  if (type === 'separate' && under) under.resultFrom = out.length;
  if (type !== 'end') return;
  fields.pop();
  if (!under || under.resultFrom === null || fields.some(({ resultFrom }) => resultFrom === null)) return;
  const result = out.splice(under.resultFrom);
  out.push(...fieldResult(under.instruction, result, reading));
}

function fieldResult(instruction: string, result: PhrasingContent[], reading: DocxReading): PhrasingContent[] {
  const url = /^\s*HYPERLINK\s+"([^"]+)"/.exec(instruction)?.[1];
  if (url !== undefined) return isSafeUrl(url) ? [{ type: 'link', url, children: result }] : result;
  const citation = citationFrom(instruction, reading.context);
  return citation ? [{ type: 'citation', citation }] : result;
}

/**
 * The citation of a field that Zotero or Mendeley has written: `ADDIN ZOTERO_ITEM CSL_CITATION {…}`, in which each item
 * carries its CSL-JSON. Undefined for any other field, and where an item carries none.
 */
function citationFrom(instruction: string, context: RichContext): Citation | undefined {
  const json = /^\s*ADDIN\s+(?:ZOTERO_ITEM\s+|Mendeley Citation\S*\s+)?CSL_CITATION\s+(\{[\s\S]*\})\s*$/.exec(
    instruction,
  )?.[1];
  if (json === undefined) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
  const cited = (data as { citationItems?: unknown }).citationItems;
  if (!Array.isArray(cited) || cited.length === 0) return undefined;
  const items = cited.map((item): CitationItem | undefined => {
    if (typeof item !== 'object' || item === null) return undefined;
    const { itemData, locator, label, prefix, suffix } = item as Record<string, unknown>;
    const csl = toItem(itemData);
    if (!csl) return undefined;
    const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 200) : '');
    return {
      sourceId: context.sourceIdOf(csl),
      ...(text(locator) && { locator: text(locator), label: locatorLabelSchema.catch('page').parse(label) }),
      ...(text(prefix) && { prefix: text(prefix) }),
      ...(text(suffix) && { suffix: text(suffix) }),
    };
  });
  if (items.includes(undefined)) return undefined;
  return citationSchema.parse({ id: context.newId(), items });
}

function linked(
  element: XmlElement,
  children: PhrasingContent[],
  { parts, sourceEntries }: DocxReading,
): PhrasingContent[] {
  const anchor = element.attributes.get('w:anchor');
  const isRaised = children.length > 0 && children.every((child) => child.type === 'formatted' && child.tag === 'sup');
  const cited = isRaised && anchor?.startsWith('source-') ? sourcesOfNumbers(children, sourceEntries) : undefined;
  if (cited !== undefined) return [noteNode(cited)];
  const relation = parts.relations.get(element.attributes.get('r:id') ?? '');
  if (!relation?.isExternal || !isSafeUrl(relation.target) || children.length === 0) return children;
  return [{ type: 'link', url: relation.target, children }];
}

/** What raised numbers of one of Galley's own files cite: `2, p. 4; 3` is two entries of its source list, the first with a page. */
function sourcesOfNumbers(
  children: readonly PhrasingContent[],
  entries: ReadonlyMap<string, string>,
): string | undefined {
  const text = children.map(textOfTree).join('');
  const parts = /^\d+(?:, \d+)+$/.test(text) ? text.split(', ') : text.split('; ');
  const cited = parts.map((part) => {
    const [, number, locator = ''] = /^(\d+)(, .+)?$/.exec(part) ?? [];
    const entry = number === undefined ? undefined : entries.get(`source-${number}`);
    return entry && `${entry.replace(/\.$/, '')}${locator}`;
  });
  return cited.includes(undefined) ? undefined : cited.join('; ');
}

function formatted(
  children: PhrasingContent[],
  properties: XmlElement | undefined,
  { parts }: DocxReading,
  isHeading: boolean,
): PhrasingContent[] {
  const style: Style | undefined = parts.styles.get(settingOf(properties, 'w:rStyle') ?? '');
  const name = style?.name ?? '';
  if (/^(?:code|verbatim|html code|html sample|source text)/.test(name))
    return [{ type: 'inlineCode', value: children.map((child) => ('value' in child ? child.value : ' ')).join('') }];
  const said = (switched: string) => settingOf(properties, switched) !== undefined;
  let out = children;
  const raised = settingOf(properties, 'w:vertAlign');
  if (raised === 'superscript') out = [{ type: 'formatted', tag: 'sup', children: out }];
  if (raised === 'subscript') out = [{ type: 'formatted', tag: 'sub', children: out }];
  if (isOn(properties, 'w:highlight')) out = [{ type: 'formatted', tag: 'mark', children: out }];
  // What is underlined by its style is a link.
  if (isOn(properties, 'w:u') && name !== 'hyperlink') out = [{ type: 'formatted', tag: 'u', children: out }];
  if (isOn(properties, 'w:strike') || isOn(properties, 'w:dstrike')) out = [{ type: 'delete', children: out }];
  const italic = said('w:i') ? isOn(properties, 'w:i') : (style?.italic ?? false) || name === 'emphasis';
  const bold = said('w:b') ? isOn(properties, 'w:b') : (style?.bold ?? false) || name === 'strong';
  if (italic) out = [{ type: 'emphasis', children: out }];
  if (bold && !isHeading) out = [{ type: 'strong', children: out }];
  return out;
}

function pictureFrom(element: XmlElement, reading: DocxReading): PhrasingContent[] {
  const box = findIn(element, 'w:txbxContent');
  if (box) {
    reading.boxes.push(box);
    return [];
  }
  const { parts, files, context } = reading;
  const id =
    findIn(element, 'a:blip')?.attributes.get('r:embed') ?? findIn(element, 'v:imagedata')?.attributes.get('r:id');
  const relation = parts.relations.get(id ?? '');
  const described = findIn(element, 'wp:docPr')?.attributes;
  const alt = (described?.get('descr') ?? described?.get('title') ?? '').trim();
  const bytes = relation && !relation.isExternal ? files.read(relation.target) : undefined;
  const name = bytes && context.keepImage(bytes);
  if (name) return [{ type: 'image', url: `attachments/${name}`, alt }];
  return alt ? [{ type: 'text', value: alt }] : [];
}

/** How many formulas there are below an element (ECMA-376 §22.1.2.77). */
function formulasIn(element: XmlElement): number {
  return childrenOf(element).reduce((sum, child) => sum + (child.name === 'm:oMath' ? 1 : formulasIn(child)), 0);
}

/** What a note says: its paragraphs, run together. */
function noteText(note: XmlElement): string {
  const text = (element: XmlElement): string =>
    childrenOf(element)
      .map((child) => (child.name === 'w:t' ? textIn(child) : child.name === 'w:p' ? ` ${text(child)}` : text(child)))
      .join('');
  return text(note).trim();
}
