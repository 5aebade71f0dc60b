/**
 * The files of a room that can't be read, or aren't documents, and are left where they are: each with a sentence, and where a
 * program for synced folders has left it, of which document it is a version.
 */
import { Failure } from '#core/model/failure.ts';
import { type CopyOrigin, copyOriginOf, copyOriginOfHeld, copyOriginOfStranger } from './conflicted-copies.ts';

export type LibraryProblem = {
  file: string;
  message: string;
  /** Where it is a second version of a document that a program for synced folders has left: of which, and which program. */
  copy?: CopyOrigin | undefined;
};

export type ProblemList = {
  /** Notes that a document's file can't be read; returns the failure, which may be thrown on. */
  unreadable(id: string, failure: Failure): Failure;
  /** Notes a file whose name is not that of a document; `heldId` is that of the whole document in it. */
  stranger(fileName: string, heldId: string | undefined): void;
  clear(fileName: string): void;
  /** Notes that the room itself can't be looked into, and why; that it can by undefined. */
  room(message: string | undefined): void;
  fileNames(): string[];
  /** Of which document a file is a copy. Throws `Failure` NotFound where there is no such copy. */
  copyAt(fileName: string): CopyOrigin;
  list(): LibraryProblem[];
};

/**
 * `room` is the folder that the files lie in, `stories`, and `noun` what one of them is called in a sentence, `story`;
 * `onChange` is called when the list says something else.
 */
export function createProblemList(room: string, noun: string, onChange: () => void): ProblemList {
  const problems = new Map<string, Omit<LibraryProblem, 'file'>>();
  let ofRoom: string | undefined;
  function set(fileName: string, problem: Omit<LibraryProblem, 'file'>): void {
    const before = problems.get(fileName);
    problems.set(fileName, problem);
    if (before?.message !== problem.message) onChange();
  }
  const leftBy = ({ id, tool }: CopyOrigin) =>
    `It looks like a version of the ${noun} ${id} that ${tool} has left, as it does where two machines have changed one.`;

  return {
    unreadable: (id, failure) => {
      const held = failure.details.otherId;
      const copy = typeof held === 'string' ? copyOriginOfHeld(`${id}.json`, held) : undefined;
      set(`${id}.json`, { message: copy ? leftBy(copy) : failure.message, copy });
      return failure;
    },
    stranger: (fileName, heldId) => {
      const copy = heldId === undefined ? copyOriginOf(fileName) : copyOriginOfStranger(fileName, heldId);
      const message = 'Its name is not that of a document; it may be a copy that a synced folder has kept.';
      set(fileName, { message: copy ? leftBy(copy) : message, copy });
    },
    clear: (fileName) => {
      if (problems.delete(fileName)) onChange();
    },
    room: (message) => {
      if (message === ofRoom) return;
      ofRoom = message;
      onChange();
    },
    fileNames: () => [...problems.keys()],
    copyAt: (fileName) => {
      const copy = problems.get(fileName)?.copy;
      if (!copy) throw new Failure('NotFound', 'There is no such copy in this library any more.');
      return copy;
    },
    list: () => [
      ...(ofRoom === undefined ? [] : [{ file: room, message: ofRoom }]),
      ...Array.from(problems, ([file, problem]) => ({ file: `${room}/${file}`, ...problem })),
    ],
  };
}
