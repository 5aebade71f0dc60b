/**
 * Which sources are the same: the same DOI, the same address, or the same title, outlet and date.
 */
import { type CslItem, outletOf } from '#core/model/source.ts';
import { dateText } from './date-text.ts';
import { withoutTags } from './rich-text.ts';
import { foldOutlet } from './source-match.ts';
import { textIn } from './variables.ts';

/** Parameters of an address that only say where a reader came from. */
const TRACKING = /^(?:utm_.*|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref_src|cmpid|smid)$/i;

/** Finds sources that are the same as an item; grows as sources are added. */
export type DuplicateFinder<T> = {
  find(csl: CslItem): T | undefined;
  add(csl: CslItem, source: T): void;
};

/** Builds a finder with nothing in it. */
export function createDuplicateFinder<T>(): DuplicateFinder<T> {
  const byKey = new Map<string, { source: T; doi: string }>();
  return {
    find: (csl) => {
      const doi = foldDoi(textIn(csl, 'DOI'));
      for (const key of duplicateKeysOf(csl)) {
        const known = byKey.get(key);
        // Two DOIs are two publications, whatever else they share.
        if (known && (!doi || !known.doi || doi === known.doi)) return known.source;
      }
      return undefined;
    },
    add: (csl, source) => {
      const doi = foldDoi(textIn(csl, 'DOI'));
      for (const key of duplicateKeysOf(csl)) if (!byKey.has(key)) byKey.set(key, { source, doi });
    },
  };
}

/** Groups those of `sources` that are the same, in the order of their first; what is alone is in no group. */
export function duplicateGroupsOf<T extends { csl: CslItem }>(sources: readonly T[]): T[][] {
  const grouping = groupDuplicates(sources);
  for (;;) {
    const { done, value } = grouping.next();
    if (done) return value;
  }
}

/** So many sources are looked at between two pauses. */
const SLICE = 256;

/** The same in slices, so that a window can do something else in between; what it returns are the groups. */
export function* groupDuplicates<T extends { csl: CslItem }>(sources: readonly T[]): Generator<undefined, T[][]> {
  const buckets = new Map<string, number[]>();
  for (const [index, { csl }] of sources.entries()) {
    if (index % SLICE === 0) yield;
    for (const key of duplicateKeysOf(csl)) {
      const bucket = buckets.get(key);
      if (bucket) bucket.push(index);
      else buckets.set(key, [index]);
    }
  }
  const groupOf = Array.from(sources.keys());
  const find = (index: number): number => {
    let root = index;
    while (groupOf[root] !== root) root = groupOf[root] ?? root;
    groupOf[index] = root;
    return root;
  };
  let looked = 0;
  for (const bucket of buckets.values()) {
    looked += 1;
    if (looked % (16 * SLICE) === 0) yield;
    const [first, ...others] = bucket;
    if (first === undefined || others.length === 0 || namesTwoDois(sources, bucket)) continue;
    for (const other of others) groupOf[find(other)] = find(first);
  }
  yield;
  const groups = new Map<number, T[]>();
  for (const [index, source] of sources.entries()) {
    const root = find(index);
    const group = groups.get(root);
    if (group) group.push(source);
    else groups.set(root, [source]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function namesTwoDois(sources: readonly { csl: CslItem }[], bucket: readonly number[]): boolean {
  const dois = bucket
    .map((index) => foldDoi(textIn(sources[index]?.csl ?? { type: 'document' }, 'DOI')))
    .filter(Boolean);
  return new Set(dois).size > 1;
}

const known = new WeakMap<CslItem, readonly string[]>();

/** Keys of which sources that are the same share at least one. Remembered by item: a changed item is another object. */
export function duplicateKeysOf(csl: CslItem): readonly string[] {
  let keys = known.get(csl);
  if (!keys) {
    keys = [doiKey(csl), urlKey(csl), titleKey(csl)].filter((key) => key !== undefined);
    known.set(csl, keys);
  }
  return keys;
}

function doiKey(csl: CslItem): string | undefined {
  const doi = foldDoi(textIn(csl, 'DOI'));
  return doi ? `doi ${doi}` : undefined;
}

function foldDoi(doi: string): string {
  return doi
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/, '');
}

function urlKey(csl: CslItem): string | undefined {
  const url = foldUrl(textIn(csl, 'URL'));
  return url && `url ${url}`;
}

/**
 * An address without what doesn't change where it leads: scheme, `www.`, a slash at its end, the place on the page, tracking, and
 * the order of its parameters. Undefined for none and for a site's front page, which is no single source.
 */
export function foldUrl(text: string): string | undefined {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  const host = url.host.replace(/^(?:www|m|amp)\./, '').replace(/:(?:80|443)$/, '');
  const path = url.pathname.replace(/\/(?:index\.html?)?$/, '');
  const parameters = [...url.searchParams].filter(([name]) => !TRACKING.test(name)).map((pair) => pair.join('='));
  const fragment = /^#!?\//.test(url.hash) ? url.hash : '';
  if (!path && parameters.length === 0 && !fragment) return undefined;
  return `${host}${path}${parameters.length > 0 ? `?${parameters.sort().join('&')}` : ''}${fragment}`;
}

/** Title, outlet and date; where nobody has written a title, outlet and date are all that a source says. */
function titleKey(csl: CslItem): string | undefined {
  const title = foldTitle(csl.title ?? '');
  const outlet = foldOutlet(outletOf({ ...csl, title: undefined }));
  const date = dateText(csl.issued);
  if (!outlet || (!title && !date)) return undefined;
  return `title ${[title, outlet, date].join('\u0000')}`;
}

/** A title without tags, case, accents, punctuation and kinds of spaces. */
function foldTitle(title: string): string {
  const lower = withoutTags(title).toLowerCase();
  // Most are ASCII, which is ten times quicker to fold.
  const folded = /^[\x20-\x7e]*$/.test(lower)
    ? lower.replace(/[^a-z0-9]+/g, ' ')
    : lower
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replace(/[^\p{L}\p{N}]+/gu, ' ');
  return folded.trim();
}
