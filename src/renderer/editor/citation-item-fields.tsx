/**
 * One source of a citation in its form: which it is, where in it, and the words before and after.
 */
import { X } from 'lucide-react';
import { useId } from 'react';
import { type CitationItem, locatorLabelSchema } from '#core/model/citation.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
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
          <IconButton label={`Remove ${name}`} onPress={onRemove}>
            <X aria-hidden />
          </IconButton>
        )}
      </div>
      <div className="citation-item-fields">
        <div className="g-field">
          <label htmlFor={id}>Where</label>
          <select
            id={id}
            value={item.label ?? 'page'}
            onChange={(event) => onChange({ label: locatorLabelSchema.parse(event.target.value) })}
          >
            {Object.entries(LOCATOR_NAMES).map(([label, words]) => (
              <option key={label} value={label}>
                {words}
              </option>
            ))}
          </select>
        </div>
        <TextField
          label="Locator"
          value={item.locator ?? ''}
          maxLength={200}
          onChange={(locator) => onChange({ locator })}
        />
        <TextField
          label="Prefix"
          placeholder="see"
          value={item.prefix ?? ''}
          maxLength={500}
          onChange={(prefix) => onChange({ prefix })}
        />
        <TextField
          label="Suffix"
          value={item.suffix ?? ''}
          maxLength={500}
          onChange={(suffix) => onChange({ suffix })}
        />
      </div>
    </fieldset>
  );
}
