/**
 * What the window adds to a story's document: history, Markdown shortcuts, lists by keyboard, pasting, and the class
 * names that the style sheets know.
 */
import { ClickAfterLastBlockExtension, NodeSelectionDataSelectedExtension } from '@lexical/extension';
import { HistoryExtension } from '@lexical/history';
import { CheckListExtension } from '@lexical/list';
import { MdastShortcutsExtension } from '@lexical/mdast';
import { TableExtension } from '@lexical/table';
import { configExtension, defineExtension, type EditorThemeClasses } from 'lexical';
import { StoryDocumentExtension } from '#core/document/extension.ts';
import { CitationNode } from '#core/document/nodes/citation-node.ts';
import { ImageNode } from '#core/document/nodes/image-node.ts';
import { type ChipPainter, registerChipPainter } from '#core/document/nodes/painter.ts';
import { StoryLinkNode } from '#core/document/nodes/story-link-node.ts';
import { UnknownBlockNode, UnknownInlineNode } from '#core/document/nodes/unknown-node.ts';
import type { Story } from '#core/model/story.ts';
import { CheckBoxesExtension } from './check-boxes.ts';
import { CheckListRolesExtension } from './check-list-roles.ts';
import { LinkTypingExtension } from './link-typing.ts';
import { ListTabExtension } from './list-tab.ts';
import { MarkTypingExtension } from './mark-typing.ts';
import { PasteExtension } from './paste.ts';
import { documentWithMetadata } from './story-metadata.ts';

/** Undo reaches this far back; each entry keeps the state of the document that it leads to. */
const MAX_UNDO_ENTRIES = 1_000;

const theme: EditorThemeClasses = {
  list: {
    checklist: 'check-list',
    listitemChecked: 'check-item check-item-checked',
    listitemUnchecked: 'check-item',
    nested: { listitem: 'nested-list-item' },
  },
  text: {
    underline: 'text-underline',
    strikethrough: 'text-strikethrough',
    underlineStrikethrough: 'text-underline-strikethrough',
  },
  table: 'story-table',
  tableScrollableWrapper: 'story-table-frame',
  tableCell: 'story-table-cell',
  tableCellHeader: 'story-table-header',
  tableCellSelected: 'story-table-cell-selected',
  tableSelection: 'story-table-selection',
  hrSelected: 'rule-selected',
};

/** The extension that an open story's editor is built from; give each opening one of its own. */
export function storyEditorExtension(story: Story, painter: ChipPainter, readOnly: boolean) {
  return defineExtension({
    name: 'galley/StoryEditor',
    // The name under which the clipboard knows our own nodes again, in whatever story they are pasted.
    namespace: 'galley',
    theme,
    editable: !readOnly,
    dependencies: [
      StoryDocumentExtension,
      // A table of many columns scrolls by itself instead of breaking its words.
      configExtension(TableExtension, { hasHorizontalScroll: true }),
      configExtension(HistoryExtension, { maxDepth: MAX_UNDO_ENTRIES }),
      MdastShortcutsExtension,
      CheckListExtension,
      CheckBoxesExtension,
      CheckListRolesExtension,
      ListTabExtension,
      ClickAfterLastBlockExtension,
      configExtension(NodeSelectionDataSelectedExtension, {
        nodes: [CitationNode, StoryLinkNode, ImageNode, UnknownBlockNode, UnknownInlineNode],
      }),
      LinkTypingExtension,
      MarkTypingExtension,
      PasteExtension,
    ],
    build: (editor) => registerChipPainter(editor, painter),
    $initialEditorState: JSON.stringify(documentWithMetadata(story)),
    onError: (error) => {
      throw error;
    },
  });
}
