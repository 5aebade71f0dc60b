/**
 * A choice of one from a list that opens.
 */
import { Check, ChevronDown } from 'lucide-react';
import { Select as AriaSelect, Button, Label, ListBox, ListBoxItem, Popover, SelectValue } from 'react-aria-components';

type SelectProps<T extends string> = {
  label: string;
  hideLabel?: boolean;
  value: T;
  options: readonly { id: T; label: string }[];
  onChange: (value: T) => void;
  isDisabled?: boolean;
  className?: string;
};

export function Select<T extends string>({
  label,
  hideLabel = false,
  value,
  options,
  onChange,
  className = '',
  isDisabled = false,
}: SelectProps<T>) {
  return (
    <AriaSelect
      {...(hideLabel && { 'aria-label': label })}
      className={`g-field ${className}`}
      value={value}
      isDisabled={isDisabled}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen) onChange(chosen.id);
      }}
    >
      {!hideLabel && <Label>{label}</Label>}
      <Button className="g-select-button">
        <SelectValue />
        <ChevronDown aria-hidden />
      </Button>
      <Popover className="g-float g-select-list" offset={4}>
        <ListBox items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className="g-option">
              {({ isSelected }) => (
                <>
                  <span className="g-option-name">{option.label}</span>
                  {isSelected && <Check aria-hidden />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
