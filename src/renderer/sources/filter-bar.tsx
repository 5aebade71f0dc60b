/**
 * The filters over the table: chips with how many each would show, and menus of outlets, types and tags.
 */
import { ChevronDown } from 'lucide-react';
import { SearchMenu } from '#renderer/ui/search-menu.tsx';
import {
  CHIP_NAMES,
  CHIPS,
  type Chip,
  FACET_NAMES,
  FACETS,
  type Facet,
  type FacetValue,
  isFiltered,
  NO_FILTERS,
  type SourceFilters,
} from './source-filters.ts';

type FilterBarProps = {
  total: number;
  /** How many each chip would show; null while that is being found out. */
  counts: Record<Chip, number | null>;
  filters: SourceFilters;
  valuesOf: (facet: Facet) => FacetValue[];
  onFilters: (filters: SourceFilters) => void;
};

export function FilterBar({ total, counts, filters, valuesOf, onFilters }: FilterBarProps) {
  const toggle = (chip: Chip) => {
    const chips = new Set(filters.chips);
    if (!chips.delete(chip)) chips.add(chip);
    onFilters({ ...filters, chips });
  };
  return (
    <fieldset className="source-filters" aria-label="Filter">
      <button
        type="button"
        className="source-filter num"
        aria-pressed={!isFiltered(filters)}
        onClick={() => onFilters({ ...NO_FILTERS, search: filters.search })}
      >
        All <b>{total.toLocaleString('en')}</b>
      </button>
      {CHIPS.map((chip) => (
        <button
          key={chip}
          type="button"
          className="source-filter num"
          aria-pressed={filters.chips.has(chip)}
          onClick={() => toggle(chip)}
        >
          {CHIP_NAMES[chip]} <b>{counts[chip]?.toLocaleString('en') ?? '…'}</b>
        </button>
      ))}
      {FACETS.map((facet) => (
        <SearchMenu
          key={facet}
          label={FACET_NAMES[facet].one}
          searchLabel={`Search ${FACET_NAMES[facet].many}`}
          className="source-filter num"
          isChosen={filters.facets[facet].size > 0}
          getItems={() =>
            valuesOf(facet).map(({ id, label, count }) => ({ id, label, hint: count.toLocaleString('en') }))
          }
          chosen={filters.facets[facet]}
          onChosen={(chosen) => onFilters({ ...filters, facets: { ...filters.facets, [facet]: chosen } })}
        >
          {FACET_NAMES[facet].one}
          {filters.facets[facet].size > 0 && <b>{filters.facets[facet].size}</b>}
          <ChevronDown aria-hidden />
        </SearchMenu>
      ))}
    </fieldset>
  );
}
