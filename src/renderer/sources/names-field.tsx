/**
 * People and organisations in a role: added, written anew, reordered, and turned from one into the other.
 */
import { Building2, ChevronDown, ChevronUp, User, X } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { CslName } from '#core/model/source.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { nameFrom, nameToEdit, turnedName } from './name-text.ts';

type NamesFieldProps = {
  label: string;
  names: readonly CslName[];
  onChange: (names: CslName[]) => void;
};

export function NamesField({ label, names, onChange }: NamesFieldProps) {
  const field = useRef<HTMLFieldSetElement>(null);
  const [typed, setTyped] = useState('');
  const one = label.toLowerCase().replace(/s$/, '');

  const add = () => {
    const text = typed.trim();
    setTyped('');
    if (text) onChange([...names, nameFrom(text)]);
  };
  const put = (at: number, name: CslName | undefined) =>
    onChange(names.map((each, index) => (index === at ? name : each)).filter((each) => each !== undefined));
  const move = (at: number, by: -1 | 1) => {
    const to = at + by;
    const moved = names[at];
    if (!moved || to < 0 || to >= names.length) return;
    onChange(names.toSpliced(at, 1).toSpliced(to, 0, moved));
    // The keyboard stays with what was moved.
    window.requestAnimationFrame(() => field.current?.querySelectorAll<HTMLElement>('.name-row input')[to]?.focus());
  };

  return (
    <fieldset className="source-names g-field" aria-label={label} ref={field}>
      <span className="react-aria-Label" aria-hidden>
        {label}
      </span>
      {names.map((name, at) => (
        <NameRow
          // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name
          key={at}
          label={`${label}, ${at + 1} of ${names.length}`}
          name={name}
          isFirst={at === 0}
          isLast={at === names.length - 1}
          onChange={(next) => put(at, next)}
          onMove={(by) => move(at, by)}
        />
      ))}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears Enter from the field inside, which is the control */}
      <div
        className="source-name-new"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          add();
        }}
      >
        <TextField
          label={`Add to ${label.toLowerCase()}`}
          value={typed}
          placeholder={names.length === 0 ? `Family, Given – or an organisation` : `Another ${one}`}
          onChange={setTyped}
          onBlur={add}
        />
      </div>
    </fieldset>
  );
}

type NameRowProps = {
  label: string;
  name: CslName;
  isFirst: boolean;
  isLast: boolean;
  onChange: (name: CslName | undefined) => void;
  onMove: (by: -1 | 1) => void;
};

function NameRow({ label, name, isFirst, isLast, onChange, onMove }: NameRowProps) {
  // Half a name is no name: what is typed becomes one when the field is left.
  const [typed, setTyped] = useState<string | null>(null);
  const isOrganisation = name.literal !== undefined;
  const settle = () => {
    if (typed !== null && typed !== nameToEdit(name))
      onChange(typed.trim() ? nameFrom(typed, isOrganisation) : undefined);
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) settle();
    else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      settle();
      onMove(event.key === 'ArrowUp' ? -1 : 1);
    } else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears keys from the field inside, which is the control
    <div className="name-row" onKeyDown={onKeyDown}>
      <IconButton
        label={isOrganisation ? 'An organisation; make it a person' : 'A person; make it an organisation'}
        onPress={() => onChange(turnedName(name))}
      >
        {isOrganisation ? <Building2 aria-hidden /> : <User aria-hidden />}
      </IconButton>
      <TextField label={label} value={typed ?? nameToEdit(name)} onChange={setTyped} onBlur={settle} />
      {!isFirst && (
        <IconButton label="Move up" shortcut="Alt+↑" onPress={() => onMove(-1)}>
          <ChevronUp aria-hidden />
        </IconButton>
      )}
      {!isLast && (
        <IconButton label="Move down" shortcut="Alt+↓" onPress={() => onMove(1)}>
          <ChevronDown aria-hidden />
        </IconButton>
      )}
      <IconButton label={`Remove ${nameToEdit(name)}`} onPress={() => onChange(undefined)}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
