/**
 * The toolbar above the text. It is told of the selection after the frame, so that it never stands in a keystroke's way.
 */
import {
  Bold,
  ChevronDown,
  Ellipsis,
  Gauge,
  Italic,
  Link,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Quote,
  Table,
} from 'lucide-react';
import { memo, type ReactNode, useRef } from 'react';
import { Toolbar as AriaToolbar, Button } from 'react-aria-components';
import { useElementWidth } from '#renderer/ui/element-width.ts';
import { Tooltip } from '#renderer/ui/tooltip.tsx';
import { BLOCK_TYPES, type BlockType } from './block-types.ts';
import { type EditorActions, SHORTCUTS } from './editor-actions.ts';
import { FORMAT_BITS, type SelectionSummary, type TextFormat } from './selection-summary.ts';
import { ToolbarMenu, type ToolbarMenuItem } from './toolbar-menu.tsx';

type ToolbarProps = {
  actions: EditorActions;
  summary: SelectionSummary;
  readOnly: boolean;
  start: ReactNode;
  end: ReactNode;
};

const BLOCK_MENU: BlockType[] = ['paragraph', 'h2', 'h3', 'h4', 'h5', 'quote', 'code'];
const LISTS = [
  { id: 'bullet', label: 'Bulleted list', Icon: List },
  { id: 'check', label: 'Check list', Icon: ListChecks },
  { id: 'number', label: 'Numbered list', Icon: ListOrdered },
] as const satisfies { id: BlockType; label: string; Icon: LucideIcon }[];
const MORE_FORMATS: { format: TextFormat; label: string }[] = [
  { format: 'underline', label: 'Underline' },
  { format: 'strikethrough', label: 'Strike through' },
  { format: 'code', label: 'Code in text' },
  { format: 'highlight', label: 'Highlight' },
  { format: 'subscript', label: 'Subscript' },
  { format: 'superscript', label: 'Superscript' },
];

/** What there is room for: everything, without lists and table, or without formats and link too. They are then under More. */
type Room = 'all' | 'no lists' | 'no formats';
const roomIn = (widthPx: number): Room => (widthPx >= 770 ? 'all' : widthPx >= 590 ? 'no lists' : 'no formats');

export function Toolbar({ start, end, ...rest }: ToolbarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const room = useElementWidth(bar, roomIn);
  return (
    <div ref={bar} className="editor-toolbar">
      {start}
      <ToolbarButtons {...rest} room={room} />
      <span className="editor-toolbar-gap" />
      {end}
    </div>
  );
}

type ToolbarButtonsProps = Omit<ToolbarProps, 'start' | 'end'> & { room: Room };

const ToolbarButtons = memo(function ToolbarButtons({ actions, summary, readOnly, room }: ToolbarButtonsProps) {
  const { blockType, format, linkKey } = summary;
  const has = (name: TextFormat) => (format & FORMAT_BITS[name]) !== 0;
  const blockItems: ToolbarMenuItem[] = BLOCK_MENU.map((type) => ({
    id: type,
    label: BLOCK_TYPES[type],
    shortcut: SHORTCUTS[type],
    isSelected: blockType === type,
    run: () => actions.block(type),
  }));
  const formats: ToolbarButton[] = [
    { id: 'bold', label: 'Bold', Icon: Bold, isSelected: has('bold'), run: () => actions.format('bold') },
    { id: 'italic', label: 'Italic', Icon: Italic, isSelected: has('italic'), run: () => actions.format('italic') },
    { id: 'link', label: 'Link', Icon: Link, isSelected: linkKey !== null, run: actions.editLink },
  ];
  const lists: ToolbarButton[] = [
    ...LISTS.map(({ id, label, Icon }) => ({
      id,
      label,
      Icon,
      isSelected: blockType === id,
      run: () => actions.block(id),
    })),
    { id: 'table', label: 'Table', Icon: Table, run: actions.insertTable },
  ];
  const claim: ToolbarButton = { id: 'claim', label: 'Mark as claim', Icon: Gauge, run: actions.markClaim };
  const moreItems: ToolbarMenuItem[] = [
    ...(room === 'no formats' ? formats : []),
    ...(room === 'all' ? [] : lists),
    ...MORE_FORMATS.map(({ format: name, label }) => ({
      id: name,
      label,
      isSelected: has(name),
      run: () => actions.format(name),
    })),
    ...(room === 'all' ? [] : [claim]),
    { id: 'rule', label: 'Horizontal rule', run: actions.insertRule },
    { id: 'image', label: 'Image…', run: actions.insertImage },
    { id: 'story-link', label: 'Link to a story', run: actions.linkStory },
  ].map((item) => ({ ...item, shortcut: shortcutOf(item.id) }));
  const findItem: ToolbarMenuItem = {
    id: 'find',
    label: readOnly ? 'Find' : 'Find and replace',
    shortcut: 'Mod+F',
    run: actions.find,
  };
  return (
    <AriaToolbar aria-label="Text" className="editor-toolbar-buttons">
      <ToolbarMenu
        label="Kind of block"
        items={blockItems}
        isDisabled={readOnly}
        className="toolbar-block toolbar-kind"
      >
        <span>{blockType ? BLOCK_TYPES[blockType] : 'Text'}</span> <ChevronDown aria-hidden />
      </ToolbarMenu>
      {room !== 'no formats' && <ToolbarGroup buttons={formats} isDisabled={readOnly} />}
      {room === 'all' && <ToolbarGroup buttons={lists} isDisabled={readOnly} />}
      <i className="toolbar-rule" />
      <Tooltip text="Insert a citation" {...(SHORTCUTS.cite && { shortcut: SHORTCUTS.cite })}>
        <Button className="toolbar-block" isDisabled={readOnly} preventFocusOnPress onPress={actions.cite}>
          <Quote aria-hidden /> Cite
        </Button>
      </Tooltip>
      {room === 'all' && <ToolbarGroup buttons={[claim]} isDisabled={readOnly} />}
      <i className="toolbar-rule" />
      <ToolbarMenu label="More" items={readOnly ? [findItem] : [...moreItems, findItem]} className="g-icon-button">
        <Ellipsis aria-hidden />
      </ToolbarMenu>
    </AriaToolbar>
  );
});

function shortcutOf(id: string): string | undefined {
  return Object.entries(SHORTCUTS).find(([name]) => name === id)?.[1];
}

type ToolbarButton = ToolbarMenuItem & { Icon: LucideIcon };

function ToolbarGroup({ buttons, isDisabled }: { buttons: readonly ToolbarButton[]; isDisabled: boolean }) {
  return (
    <>
      <i className="toolbar-rule" />
      {buttons.map(({ id, label, Icon, isSelected, run }) => (
        <Tooltip key={id} text={label} shortcut={shortcutOf(id)}>
          <Button
            className="g-icon-button"
            aria-label={label}
            {...(isSelected !== undefined && { 'aria-pressed': isSelected })}
            isDisabled={isDisabled}
            preventFocusOnPress
            onPress={run}
          >
            <Icon aria-hidden />
          </Button>
        </Tooltip>
      ))}
    </>
  );
}
