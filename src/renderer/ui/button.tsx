/**
 * Buttons: with words, with a glyph only, and those that stay pressed.
 */
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps, ToggleButton } from 'react-aria-components';
import { Tooltip } from './tooltip.tsx';

type ButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'style'> & {
  variant?: 'plain' | 'primary' | 'quiet';
  className?: string;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
};

/** A button with words; at most one `primary` in a view. */
export function Button({ variant = 'plain', className = '', ...props }: ButtonProps) {
  return <AriaButton {...props} className={`g-button g-button-${variant} ${className}`} />;
}

type IconButtonProps = Omit<ButtonProps, 'variant'> & { label: string; name?: string; shortcut?: string };

/** A button with only a glyph; `label` is its tooltip and its name, unless `name` says more, or says it shorter. */
export function IconButton({ label, name, shortcut, className = '', ...props }: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <AriaButton {...props} aria-label={name ?? label} className={`g-icon-button ${className}`} />
    </Tooltip>
  );
}

type ToggleIconButtonProps = {
  label: string;
  shortcut?: string | undefined;
  isSelected: boolean;
  isDisabled?: boolean;
  onChange: (isSelected: boolean) => void;
  children: ReactNode;
  className?: string;
};

/** A glyph that stays pressed, such as Bold in a toolbar. */
export function ToggleIconButton({ label, shortcut, className = '', ...props }: ToggleIconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <ToggleButton {...props} aria-label={label} className={`g-icon-button ${className}`} />
    </Tooltip>
  );
}
