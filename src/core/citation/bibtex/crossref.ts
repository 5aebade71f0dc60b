/**
 * What an entry takes over from the one that its `crossref` names: a chapter from its book, a paper from its proceedings.
 */
import { isPart } from './entry-types.ts';
import { type BibEntry, bibEntriesIn } from './syntax.ts';

/** What says something of the parent alone: what it is itself about, where it is found, and how programs sort it. */
const OWN = new Set(
  (
    'crossref xref entryset entrysubtype ids related relatedtype relatedstring relatedoptions options execute label presort ' +
    'sortkey sorttitle sortname sortyear shorthand shortauthor shorteditor title subtitle titleaddon shorttitle indextitle ' +
    'abstract annotation annote note keywords file pages pagetotal doi url urldate eprint eprinttype eprintclass archiveprefix'
  ).split(' '),
);
const DATES = new Set(['date', 'year', 'month', 'day']);

/** The entries that others of the file refer to, by their keys in lower case. Of two with one key the first counts. */
export function parentsIn(text: string): ReadonlyMap<string, BibEntry> {
  const parents = new Map<string, BibEntry>();
  if (!/\bcrossref\s*=/i.test(text)) return parents;
  const entries = [...bibEntriesIn(text)].filter((entry) => 'type' in entry);
  const wanted = new Set(entries.map(parentKeyOf));
  for (const entry of entries) {
    const key = entry.key.toLowerCase();
    if (wanted.has(key) && !parents.has(key)) parents.set(key, entry);
  }
  return parents;
}

/** The key of the entry that this one refers to, in lower case; empty where it refers to none. */
export function parentKeyOf({ fields }: BibEntry): string {
  return (fields.get('crossref') ?? '').trim().toLowerCase();
}

/**
 * The entry with those fields of its parent that it lacks, as in BibTeX; the parent's title is the title of the book it is part of,
 * as in BibLaTeX.
 */
export function withParent(entry: BibEntry, parent: BibEntry): BibEntry {
  const fields = new Map(entry.fields);
  const isDated = fields.has('date') || fields.has('year');
  const inherit = (name: string, value: string | undefined) => {
    if (value !== undefined && !fields.has(name)) fields.set(name, value);
  };
  if (isPart(entry.type) && !fields.has('booktitle')) {
    const name = parent.fields.has('booktitle') ? 'booktitle' : 'title';
    inherit('booktitle', parent.fields.get(name));
    inherit('booksubtitle', parent.fields.get(name === 'title' ? 'subtitle' : 'booksubtitle'));
  }
  for (const [name, value] of parent.fields)
    if (!OWN.has(name) && name !== 'booksubtitle' && !(isDated && DATES.has(name))) inherit(name, value);
  if (!isPart(entry.type)) inherit('title', parent.fields.get('title'));
  return { ...entry, fields };
}
