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
import { memo, type ReactNode } from 'react';
import { Toolbar as AriaToolbar, Button } from 'react-aria-components';
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
const MORE_FORMATS: { format: TextFormat; label: string }[] = [
  { format: 'underline', label: 'Underline' },
  { format: 'strikethrough', label: 'Strike through' },
  { format: 'code', label: 'Code in text' },
  { format: 'highlight', label: 'Highlight' },
  { format: 'subscript', label: 'Subscript' },
  { format: 'superscript', label: 'Superscript' },
];

export function Toolbar({ start, end, ...rest }: ToolbarProps) {
  return (
    <div className="editor-toolbar">
      {start}
      <ToolbarButtons {...rest} />
      <span className="editor-toolbar-gap" />
      {end}
    </div>
  );
}

const ToolbarButtons = memo(function ToolbarButtons({
  actions,
  summary,
  readOnly,
}: Omit<ToolbarProps, 'start' | 'end'>) {
  const { blockType, format, linkKey } = summary;
  const has = (name: TextFormat) => (format & FORMAT_BITS[name]) !== 0;
  const blockItems: ToolbarMenuItem[] = BLOCK_MENU.map((type) => ({
    id: type,
    label: BLOCK_TYPES[type],
    shortcut: SHORTCUTS[type],
    isSelected: blockType === type,
    run: () => actions.block(type),
  }));
  const moreItems: ToolbarMenuItem[] = [
    ...MORE_FORMATS.map(({ format: name, label }) => ({
      id: name,
      label,
      shortcut: SHORTCUTS[name],
      isSelected: has(name),
      run: () => actions.format(name),
    })),
    { id: 'claim', label: 'Mark as claim', shortcut: SHORTCUTS.claim, run: actions.markClaim },
    { id: 'table', label: 'Table', run: actions.insertTable },
    { id: 'rule', label: 'Horizontal rule', run: actions.insertRule },
    { id: 'image', label: 'Image…', run: actions.insertImage },
    { id: 'story-link', label: 'Link to a story', run: actions.linkStory },
    { id: 'find', label: 'Find and replace', shortcut: 'Mod+F', run: actions.find },
  ];
  return (
    <AriaToolbar aria-label="Text" className="editor-toolbar-buttons">
      <ToolbarMenu label="Kind of block" items={blockItems} isDisabled={readOnly} className="toolbar-block">
        {blockType ? BLOCK_TYPES[blockType] : 'Text'} <ChevronDown aria-hidden />
      </ToolbarMenu>
      <i className="toolbar-rule" />
      <Toggle
        label="Bold"
        name="bold"
        Icon={Bold}
        isOn={has('bold')}
        run={() => actions.format('bold')}
        isDisabled={readOnly}
      />
      <Toggle
        label="Italic"
        name="italic"
        Icon={Italic}
        isOn={has('italic')}
        run={() => actions.format('italic')}
        isDisabled={readOnly}
      />
      <Toggle
        label="Link"
        name="link"
        Icon={Link}
        isOn={linkKey !== null}
        run={actions.editLink}
        isDisabled={readOnly}
      />
      <i className="toolbar-rule" />
      <Toggle
        label="Bulleted list"
        name="bullet"
        Icon={List}
        isOn={blockType === 'bullet'}
        run={() => actions.block('bullet')}
        isDisabled={readOnly}
      />
      <Toggle
        label="Check list"
        name="check"
        Icon={ListChecks}
        isOn={blockType === 'check'}
        run={() => actions.block('check')}
        isDisabled={readOnly}
      />
      <Toggle
        label="Numbered list"
        name="number"
        Icon={ListOrdered}
        isOn={blockType === 'number'}
        run={() => actions.block('number')}
        isDisabled={readOnly}
      />
      <Toggle label="Table" Icon={Table} run={actions.insertTable} isDisabled={readOnly} isForWide />
      <i className="toolbar-rule" />
      <Tooltip text="Insert a citation" {...(SHORTCUTS.cite && { shortcut: SHORTCUTS.cite })}>
        <Button className="toolbar-block" isDisabled={readOnly} preventFocusOnPress onPress={actions.cite}>
          <Quote aria-hidden /> Cite
        </Button>
      </Tooltip>
      <Toggle label="Mark as claim" name="claim" Icon={Gauge} run={actions.markClaim} isDisabled={readOnly} isForWide />
      <i className="toolbar-rule" />
      <ToolbarMenu label="More formats" items={moreItems} isDisabled={readOnly} className="g-icon-button">
        <Ellipsis aria-hidden />
      </ToolbarMenu>
    </AriaToolbar>
  );
});

type ToggleProps = {
  label: string;
  name?: keyof typeof SHORTCUTS;
  Icon: LucideIcon;
  /** Absent for a button that only does something. */
  isOn?: boolean;
  run: () => void;
  isDisabled: boolean;
  /** True for what is only in the menu where the toolbar is narrow. */
  isForWide?: boolean;
};

function Toggle({ label, name, Icon, isOn, run, isDisabled, isForWide = false }: ToggleProps) {
  const shortcut = name && SHORTCUTS[name];
  return (
    <Tooltip text={label} {...(shortcut && { shortcut })}>
      <Button
        className={`g-icon-button ${isForWide ? 'toolbar-wide' : ''}`}
        aria-label={label}
        {...(isOn !== undefined && { 'aria-pressed': isOn })}
        isDisabled={isDisabled}
        preventFocusOnPress
        onPress={run}
      >
        <Icon aria-hidden />
      </Button>
    </Tooltip>
  );
}
