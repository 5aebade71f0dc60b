/**
 * A word on hover and focus for what has only a glyph, with its shortcut.
 */
import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { formatShortcut } from './keys.ts';

type TooltipProps = {
  text: string;
  shortcut?: string | undefined;
  placement?: 'top' | 'bottom' | 'left' | 'right';
  children: ReactElement;
};

/** Wraps one focusable React Aria element. */
export function Tooltip({ text, shortcut, placement = 'bottom', children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <AriaTooltip className="g-tooltip" placement={placement} offset={6}>
        {text}
        {shortcut && <kbd>{formatShortcut(shortcut)}</kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
