/**
 * How reliable a source is, on the Admiralty code: six letters, and beside them what the chosen one says, or the one under the pointer.
 */
import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { RELIABILITY_NAMES } from '#core/assessment/admiralty.ts';
import { type Grade, gradeSchema } from '#core/model/source.ts';
import { Button } from '#renderer/ui/button.tsx';

type ReliabilityFieldProps = {
  grade: Grade | null;
  isDisabled?: boolean;
  /** What stands beside the letters where none is chosen. */
  empty?: string;
  onChange: (grade: Grade | null) => void;
};

export function ReliabilityField({
  grade,
  isDisabled = false,
  empty = 'Not graded yet',
  onChange,
}: ReliabilityFieldProps) {
  const [shown, setShown] = useState<Grade | null>(null);
  const worded = shown ?? grade;
  return (
    <RadioGroup
      className="g-field source-reliability"
      orientation="horizontal"
      value={grade}
      isDisabled={isDisabled}
      onChange={(value) => onChange(gradeSchema.parse(value))}
    >
      <Label>Reliability</Label>
      <div className="source-reliability-row">
        <div className="g-segmented">
          {gradeSchema.options.map((letter) => (
            <Radio
              key={letter}
              value={letter}
              className="g-segment"
              aria-label={`${letter}: ${RELIABILITY_NAMES[letter]}`}
              onHoverStart={() => setShown(letter)}
              onHoverEnd={() => setShown(null)}
            >
              {letter}
            </Radio>
          ))}
        </div>
        <span className="source-reliability-words" data-preview={shown !== null && shown !== grade ? '' : undefined}>
          {worded ? RELIABILITY_NAMES[worded] : empty}
        </span>
        {grade && !isDisabled && (
          <Button variant="quiet" onPress={() => onChange(null)}>
            Clear
          </Button>
        )}
      </div>
    </RadioGroup>
  );
}
