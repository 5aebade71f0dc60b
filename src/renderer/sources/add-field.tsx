/**
 * Adding a field that a type's form doesn't show: any variable of CSL.
 */
import { Plus } from 'lucide-react';
import type { Variable } from '#core/citation/variables.ts';
import type { CslItem } from '#core/model/source.ts';
import { SearchMenu } from '#renderer/ui/search-menu.tsx';
import { addableFields } from './source-forms.ts';

export function AddField({
  csl,
  taken,
  isDisabled,
  onAdd,
}: {
  csl: CslItem;
  taken: readonly Variable[];
  isDisabled: boolean;
  onAdd: (variable: Variable) => void;
}) {
  return (
    <SearchMenu
      label="Add a field"
      isDisabled={isDisabled}
      searchLabel="Search fields"
      className="g-button g-button-quiet"
      getItems={() =>
        addableFields(csl)
          .filter(({ variable }) => !taken.includes(variable))
          .map(({ variable, label }) => ({ id: variable, label }))
      }
      onChoose={onAdd}
    >
      <Plus aria-hidden /> Add a field
    </SearchMenu>
  );
}
