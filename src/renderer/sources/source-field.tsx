/**
 * One field of a source's form, by the kind of its variable: a text, names, or a date.
 */
import { CalendarCheck, ExternalLink } from 'lucide-react';
import {
  dateIn,
  isDateVariable,
  isNameVariable,
  isTextVariable,
  namesIn,
  textIn,
  type Variable,
} from '#core/citation/variables.ts';
import type { CslItem, Source } from '#core/model/source.ts';
import { openExternal } from '#renderer/app/desktop.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { TextArea, TextField } from '#renderer/ui/text-field.tsx';
import { DateField } from './date-field.tsx';
import { NamesField } from './names-field.tsx';
import { useSourceEditing } from './source-editing.ts';
import type { FormField } from './source-forms.ts';

/** Texts that are longer than a line. */
const LONG = new Set<Variable>(['abstract', 'note', 'annote', 'references']);

export function SourceField({ field: { variable, label, isShort }, source }: { field: FormField; source: Source }) {
  const { csl } = source;
  const put = (value: unknown) =>
    useSourceEditing.getState().change({ csl: withVariable(csl, variable, value) }, variable);
  return (
    <div className="source-field" data-short={isShort || undefined}>
      {isNameVariable(variable) ? (
        <NamesField label={label} names={namesIn(csl, variable)} onChange={put} />
      ) : isDateVariable(variable) ? (
        <>
          <DateField label={label} date={dateIn(csl, variable)} onChange={put} />
          {variable === 'accessed' && !csl.accessed && (
            <IconButton label="Today" onPress={() => put(today())}>
              <CalendarCheck aria-hidden />
            </IconButton>
          )}
        </>
      ) : isTextVariable(variable) && LONG.has(variable) ? (
        <TextArea label={label} value={textIn(csl, variable)} onChange={put} />
      ) : (
        isTextVariable(variable) && (
          <>
            <TextField label={label} value={textIn(csl, variable)} onChange={put} />
            <OpenButton variable={variable} text={textIn(csl, variable)} />
          </>
        )
      )}
    </div>
  );
}

/** What an address or a DOI leads to, in the browser. */
function OpenButton({ variable, text }: { variable: Variable; text: string }) {
  const url = variable === 'URL' ? text : variable === 'DOI' && text ? `https://doi.org/${text}` : '';
  if (!/^https?:\/\/./i.test(url)) return null;
  return (
    <IconButton label={`Open the ${variable} in the browser`} onPress={() => openExternal(url)}>
      <ExternalLink aria-hidden />
    </IconButton>
  );
}

/** The item with a variable; an empty one is taken away. */
function withVariable(csl: CslItem, variable: Variable, value: unknown): CslItem {
  const { [variable]: _, ...rest } = csl;
  const isEmpty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  // What every field gives is of the kind of its variable.
  return (isEmpty ? rest : { ...csl, [variable]: value }) as CslItem;
}

function today() {
  const now = new Date();
  return { 'date-parts': [[now.getFullYear(), now.getMonth() + 1, now.getDate()]] };
}
