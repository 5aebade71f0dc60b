/**
 * Running text of an edition as Word's runs: formats, links, citations as they stand in the text.
 */
import {
  Bookmark,
  ExternalHyperlink,
  FootnoteReferenceRun,
  type ICommentOptions,
  ImageRun,
  InternalHyperlink,
  type IRunOptions,
  type ParagraphChild,
  TextRun,
} from 'docx';
import type { Image, PhrasingContent } from 'mdast';
import type { MdastCitation } from '#core/document/markdown/extension.ts';
import { isSafeUrl } from '#core/document/safe-url.ts';
import { citationText } from '../citation-text.ts';
import type { Edition } from '../edition.ts';

/** An image of the library as Word takes it: its bytes and its size in pixels. */
export type DocxImage = { bytes: Uint8Array; type: 'png' | 'jpg' | 'gif'; widthPx: number; heightPx: number };

export type DocxContext = {
  edition: Edition;
  /** By attachment name; one that is missing is printed as its text. */
  images: ReadonlyMap<string, DocxImage>;
  /** Ids for what Word counts through the document, from 1. */
  nextId: () => number;
  /** The numbers that numbered lists begin at, grown as they are met: Word describes each such list by itself. */
  listStarts: Set<number>;
  /** Grows as open questions are met. */
  comments: ICommentOptions[];
};

/** What Word's formats are called, as they pile up on the way down. */
type Formats = Pick<
  IRunOptions,
  'bold' | 'italics' | 'strike' | 'underline' | 'highlight' | 'subScript' | 'superScript' | 'style'
>;

/** The width of the text on the page, in pixels at 96 a inch. */
const TEXT_WIDTH_PX = 600;

/** The children of a paragraph. */
export function runsOf(
  nodes: readonly PhrasingContent[],
  context: DocxContext,
  formats: Formats = {},
): ParagraphChild[] {
  return nodes.flatMap((node): ParagraphChild[] => {
    switch (node.type) {
      case 'text':
        return textRuns(node.value, formats);
      case 'strong':
        return runsOf(node.children, context, { ...formats, bold: true });
      case 'emphasis':
        return runsOf(node.children, context, { ...formats, italics: true });
      case 'delete':
        return runsOf(node.children, context, { ...formats, strike: true });
      case 'inlineCode':
        return [new TextRun({ ...formats, text: node.value, style: 'CodeInText' })];
      case 'formatted':
        return runsOf(node.children, context, {
          ...formats,
          ...(node.tag === 'u' && { underline: {} }),
          ...(node.tag === 'mark' && { highlight: 'yellow' }),
          ...(node.tag === 'sub' && { subScript: true }),
          ...(node.tag === 'sup' && { superScript: true }),
        });
      case 'break':
        return [new TextRun({ ...formats, break: 1 })];
      case 'link':
        return isSafeUrl(node.url)
          ? [
              new ExternalHyperlink({
                link: node.url,
                children: runsOf(node.children, context, { ...formats, style: 'Hyperlink' }),
              }),
            ]
          : runsOf(node.children, context, formats);
      case 'citation':
        return citationRuns(node, context, formats);
      case 'storyLink':
        return textRuns(node.title ?? node.link.title, formats);
      case 'image':
        return imageRuns(node, context, formats);
      case 'html':
        return textRuns(node.value, formats);
      default:
        return 'children' in node ? runsOf(node.children as PhrasingContent[], context, formats) : [];
    }
  });
}

/** Line breaks within a text are Word's line breaks. */
function textRuns(text: string, formats: Formats): TextRun[] {
  return text.split('\n').map((line, index) => new TextRun({ ...formats, text: line, ...(index > 0 && { break: 1 }) }));
}

function citationRuns(node: MdastCitation, { edition }: DocxContext, formats: Formats): ParagraphChild[] {
  const place = edition.places.get(node);
  if (!place) return [];
  if (edition.options.citations === 'footnotes') return [new FootnoteReferenceRun(place.number)];
  const { text, mark } = citationText(node, place, edition.options);
  const isNumber = edition.options.citations === 'numbered';
  const run = new TextRun({ ...formats, text, ...(isNumber && { superScript: true }) });
  const [first] = place.items;
  const linked =
    edition.options.sourceList && first?.source
      ? new InternalHyperlink({ anchor: `source-${first.source}`, children: [run] })
      : run;
  return [
    new Bookmark({ id: `cite-${place.number}`, children: [linked] }),
    ...(mark ? [new TextRun({ ...formats, text: ` [${mark}]` })] : []),
  ];
}

function imageRuns(node: Image, { images }: DocxContext, formats: Formats): ParagraphChild[] {
  const image = images.get(node.url.replace(/^attachments\//, ''));
  if (!image) return textRuns(node.alt ?? '', formats);
  const scale = Math.min(1, TEXT_WIDTH_PX / image.widthPx);
  return [
    new ImageRun({
      type: image.type,
      data: image.bytes,
      transformation: { width: Math.round(image.widthPx * scale), height: Math.round(image.heightPx * scale) },
      altText: { name: node.alt ?? '', description: node.alt ?? '', title: '' },
    }),
  ];
}
