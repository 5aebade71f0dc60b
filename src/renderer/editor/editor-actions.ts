/**
 * What can be done to the text from toolbar, palette and keyboard, as commands with their shortcuts.
 */
import { $isLinkNode } from '@lexical/link';
import {
  $createRangeSelectionFromDom,
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  $setSelection,
  FORMAT_TEXT_COMMAND,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  REDO_COMMAND,
  UNDO_COMMAND,
} from 'lexical';
import { newId } from '#core/model/primitives.ts';
import type { Command } from '#renderer/app/commands.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { $toggleBlockType, BLOCK_TYPES, type BlockType } from './block-types.ts';
import { $markClaim, type MarkedClaim } from './claim-marking.ts';
import type { EditorUi } from './editor-ui.ts';
import { selectedWords } from './find.ts';
import { $insertRule, $insertTable, chooseImages, typeStoryLinkTrigger } from './insertions.ts';
import type { TextFormat } from './selection-summary.ts';
import { typeCitationTrigger } from './typeahead.ts';

export type EditorActions = ReturnType<typeof createEditorActions>;

/** The shortcuts that toolbar, palette and menus show, by what they do. */
export const SHORTCUTS: { readonly [Name in BlockType | TextFormat | 'link' | 'cite' | 'claim']?: string } = {
  bold: 'Mod+B',
  italic: 'Mod+I',
  underline: 'Mod+U',
  strikethrough: 'Mod+Shift+X',
  code: 'Mod+E',
  highlight: 'Mod+Shift+H',
  paragraph: 'Mod+Alt+0',
  h2: 'Mod+Alt+2',
  h3: 'Mod+Alt+3',
  h4: 'Mod+Alt+4',
  h5: 'Mod+Alt+5',
  number: 'Mod+Shift+7',
  bullet: 'Mod+Shift+8',
  check: 'Mod+Shift+9',
  link: 'Mod+Shift+K',
  cite: 'Mod+Shift+C',
  claim: 'Mod+Shift+L',
};

const FORMATS: { format: TextFormat; title: string }[] = [
  { format: 'bold', title: 'Bold' },
  { format: 'italic', title: 'Italic' },
  { format: 'underline', title: 'Underline' },
  { format: 'strikethrough', title: 'Strike through' },
  { format: 'code', title: 'Code in text' },
  { format: 'highlight', title: 'Highlight' },
  { format: 'subscript', title: 'Subscript' },
  { format: 'superscript', title: 'Superscript' },
];

/** The actions on one editor; each puts the focus back into the text, or into the form that it opens. */
export function createEditorActions(editor: LexicalEditor, ui: EditorUi) {
  const inText = (work: () => void) => () => editor.focus(() => editor.update(work));
  return {
    format: (format: TextFormat) => editor.focus(() => void editor.dispatchCommand(FORMAT_TEXT_COMMAND, format)),
    block: (type: BlockType) => inText(() => $toggleBlockType(type))(),
    insertTable: inText($insertTable),
    insertRule: inText($insertRule),
    insertImage: () => chooseImages(editor),
    cite: () => typeCitationTrigger(editor),
    linkStory: () => typeStoryLinkTrigger(editor),
    editLink: () => {
      const linkForm = editor.read('latest', () => {
        const selection = $getSelection();
        if (!$isRangeSelection(selection)) return null;
        const link = $findMatchingParent(selection.anchor.getNode(), $isLinkNode);
        return { key: link?.getKey() ?? null, url: link?.getURL() ?? '' };
      });
      ui.setState({ linkForm });
    },
    markClaim: () => {
      let marked: MarkedClaim | undefined;
      editor.update(
        () => {
          // What was selected by the last key may not have been told to the editor yet.
          const selected = $createRangeSelectionFromDom(window.getSelection(), editor);
          if (selected) $setSelection(selected);
          marked = $markClaim(newId());
        },
        { discrete: true, tag: HISTORY_PUSH_TAG },
      );
      if (marked && 'key' in marked) ui.setState({ claimForm: { key: marked.key, takesFocus: true } });
      else if (marked) showToast({ message: marked.refusal });
    },
    find: () => ui.setState({ finding: { needle: selectedWords() } }),
    undo: () => keepingFocus(editor, () => editor.dispatchCommand(UNDO_COMMAND, undefined)),
    redo: () => keepingFocus(editor, () => editor.dispatchCommand(REDO_COMMAND, undefined)),
  };
}

/** The actions as commands; pass the result memoised to `useCommands`. */
export function editorCommands(actions: EditorActions): Command[] {
  const command = (
    id: string,
    title: string,
    group: Command['group'],
    run: () => void,
    shortcut?: string,
    shortcutHandledElsewhere?: boolean,
  ): Command => ({
    id,
    title,
    group,
    run,
    changesLibrary: id !== 'edit.find',
    ...(shortcut !== undefined && { shortcut }),
    ...(shortcutHandledElsewhere && { shortcutHandledElsewhere }),
  });
  // Lexical takes these three itself, while the focus is in the text.
  const own = new Set<TextFormat>(['bold', 'italic', 'underline']);
  return [
    command('edit.undo', 'Undo', 'Edit', actions.undo, 'Mod+Z'),
    command('edit.redo', 'Redo', 'Edit', actions.redo, 'Mod+Shift+Z'),
    command('edit.find', 'Find and replace in the story', 'Edit', actions.find, 'Mod+F'),
    command('insert.citation', 'Insert a citation', 'Insert', actions.cite, SHORTCUTS.cite),
    command('insert.link', 'Link…', 'Insert', actions.editLink, SHORTCUTS.link),
    command('insert.claim', 'Mark as claim', 'Insert', actions.markClaim, SHORTCUTS.claim),
    command('insert.story-link', 'Link to a story', 'Insert', actions.linkStory),
    command('insert.table', 'Table', 'Insert', actions.insertTable),
    command('insert.image', 'Image…', 'Insert', actions.insertImage),
    command('insert.rule', 'Horizontal rule', 'Insert', actions.insertRule),
    ...FORMATS.map(({ format, title }) =>
      command(`format.${format}`, title, 'Format', () => actions.format(format), SHORTCUTS[format], own.has(format)),
    ),
    ...Object.entries(BLOCK_TYPES).map(([type, title]) =>
      command(
        `format.block-${type}`,
        title,
        'Format',
        () => actions.block(type as BlockType),
        SHORTCUTS[type as BlockType],
      ),
    ),
  ];
}

/** Undoing a change of the header must not take the focus out of the header. */
function keepingFocus(editor: LexicalEditor, work: () => void): void {
  const focused = document.activeElement;
  work();
  // What the command left pending is carried out now, so that its focus is known.
  editor.read(() => undefined);
  if (
    focused instanceof HTMLElement &&
    focused !== document.activeElement &&
    !editor.getRootElement()?.contains(focused)
  ) {
    focused.focus({ preventScroll: true });
  }
}
