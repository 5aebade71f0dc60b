/**
 * Changing one part of a source, whatever else of it is being edited at the same time.
 */
import { Failure } from '#core/model/failure.ts';
import type { Source } from '#core/model/source.ts';
import type { WorkbenchContext } from './trpc.ts';

const TRIES = 20;

/**
 * Saves what `change` makes of the source as it now is. A save by somebody else in between is taken in and `change` asked
 * again; so it must only touch what it is for. Throws what reading and saving throw.
 */
export async function changeSource(
  { library }: Pick<WorkbenchContext, 'library'>,
  id: string,
  change: (source: Source) => Source,
): Promise<Source> {
  for (let attempt = 1; ; attempt += 1) {
    const source = await library.sources.get(id);
    try {
      return await library.sources.save(change(source));
    } catch (error) {
      if (!(error instanceof Failure && error.kind === 'Conflict') || attempt === TRIES) throw error;
    }
  }
}
