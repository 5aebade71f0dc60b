/**
 * On which side of an item its box stands. Lexical looks for a press on the box by the item's own `dir`, which only the
 * list has: in a list written from right to left it would take one at the wrong end of the line.
 */
import { defineExtension } from 'lexical';

const PRESSES = ['pointerdown', 'mousedown', 'touchstart', 'pointerup', 'click'] as const;

export const CheckBoxesExtension = defineExtension({
  name: 'galley/CheckBoxes',
  register: (editor) =>
    editor.registerRootListener((root) => {
      const page = root?.ownerDocument;
      if (!page) return;
      const sayDirection = ({ target }: Event) => {
        if (!(target instanceof HTMLElement) || !root.contains(target)) return;
        if (!target.matches('li[aria-checked]:not([dir])')) return;
        target.dir = getComputedStyle(target).direction;
        // No longer than the press is looked at: which way an item goes changes with what the list says.
        setTimeout(() => target.removeAttribute('dir'));
      };
      // Before the root's own listeners.
      for (const press of PRESSES) page.addEventListener(press, sayDirection, { capture: true, passive: true });
      return () => {
        for (const press of PRESSES) page.removeEventListener(press, sayDirection, { capture: true });
      };
    }),
});
