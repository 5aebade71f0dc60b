/**
 * The roles of a check list. Lexical makes its items `<li role="checkbox">` in a list, which ARIA in HTML does not allow. A
 * list item may be a tree item, and a tree item may be checked: a check list is a tree of them, as deep as it nests.
 */
import { $isListItemNode, $isListNode, ListItemNode, ListNode } from '@lexical/list';
import {
  $getNodeByKey,
  $isLineBreakNode,
  $isTextNode,
  defineExtension,
  HISTORIC_TAG,
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
} from 'lexical';

/** A tree item has its name from its text, and one that was only just begun has none. */
const EMPTY_ITEM = 'Empty item';

export const CheckListRolesExtension = defineExtension({
  name: 'galley/CheckListRoles',
  register: (editor) =>
    mergeRegister(
      editor.registerMutationListener(ListNode, (mutations) => correct(editor, mutations.keys())),
      editor.registerMutationListener(ListItemNode, (mutations) => correct(editor, mutations.keys())),
      // Each key writes the role of the item that it is typed into anew, which is no change of the item itself. Undo and
      // redo write all roles anew without saying of which nodes.
      editor.registerUpdateListener(({ dirtyElements, editorState, tags }) =>
        correct(editor, tags.has(HISTORIC_TAG) ? editorState._nodeMap.keys() : dirtyElements.keys()),
      ),
    ),
});

function correct(editor: LexicalEditor, keys: Iterable<NodeKey>): void {
  editor.read(() => {
    for (const key of keys) {
      const node = $getNodeByKey(key);
      if (!$isListNode(node) && !$isListItemNode(node)) continue;
      const element = editor.getElementByKey(key);
      if (!element) continue;
      if ($isListNode(node)) {
        if (node.getListType() !== 'check') element.removeAttribute('role');
        else element.setAttribute('role', $isListItemNode(node.getParent()) ? 'group' : 'tree');
      } else {
        if (element.getAttribute('role') === 'checkbox') element.setAttribute('role', 'treeitem');
        else if (isCheckListWrapper(node)) element.setAttribute('role', 'none');
        if (element.getAttribute('role') === 'treeitem' && isEmpty(node)) element.ariaLabel = EMPTY_ITEM;
        else element.removeAttribute('aria-label');
      }
    }
  });
}

/** An item that only holds the nested list. */
function isCheckListWrapper(item: ListItemNode): boolean {
  const list = item.getParent();
  return $isListNode(list) && list.getListType() === 'check' && $isListNode(item.getFirstChild());
}

function isEmpty(item: ListItemNode): boolean {
  return item
    .getChildren()
    .every((child) => $isLineBreakNode(child) || ($isTextNode(child) && child.getTextContent().trim() === ''));
}
