/**
 * Standard output and standard error, and on a terminal below them one line that says how far a command is.
 */
import type { Output } from './library.ts';

type Stream = { write(text: string | Uint8Array): unknown; isTTY?: boolean; columns?: number };

/** Back to the line's beginning, and nothing on it (ECMA-48 §8.3.41, EL). */
const EMPTY_LINE = '\r\u001b[K';
const COLUMNS = 80;

/** Output to `stdout` and `stderr`; where errors go to a file or a pipe, nothing is said of progress. */
export function outputTo(stdout: Stream, stderr: Stream): Output {
  let shown = '';
  const draw = (text: string) => {
    if (text === shown || !stderr.isTTY) return;
    stderr.write(`${EMPTY_LINE}${text}`);
    shown = text;
  };
  /** What is written stands above the line, which comes again below it. */
  const above = (write: () => void) => {
    const text = shown;
    draw('');
    write();
    draw(text);
  };
  return {
    out: (line) => above(() => stdout.write(`${line}\n`)),
    raw: (content) => above(() => stdout.write(content)),
    err: (line) => above(() => stderr.write(`${line}\n`)),
    // A line that wraps can't be taken back.
    progress: (text) => draw((text ?? '').slice(0, (stderr.columns || COLUMNS) - 1)),
  };
}
