/**
 * Files of the library that are not used and were left where they are, each with why, and with what can be done about it.
 */
import type { ReactNode } from 'react';

type LeftFilesProps<F extends { file: string; message: string }> = {
  /** What stands before the list: `These files …:`. */
  intro: string;
  files: readonly F[];
  actionFor?: (file: F) => ReactNode;
};

/** Nothing where there are none. */
export function LeftFiles<F extends { file: string; message: string }>({ intro, files, actionFor }: LeftFilesProps<F>) {
  if (files.length === 0) return null;
  return (
    <>
      <p>{intro}</p>
      <ul className="settings-files">
        {files.map((one) => (
          <li key={one.file}>
            <div>
              <b>{one.file}</b>
              <span>{one.message}</span>
            </div>
            {actionFor?.(one)}
          </li>
        ))}
      </ul>
    </>
  );
}
