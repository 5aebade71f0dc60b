/**
 * Why the confidence in a section is what it is. What is typed goes into the story at once; what changes there
 * otherwise, as by undo, is shown while nobody types here.
 */
import { useState } from 'react';
import { TextArea } from '#renderer/ui/text-field.tsx';

type RationaleFieldProps = { rationale: string; readOnly: boolean; onChange: (rationale: string) => void };

export function RationaleField({ rationale, readOnly, onChange }: RationaleFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  if (readOnly) return rationale ? <p className="rationale-text">{rationale}</p> : null;
  return (
    <TextArea
      label="Your reasons"
      placeholder="Why you are as sure as you are"
      rows={1}
      maxLength={20_000}
      value={typed ?? rationale}
      onChange={(next) => {
        setTyped(next);
        onChange(next);
      }}
      onBlur={() => setTyped(null)}
      className="rationale-field"
    />
  );
}
