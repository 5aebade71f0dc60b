/**
 * Bringing things into a library that may not be there yet: it is made for the first that comes in, and not for what is refused.
 */
import type { Workbench } from '../../workbench/workbench.ts';
import { isLibraryThere, type Output, withPlannedWorkbench, withWorkbench } from './library.ts';
import { type Naming, oneByOne } from './one-by-one.ts';

/** Brings in one item, says what came of it, and returns whether that was done. */
type BringIn<T> = (workbench: Workbench, item: T, output: Output) => Promise<boolean>;

/** Brings in `items` one after the other. Returns the exit status as `oneByOne` does. */
export async function bringIn<T>(
  named: string | undefined,
  items: readonly T[],
  naming: Naming,
  output: Output,
  act: BringIn<T>,
): Promise<number> {
  if (!(await isLibraryThere(named))) {
    const refused = await allRefused(named, items, naming, output, act);
    if (refused !== undefined) return refused;
  }
  return withWorkbench(named, { readOnly: false, tellTo: output }, (workbench) =>
    oneByOne(items, naming, output, (item) => act(workbench, item, output)),
  );
}

/**
 * Tries the items on a library elsewhere, up to the first that comes in; where none does, says why of each and returns the exit
 * status.
 */
async function allRefused<T>(
  named: string | undefined,
  items: readonly T[],
  naming: Naming,
  output: Output,
  act: BringIn<T>,
): Promise<number | undefined> {
  const said: (() => void)[] = [];
  const held: Output = {
    ...output,
    out: (line) => said.push(() => output.out(line)),
    raw: (content) => said.push(() => output.raw(content)),
    err: (line) => said.push(() => output.err(line)),
  };
  let isBroughtIn = false;
  const exitCode = await withPlannedWorkbench(named, held, (workbench) => {
    const { stories, sources, briefings } = workbench.context.library;
    const size = () => stories.list().length + sources.list().length + briefings.list().length;
    const before = size();
    return oneByOne(items, naming, held, async (item) => {
      isBroughtIn = (await act(workbench, item, held)) || size() > before;
      return isBroughtIn ? 'stop' : false;
    });
  });
  if (isBroughtIn) return undefined;
  for (const say of said) say();
  return exitCode;
}
