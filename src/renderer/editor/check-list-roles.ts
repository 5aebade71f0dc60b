/**
 * The roles of a check list. Lexical makes its items `<li role="checkbox">` in a list, which ARIA in HTML does not allow. A
 * list item may be a tree item, and a tree item may be checked: a check list is a tree of them, as deep as it nests.
 */
import { $isListItemNode, $isListNode, ListItemNode, ListNode } from '@lexical/list';
import { $getNodeByKey, defineExtension, HISTORIC_TAG, type LexicalEditor, mergeRegister, type NodeKey } from 'lexical';

export const CheckListRolesExtension = defineExtension({
  name: 'galley/CheckListRoles',
  register: (editor) =>
    mergeRegister(
      editor.registerMutationListener(ListNode, (mutations) => correct(editor, mutations.keys())),
      editor.registerMutationListener(ListItemNode, (mutations) => correct(editor, mutations.keys())),
      // Undo and redo write all roles anew without saying of which nodes.
      editor.registerUpdateListener(({ tags }) => {
        const items = tags.has(HISTORIC_TAG)
          ? editor.getRootElement()?.querySelectorAll('li[role=checkbox]')
          : undefined;
        for (const item of items ?? []) item.setAttribute('role', 'treeitem');
      }),
    ),
});

function correct(editor: LexicalEditor, keys: Iterable<NodeKey>): void {
  editor.read(() => {
    for (const key of keys) {
      const node = $getNodeByKey(key);
      const element = editor.getElementByKey(key);
      if (!element) continue;
      if ($isListNode(node)) {
        if (node.getListType() !== 'check') element.removeAttribute('role');
        else element.setAttribute('role', $isListItemNode(node.getParent()) ? 'group' : 'tree');
      } else if ($isListItemNode(node)) {
        if (element.getAttribute('role') === 'checkbox') element.setAttribute('role', 'treeitem');
        else if (isCheckListWrapper(node)) element.setAttribute('role', 'none');
      }
    }
  });
}

/** An item that only holds the nested list. */
function isCheckListWrapper(item: ListItemNode): boolean {
  const list = item.getParent();
  return $isListNode(list) && list.getListType() === 'check' && $isListNode(item.getFirstChild());
}
