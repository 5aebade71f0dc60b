/**
 * The details of a source: the fields of its type, how reliable it is, what the desk keeps with it, and whatever else is filled in.
 */
import { Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Variable } from '#core/citation/variables.ts';
import type { Source } from '#core/model/source.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextArea, TextField } from '#renderer/ui/text-field.tsx';
import { TokenField } from '#renderer/ui/token-field.tsx';
import { AddField } from './add-field.tsx';
import { ReliabilityField } from './reliability-field.tsx';
import { useSourceEditing } from './source-editing.ts';
import { SourceField } from './source-field.tsx';
import { fieldOf, formOf, otherFieldsOf } from './source-forms.ts';
import { TYPE_OPTIONS } from './source-types.ts';
import { useSourcesRoom } from './sources-room.ts';

type SourceFormProps = { source: Source; isReadOnly: boolean; onDelete: (source: Source) => void };

export function SourceForm({ source, isReadOnly, onDelete }: SourceFormProps) {
  const { change, flush } = useSourceEditing.getState();
  const { csl } = source;
  const fields = useRef<HTMLDivElement>(null);
  const isWanted = useSourcesRoom(({ isFormWanted, selection }) => isFormWanted && selection.focusId === source.id);
  useEffect(() => {
    if (!isWanted) return;
    useSourcesRoom.setState({ isFormWanted: false });
    fields.current?.querySelector('input')?.focus();
  }, [isWanted]);
  const [added, setAdded] = useState<readonly Variable[]>([]);
  const { fields: others, foreign } = otherFieldsOf(csl);
  const shownOthers = [
    ...others,
    ...added.filter((variable) => !others.some((field) => field.variable === variable)).map(fieldOf),
  ].filter(({ variable }) => !formOf(csl.type).some((field) => field.variable === variable));
  return (
    <form className="source-form" onBlur={() => void flush()} onSubmit={(event) => event.preventDefault()}>
      <Select
        label="Type"
        value={csl.type}
        options={TYPE_OPTIONS}
        isDisabled={isReadOnly}
        onChange={(type) => change({ csl: { ...csl, type } }, 'type')}
      />
      <div className="source-fields" ref={fields}>
        {formOf(csl.type).map((field) => (
          <SourceField key={field.variable} field={field} source={source} />
        ))}
      </div>
      <ReliabilityField grade={source.grade} isDisabled={isReadOnly} onChange={(grade) => change({ grade }, 'grade')} />
      <Excerpts source={source} />
      <div className="g-field">
        <span className="react-aria-Label">Tags</span>
        <TokenField
          label="Tags"
          tokens={source.tags}
          isReadOnly={isReadOnly}
          onChange={(tags) => change({ tags }, 'tags')}
          placeholder="Add a tag"
        />
      </div>
      <TextArea
        label="Notes"
        value={source.notes}
        placeholder="What the desk should know"
        onChange={(notes) => change({ notes }, 'notes')}
      />
      <TextField
        label="Text taken over from"
        value={source.syndicatedFrom ?? ''}
        placeholder="An agency or another outlet"
        {...(source.syndicatedFrom && { hint: `Counts as one voice with ${source.syndicatedFrom}.` })}
        onChange={(text) => change({ syndicatedFrom: text || undefined }, 'syndicatedFrom')}
      />
      {(shownOthers.length > 0 || foreign.length > 0) && (
        <fieldset className="source-others">
          <legend>Other fields</legend>
          {shownOthers.map((field) => (
            <SourceField key={field.variable} field={field} source={source} />
          ))}
          {foreign.map(({ name, text }) => (
            <div key={name} className="source-foreign">
              <span>{name}</span>
              <p>{text}</p>
            </div>
          ))}
        </fieldset>
      )}
      <div className="source-form-foot">
        <AddField
          csl={csl}
          taken={added}
          isDisabled={isReadOnly}
          onAdd={(variable) => setAdded((before) => [...before, variable])}
        />
        <Button variant="quiet" className="source-delete" isDisabled={isReadOnly} onPress={() => onDelete(source)}>
          <Trash2 aria-hidden /> Delete source
        </Button>
      </div>
    </form>
  );
}

/** The passages that are kept, to read; they have a tab of their own to work with. */
function Excerpts({ source: { excerpts } }: { source: Source }) {
  if (excerpts.length === 0) return null;
  return (
    <div className="g-field">
      <span className="react-aria-Label">Excerpts</span>
      {excerpts.slice(0, 3).map(({ id, text, page, note }) => (
        <blockquote key={id} className="source-excerpt">
          {text}
          <small>{[page && `Page ${page}`, note].filter(Boolean).join(' · ')}</small>
        </blockquote>
      ))}
      {excerpts.length > 3 && <small>{excerpts.length - 3} more</small>}
    </div>
  );
}
