/**
 * Fields to type into: one line, several lines, and search.
 */
import { Search, X } from 'lucide-react';
import { memo, type Ref } from 'react';
import {
  SearchField as AriaSearchField,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  Button,
  FieldError,
  Input,
  Label,
  Text,
} from 'react-aria-components';
import { formatShortcut } from './keys.ts';

type FieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  placeholder?: string;
  hint?: string;
  /** A sentence where the value can't be right. */
  problem?: string | undefined;
  isDisabled?: boolean;
  isReadOnly?: boolean;
  autoFocus?: boolean;
  maxLength?: number;
  inputMode?: 'text' | 'numeric' | 'url';
  className?: string;
};

/** One line with its label above. */
export function TextField({ label, hint, problem, placeholder, className = '', ...props }: FieldProps) {
  return (
    <AriaTextField {...props} isInvalid={problem !== undefined} className={`g-field ${className}`}>
      <Label>{label}</Label>
      <Input {...(placeholder && { placeholder })} />
      {hint && <Text slot="description">{hint}</Text>}
      <FieldError>{problem}</FieldError>
    </AriaTextField>
  );
}

/** Several lines; grows with its text. */
export function TextArea({
  label,
  hint,
  problem,
  placeholder,
  className = '',
  rows = 2,
  ...props
}: FieldProps & { rows?: number }) {
  return (
    <AriaTextField {...props} isInvalid={problem !== undefined} className={`g-field ${className}`}>
      <Label>{label}</Label>
      <AriaTextArea rows={rows} {...(placeholder && { placeholder })} />
      {hint && <Text slot="description">{hint}</Text>}
      <FieldError>{problem}</FieldError>
    </AriaTextField>
  );
}

type SearchProps = {
  label: string;
  /** Both are left out within an autocomplete, which holds what is typed. */
  value?: string;
  onChange?: (value: string) => void;
  shortcut?: string;
  autoFocus?: boolean;
  className?: string;
  ref?: Ref<HTMLInputElement>;
};

/** A search field; its label is its placeholder, Escape empties it. */
export const SearchField = memo(function SearchField({ label, shortcut, className = '', ref, ...props }: SearchProps) {
  return (
    <AriaSearchField {...props} aria-label={label} className={`g-search ${className}`}>
      <Search aria-hidden />
      <Input {...(ref && { ref })} placeholder={label} />
      {props.value ? (
        <Button className="g-search-clear" aria-label="Clear the search">
          <X aria-hidden />
        </Button>
      ) : (
        shortcut && <kbd aria-hidden>{formatShortcut(shortcut)}</kbd>
      )}
    </AriaSearchField>
  );
});
