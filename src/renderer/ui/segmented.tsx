/**
 * A choice of one from a few that all stand there: formats, grades, themes.
 */
import { Label, Radio, RadioGroup } from 'react-aria-components';

type SegmentedProps<T extends string> = {
  label: string;
  hideLabel?: boolean;
  value: T | null;
  options: readonly {
    id: T;
    label: string /** Said instead of the label where that is only a letter. */;
    name?: string;
  }[];
  onChange: (value: T) => void;
  isDisabled?: boolean;
};

export function Segmented<T extends string>({
  label,
  hideLabel = false,
  value,
  options,
  onChange,
  isDisabled = false,
}: SegmentedProps<T>) {
  return (
    <RadioGroup
      {...(hideLabel && { 'aria-label': label })}
      className="g-field"
      orientation="horizontal"
      value={value}
      isDisabled={isDisabled}
      onChange={(id) => {
        const chosen = options.find((option) => option.id === id);
        if (chosen) onChange(chosen.id);
      }}
    >
      {!hideLabel && <Label>{label}</Label>}
      <div className="g-segmented">
        {options.map((option) => (
          <Radio
            key={option.id}
            value={option.id}
            className="g-segment"
            {...(option.name && { 'aria-label': option.name })}
          >
            {option.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
