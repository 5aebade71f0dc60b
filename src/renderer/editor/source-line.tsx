/**
 * A source in one entry of a list: its grade, its outlet, and what else tells it from others.
 */
import type { SourceEntry } from './source-search.ts';

export function SourceLine({ entry: { source, outlet, detail } }: { entry: SourceEntry }) {
  return (
    <>
      <span className="source-grade" title={source.grade ? `Reliability ${source.grade}` : 'Not graded'}>
        <span aria-hidden>{source.grade ?? '–'}</span>
        <span className="sr-only">{source.grade ? `Grade ${source.grade}` : 'Not graded'}</span>
      </span>
      <span className="typeahead-name">
        <b>{outlet}</b>
        {detail && <small>{detail}</small>}
      </span>
      <kbd aria-hidden className="typeahead-enter">
        ↵
      </kbd>
    </>
  );
}
