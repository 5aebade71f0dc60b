/**
 * Which work a citation key stands for. Keys are short, and two files may give the same one to different sources; the marks in
 * the metadata block tell them apart.
 */
import { dateText } from '#core/citation/date-text.ts';
import { duplicateKeysOf } from '#core/citation/duplicates.ts';
import type { CslItem, Source } from '#core/model/source.ts';
import { checksumOf } from './checksum.ts';

/** A source as a file names it. Without `marks`, nothing but its key is known: somebody has written it into the text. */
export type NamedSource = { key: string; marks?: readonly string[] };

/**
 * Marks of a work, `doi-…`, `url-…` and `title-…` with 16 hex digits each, of which the same work elsewhere has at least one. Of a
 * source that says too little for these, `bare-…`, which only tells together with its key.
 */
export function workMarksOf(csl: CslItem): string[] {
  const keys = duplicateKeysOf(csl);
  return (keys.length > 0 ? keys : [`bare ${csl.title ?? ''} ${dateText(csl.issued)}`]).map((key) => {
    const kind = key.slice(0, key.indexOf(' '));
    // Twice, from two beginnings: 32 bits are too few for a library of 100,000.
    return `${kind}-${checksumOf(key)}${checksumOf(`again ${key}`)}`;
  });
}

/** Builds what finds the source of `sources` that a file names; undefined where there is none or it can't be told which. */
export function createWorkFinder(sources: readonly Source[]): (named: NamedSource) => Source | undefined {
  const byKey = new Map<string, Source[]>();
  const byMark = new Map<string, Source[]>();
  const add = (map: Map<string, Source[]>, name: string, source: Source) => {
    const known = map.get(name);
    if (known) known.push(source);
    else map.set(name, [source]);
  };
  for (const source of sources) {
    const key = source.csl['citation-key'];
    if (key) add(byKey, key, source);
    for (const mark of workMarksOf(source.csl)) add(byMark, mark, source);
  }
  return ({ key, marks }) => {
    if (!marks) {
      const [only, ...others] = byKey.get(key) ?? [];
      return others.length === 0 ? only : undefined;
    }
    const doi = doiMarkIn(marks);
    for (const mark of marks) {
      const found = (byMark.get(mark) ?? []).filter(({ csl }) => {
        const other = doiMarkIn(workMarksOf(csl));
        // Two DOIs are two publications, whatever else they share.
        return !doi || !other || doi === other;
      });
      const ofKey = found.find(({ csl }) => csl['citation-key'] === key);
      const source = ofKey ?? (mark.startsWith('bare-') ? undefined : found[0]);
      if (source) return source;
    }
    return undefined;
  };
}

function doiMarkIn(marks: readonly string[]): string | undefined {
  return marks.find((mark) => mark.startsWith('doi-'));
}
