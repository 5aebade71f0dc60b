/**
 * Changing one thing in a story, whatever else of it is being edited at the same time.
 */
import { Failure } from '#core/model/failure.ts';
import type { Story } from '#core/model/story.ts';
import type { WorkbenchContext } from './trpc.ts';

const TRIES = 20;

/**
 * Saves what `change` makes of the story as it now is; nothing is saved where it gives back the same object. A save by somebody else
 * in between is taken in and `change` asked again; so it must only touch what it is for. Throws what reading and saving throw.
 */
export async function changeStory(
  { library }: Pick<WorkbenchContext, 'library'>,
  id: string,
  change: (story: Story) => Story,
): Promise<Story> {
  for (let attempt = 1; ; attempt += 1) {
    const story = await library.stories.get(id);
    const changed = change(story);
    if (changed === story) return story;
    try {
      return await library.stories.save(changed);
    } catch (error) {
      if (!(error instanceof Failure && error.kind === 'Conflict') || attempt === TRIES) throw error;
    }
  }
}
