/**
 * Filters of the table: chips that are on or off, choices of outlets, types and tags, and the words that are searched. All hold at once.
 */
import { foldOutlet } from '#core/citation/source-match.ts';
import { fold, type SourceRow, searchTextOf } from './source-rows.ts';

export const CHIPS = ['needs-details', 'ungraded', 'not-cited', 'duplicates'] as const;
export type Chip = (typeof CHIPS)[number];
export const CHIP_NAMES: Record<Chip, string> = {
  'needs-details': 'Needs details',
  ungraded: 'Ungraded',
  'not-cited': 'Not cited',
  duplicates: 'Duplicates',
};

export const FACETS = ['outlet', 'type', 'tag'] as const;
export type Facet = (typeof FACETS)[number];
export const FACET_NAMES: Record<Facet, { one: string; many: string }> = {
  outlet: { one: 'Outlet', many: 'outlets' },
  type: { one: 'Type', many: 'types' },
  tag: { one: 'Tag', many: 'tags' },
};

export type SourceFilters = {
  search: string;
  chips: ReadonlySet<Chip>;
  /** What is chosen of each; nothing chosen is everything. */
  facets: Readonly<Record<Facet, ReadonlySet<string>>>;
};

const NONE: ReadonlySet<never> = new Set();
export const NO_FILTERS: SourceFilters = {
  search: '',
  chips: NONE,
  facets: { outlet: NONE, type: NONE, tag: NONE },
};

/** The groups of sources that look the same, by the id of each; undefined while they are being looked for. */
export type Duplicates = ReadonlyMap<string, number> | undefined;

/** True where a filter other than the search is set. */
export function isFiltered({ chips, facets }: SourceFilters): boolean {
  return chips.size > 0 || FACETS.some((facet) => facets[facet].size > 0);
}

/** What a row is of a facet; several for tags. Outlets that are written in two ways are one. */
export function valuesOf(row: SourceRow, facet: Facet): readonly string[] {
  if (facet === 'tag') return row.tags;
  if (facet === 'type') return [row.type];
  return row.outlet ? [outletKeyOf(row.outlet)] : [];
}

const outletKeys = new Map<string, string>();

function outletKeyOf(outlet: string): string {
  let key = outletKeys.get(outlet);
  if (key === undefined) {
    key = foldOutlet(outlet);
    outletKeys.set(outlet, key);
  }
  return key;
}

function holds(row: SourceRow, chip: Chip, duplicates: Duplicates): boolean {
  switch (chip) {
    case 'needs-details':
      return row.needsDetails;
    case 'ungraded':
      return row.grade === null;
    case 'not-cited':
      return row.citedInCount === 0;
    case 'duplicates':
      return duplicates?.has(row.id) ?? false;
  }
}

export type Filtered = {
  rows: SourceRow[];
  /** How many rows each chip would show beside the other filters. */
  counts: Record<Chip, number>;
};

/**
 * The rows that all filters let through, in their order, and what each chip would show. `keptId` is let through in any case: the row
 * of a source that is being edited.
 */
export function filterRows(
  all: readonly SourceRow[],
  filters: SourceFilters,
  duplicates: Duplicates,
  keptId: string | null = null,
): Filtered {
  const words = fold(filters.search).split(/\s+/).filter(Boolean);
  const chosen = FACETS.filter((facet) => filters.facets[facet].size > 0);
  const pressed = CHIPS.filter((chip) => filters.chips.has(chip));
  const rows: SourceRow[] = [];
  const counts: Record<Chip, number> = { 'needs-details': 0, ungraded: 0, 'not-cited': 0, duplicates: 0 };
  for (const row of all) {
    const isLeft = isFound(row, words) && chosen.every((facet) => hasOneOf(row, facet, filters.facets[facet]));
    const failed = isLeft ? pressed.filter((chip) => !holds(row, chip, duplicates)) : [];
    if ((isLeft && failed.length === 0) || row.id === keptId) rows.push(row);
    if (!isLeft || failed.length > 1) continue;
    // What fails one chip alone is what that chip hides.
    for (const chip of CHIPS) {
      if ((failed.length === 0 || failed[0] === chip) && holds(row, chip, duplicates)) counts[chip] += 1;
    }
  }
  return { rows, counts };
}

function isFound(row: SourceRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = searchTextOf(row.item);
  return words.every((word) => text.includes(word));
}

function hasOneOf(row: SourceRow, facet: Facet, chosen: ReadonlySet<string>): boolean {
  return valuesOf(row, facet).some((value) => chosen.has(value));
}

export type FacetValue = { id: string; label: string; count: number };

/** What there is of a facet among the rows that the other filters let through, the most frequent first. */
export function facetValues(
  all: readonly SourceRow[],
  facet: Facet,
  filters: SourceFilters,
  duplicates: Duplicates,
): FacetValue[] {
  const others = { ...filters, facets: { ...filters.facets, [facet]: NONE } };
  const values = new Map<string, FacetValue>();
  const count = (row: SourceRow, by: number) => {
    for (const id of valuesOf(row, facet)) {
      const known = values.get(id);
      if (known) known.count += by;
      else values.set(id, { id, label: facet === 'outlet' ? row.outlet : id, count: by });
    }
  };
  for (const row of filterRows(all, others, duplicates).rows) count(row, 1);
  // What is chosen can always be taken back, also where it is not among them.
  const missing = new Set([...filters.facets[facet]].filter((id) => !values.has(id)));
  if (missing.size > 0) for (const row of all) if (valuesOf(row, facet).some((id) => missing.has(id))) count(row, 0);
  return [...values.values()].sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, 'en'));
}
