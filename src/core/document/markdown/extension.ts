/**
 * The Markdown mapping of our own nodes, one converter per node type and direction.
 */
import { $createLinkNode } from '@lexical/link';
import { MdastImportExtension, type MdastImportHandler } from '@lexical/mdast';
import { $createTextNode, configExtension, defineExtension, type LexicalNode } from 'lexical';
import type { Image as MdastImage, PhrasingContent } from 'mdast';
import type { Citation } from '#core/model/citation.ts';
import type { Claim } from '#core/model/claim.ts';
import type { StoryLink } from '#core/model/story-link.ts';
import { attachmentAt, attachmentPath } from '../attachment-paths.ts';
import { $createCitationNode, CitationNode } from '../nodes/citation-node.ts';
import { $createClaimNode } from '../nodes/claim-node.ts';
import { $createImageNode, ImageNode, imageSchema } from '../nodes/image-node.ts';
import { $createStoryLinkNode, StoryLinkNode } from '../nodes/story-link-node.ts';
import { isSafeUrl } from '../safe-url.ts';
import { type Formatted, formatBitOf, pairFormatTags } from './formats.ts';
import { FormattedNode } from './formatted-node.ts';
import { splitMixedLists } from './mixed-lists.ts';

/**
 * A citation in an mdast tree; `printed` is filled in before it is written out. `format` is Lexical's mask of the formats
 * that the text around it had when it was imported.
 */
export type MdastCitation = {
  type: 'citation';
  citation: Citation;
  format?: number;
  printed?: MdastPrintedCitation;
};
/** A citation as its style prints it, as text and as HTML, and what each of its sources prints alone. */
export type MdastPrintedCitation = { text: string; html: string; alone: readonly string[] };
/** A story link in an mdast tree; `title` is what the other story is called now. */
export type MdastStoryLink = { type: 'storyLink'; link: StoryLink; title?: string };
/** A claim around phrasing content; only Pandoc Markdown has a way to write it. */
export type MdastClaim = { type: 'claim'; claim: Claim; children: PhrasingContent[] };
declare module 'mdast' {
  interface PhrasingContentMap {
    claim: MdastClaim;
    citation: MdastCitation;
    storyLink: MdastStoryLink;
  }
  interface RootContentMap {
    claim: MdastClaim;
    citation: MdastCitation;
    storyLink: MdastStoryLink;
  }
}

const $importImage: MdastImportHandler<MdastImage> = (node) => {
  const attachment = attachmentAt(node.url);
  const image = imageSchema.safeParse({ attachment, alt: node.alt ?? '' });
  if (image.success) return $createImageNode(image.data);
  // An image from elsewhere is never loaded: what remains is its text, linked where the address is safe.
  const text = $createTextNode(node.alt || node.url);
  return isSafeUrl(node.url) ? $createLinkNode(node.url).append(text) : text;
};

/** Adds citations, story links, images and HTML-written formats to the CommonMark/GFM mapping. */
export const MarkdownExtension = defineExtension({
  name: 'galley/Markdown',
  nodes: [FormattedNode],
  dependencies: [
    configExtension(MdastImportExtension, {
      mdastExtensions: [
        {
          transforms: [
            (tree) => {
              pairFormatTags(tree);
              splitMixedLists(tree);
              return tree;
            },
          ],
        },
      ],
      importRules: [
        { type: 'image', $import: $importImage },
        { type: 'citation', $import: (node: MdastCitation) => $createCitationNode(node.citation) },
        {
          type: 'claim',
          $import: (node: MdastClaim, context) => $createClaimNode(node.claim).append(...context.importChildren(node)),
        },
        { type: 'storyLink', $import: (node: MdastStoryLink) => $createStoryLinkNode(node.link) },
        {
          type: 'formatted',
          $import: (node: Formatted, context) => context.importChildren(node, formatBitOf(node.tag)),
        },
      ],
      exportRules: [
        { type: 'citation', $export: (node: LexicalNode) => citationOf(node) },
        { type: 'story-link', $export: (node: LexicalNode) => storyLinkOf(node) },
        { type: 'image', $export: (node: LexicalNode) => imageOf(node) },
        {
          type: 'formatted',
          $export: (node: LexicalNode, context) =>
            node instanceof FormattedNode
              ? { type: 'formatted', tag: node.getFormatTag(), children: context.exportInline(node) }
              : null,
        },
      ],
    }),
  ],
});

function citationOf(node: LexicalNode): MdastCitation | null {
  const citation = node instanceof CitationNode ? node.getCitation() : null;
  return citation && node instanceof CitationNode
    ? { type: 'citation', citation, format: node.getSurroundingFormat() }
    : null;
}

function storyLinkOf(node: LexicalNode): MdastStoryLink | null {
  const link = node instanceof StoryLinkNode ? node.getLink() : null;
  return link ? { type: 'storyLink', link } : null;
}

function imageOf(node: LexicalNode): MdastImage | null {
  const image = node instanceof ImageNode ? node.getImage() : null;
  return image ? { type: 'image', url: attachmentPath(image.attachment), alt: image.alt } : null;
}
