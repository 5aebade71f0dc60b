/**
 * The extensions that make up a story's document: the same in the window and in the headless editor.
 */
import { HorizontalRuleExtension } from '@lexical/extension';
import { LinkExtension } from '@lexical/link';
import { ListExtension } from '@lexical/list';
import { MdastCommonMarkExtension, MdastExtension, MdastGfmExtension } from '@lexical/mdast';
import { RichTextExtension } from '@lexical/rich-text';
import { TableExtension } from '@lexical/table';
import { configExtension, defineExtension } from 'lexical';
import { MarkdownExtension } from './markdown/extension.ts';
import { CitationNode } from './nodes/citation-node.ts';
import { ClaimExtension } from './nodes/claim-node.ts';
import { ImageNode } from './nodes/image-node.ts';
import { SectionExtension } from './nodes/section-state.ts';
import { StoryLinkNode } from './nodes/story-link-node.ts';
import { UnknownBlockNode, UnknownInlineNode } from './nodes/unknown-node.ts';
import { isSafeUrl } from './safe-url.ts';

/** Everything a story's document can hold, with its Markdown mapping. The window adds history, shortcuts and menus. */
export const StoryDocumentExtension = defineExtension({
  name: 'galley/StoryDocument',
  nodes: [CitationNode, StoryLinkNode, ImageNode, UnknownBlockNode, UnknownInlineNode],
  dependencies: [
    RichTextExtension,
    ListExtension,
    configExtension(LinkExtension, { validateUrl: isSafeUrl }),
    configExtension(TableExtension, { hasHorizontalScroll: false }),
    HorizontalRuleExtension,
    MdastCommonMarkExtension,
    MdastGfmExtension,
    MdastExtension,
    MarkdownExtension,
    SectionExtension,
    ClaimExtension,
  ],
});
