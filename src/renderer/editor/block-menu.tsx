/**
 * The block menu on `/` at the start of a block: what the block can become and what can be put in its place.
 */

import type { LexicalEditor } from 'lexical';
import {
  Code,
  Heading2,
  Heading3,
  Heading4,
  ImagePlus,
  Link2,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Minus,
  Pilcrow,
  Quote,
  Table,
  TextQuote,
} from 'lucide-react';
import { $setBlockType, BLOCK_TYPES, type BlockType } from './block-types.ts';
import type { EditorUi, Typeahead } from './editor-ui.ts';
import { $insertRule, $insertTable, chooseImages, typeStoryLinkTrigger } from './insertions.ts';
import { fold } from './source-search.ts';
import { $takeStretch, typeCitationTrigger } from './typeahead.ts';
import { TypeaheadMenu } from './typeahead-menu.tsx';

type BlockEntry = {
  id: string;
  title: string;
  /** Other words that it is looked for with. */
  words: string;
  Icon: LucideIcon;
  $apply?: () => void;
  /** What is done once the typed trigger is gone. */
  after?: (editor: LexicalEditor) => void;
};

const turnInto = (type: BlockType, Icon: LucideIcon, words: string): BlockEntry => ({
  id: type,
  title: BLOCK_TYPES[type],
  words,
  Icon,
  $apply: () => $setBlockType(type),
});

const ENTRIES: BlockEntry[] = [
  turnInto('h2', Heading2, 'section title h2'),
  turnInto('h3', Heading3, 'subsection h3'),
  turnInto('h4', Heading4, 'h4'),
  turnInto('paragraph', Pilcrow, 'paragraph'),
  turnInto('bullet', List, 'ul bullets'),
  turnInto('number', ListOrdered, 'ol'),
  turnInto('check', ListChecks, 'todo question checkbox'),
  turnInto('quote', TextQuote, 'blockquote'),
  turnInto('code', Code, 'pre'),
  { id: 'table', title: 'Table', words: 'grid rows columns', Icon: Table, $apply: $insertTable },
  { id: 'rule', title: 'Horizontal rule', words: 'line divider hr', Icon: Minus, $apply: $insertRule },
  { id: 'image', title: 'Image…', words: 'picture photo', Icon: ImagePlus, after: chooseImages },
  { id: 'citation', title: 'Citation', words: 'cite source reference', Icon: Quote, after: typeCitationTrigger },
  { id: 'story-link', title: 'Link to a story', words: 'connection', Icon: Link2, after: typeStoryLinkTrigger },
];

export function BlockMenu({ editor, ui, typeahead }: { editor: LexicalEditor; ui: EditorUi; typeahead: Typeahead }) {
  const entries = entriesFor(typeahead.query).map((entry) => ({
    ...entry,
    content: (
      <>
        <entry.Icon aria-hidden />
        <span className="typeahead-name">{entry.title}</span>
      </>
    ),
  }));
  if (entries.length === 0) return null;
  return (
    <TypeaheadMenu
      editor={editor}
      ui={ui}
      typeahead={typeahead}
      label="Blocks"
      className="block-menu"
      entries={entries}
      onChoose={({ $apply, after }) => {
        ui.setState({ typeahead: null });
        editor.update(
          () => {
            $takeStretch(typeahead.stretch)?.removeText();
            $apply?.();
          },
          { discrete: true },
        );
        after?.(editor);
      }}
    />
  );
}

/** The entries in which every typed word begins a word. */
function entriesFor(query: string): BlockEntry[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return ENTRIES.filter(({ title, words: others }) => {
    const candidates = fold(`${title} ${others}`).split(/\s+/);
    return words.every((word) => candidates.some((candidate) => candidate.startsWith(word)));
  });
}
