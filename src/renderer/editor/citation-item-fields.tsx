/**
 * One source of a citation in its form: which it is, where in it, and the words before and after.
 */
import { X } from 'lucide-react';
import { useId } from 'react';
import { type CitationItem, locatorLabelSchema } from '#core/model/citation.ts';
import { LOCATOR_NAMES } from './citation-draft.ts';
import type { SourceEntry } from './source-search.ts';

type CitationItemFieldsProps = {
  item: CitationItem;
  /** Undefined where the library has no such source any more. */
  entry: SourceEntry | undefined;
  onChange: (change: Partial<CitationItem>) => void;
  /** Undefined for the only source: a citation has at least one. */
  onRemove: (() => void) | undefined;
};

export function CitationItemFields({ item, entry, onChange, onRemove }: CitationItemFieldsProps) {
  const id = useId();
  const name = entry?.outlet ?? 'Unknown source';
  return (
    <fieldset className="citation-item">
      <legend className="sr-only">{name}</legend>
      <div className="citation-item-head">
        <span className="source-grade">{entry?.source.grade ?? '–'}</span>
        <span className="typeahead-name">
          <b>{name}</b>
          {entry?.detail && <small>{entry.detail}</small>}
        </span>
        {onRemove && (
          <button type="button" className="form-icon-button" aria-label={`Remove ${name}`} onClick={onRemove}>
            <X aria-hidden />
          </button>
        )}
      </div>
      <div className="citation-item-fields">
        <label className="form-field" htmlFor={`${id}-label`}>
          <span>Where</span>
          <select
            id={`${id}-label`}
            value={item.label ?? 'page'}
            onChange={(event) => onChange({ label: locatorLabelSchema.parse(event.target.value) })}
          >
            {Object.entries(LOCATOR_NAMES).map(([label, words]) => (
              <option key={label} value={label}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <TextField
          id={`${id}-locator`}
          label="Locator"
          value={item.locator}
          max={200}
          onChange={(locator) => onChange({ locator })}
        />
        <TextField
          id={`${id}-prefix`}
          label="Prefix"
          hint="see"
          value={item.prefix}
          max={500}
          onChange={(prefix) => onChange({ prefix })}
        />
        <TextField
          id={`${id}-suffix`}
          label="Suffix"
          value={item.suffix}
          max={500}
          onChange={(suffix) => onChange({ suffix })}
        />
      </div>
    </fieldset>
  );
}

type TextFieldProps = {
  id: string;
  label: string;
  hint?: string;
  value: string | undefined;
  max: number;
  onChange: (value: string) => void;
};

function TextField({ id, label, hint, value, max, onChange }: TextFieldProps) {
  return (
    <label className="form-field" htmlFor={id}>
      <span>{label}</span>
      <input
        id={id}
        value={value ?? ''}
        placeholder={hint}
        maxLength={max}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
