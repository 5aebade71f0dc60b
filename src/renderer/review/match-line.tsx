/**
 * How a quoted passage stands in a copy: how much of it is alike, what differs, on which page.
 */
import { Fragment, type ReactNode } from 'react';
import type { Difference } from '#core/quotation/differences.ts';
import type { QuoteMatch } from '#core/quotation/find-passage.ts';

export function MatchLine({ match }: { match: QuoteMatch }) {
  if (match.kind === 'none') {
    return <p className="match-line">Nothing in this copy is near the quoted passage.</p>;
  }
  const { similarityPercent, differences, page } = match;
  return (
    <p className="match-line">
      <b className="num">{similarityPercent} %</b>
      <span className="match-text">
        “
        {differences.map((piece, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
          <Fragment key={index}>{pieceOf(piece)}</Fragment>
        ))}
        ”
      </span>
      {page !== undefined && <span className="match-page num">page {page.toLocaleString('en')}</span>}
    </p>
  );
}

function pieceOf(piece: Difference): ReactNode {
  switch (piece.kind) {
    case 'equal':
    case 'gap':
      return piece.text;
    case 'deleted':
      return (
        <del>
          <span className="sr-only">quoted as </span>
          {withLetters(piece.text, piece.letters)}
        </del>
      );
    case 'inserted':
      return (
        <ins>
          <span className="sr-only">, in the source </span>
          {withLetters(piece.text, piece.letters)}
        </ins>
      );
  }
}

/** A word with the letters marked that differ. */
function withLetters(text: string, letters: readonly { start: number; end: number }[]): ReactNode {
  if (letters.length === 0) return text;
  return letters.map(({ start, end }, index) => (
    <Fragment key={start}>
      {text.slice(letters[index - 1]?.end ?? 0, start)}
      <b>{text.slice(start, end)}</b>
      {index === letters.length - 1 && text.slice(end)}
    </Fragment>
  ));
}
