/**
 * Search in a thread of its own: reading and indexing never holds up a save, and a search never holds up anything.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { Failure } from '#core/model/failure.ts';
import { storySchema } from '#core/model/story.ts';
import { parseDocument } from '../document-file.ts';
import { codeOf } from '../durable-write.ts';
import type { SearchFields } from './fields.ts';
import type { FromWorker, ToWorker, WorkerOptions } from './search-messages.ts';
import { storyFieldsOf } from './searchable.ts';
import { StorySearch } from './story-search.ts';

const { libraryFolder, cacheFolder } = workerData as WorkerOptions;
const stories = new StorySearch({
  file: path.join(cacheFolder, 'stories.search'),
  read: readStory,
  onWorn: () => reply({ type: 'worn' }),
});
/** Searches that came before the stories had been introduced; undefined once they have been. */
let early: (() => void)[] | undefined = [];

function readStory(id: string): SearchFields | undefined {
  const name = `${id}.json`;
  try {
    return storyFieldsOf(
      parseDocument(name, readFileSync(path.join(libraryFolder, 'stories', name), 'utf8'), storySchema),
    );
  } catch (error) {
    // Deleted or damaged meanwhile: the collection names it, the index has nothing of it.
    if (error instanceof Failure || codeOf(error)) return undefined;
    throw error;
  }
}

function reply(message: FromWorker): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'sync':
      reply({ type: 'wanted', ids: stories.sync(message.stamps, message.mayWrite) });
      break;
    case 'stories':
      stories.introduce(message.stories);
      break;
    case 'introduced':
      for (const search of early ?? []) search();
      early = undefined;
      break;
    case 'removed':
      stories.remove(message.id);
      break;
    case 'search': {
      const { request, query } = message;
      const search = () => reply({ type: 'found', request, result: stories.search(query) });
      if (early) early.push(search);
      else search();
      break;
    }
    case 'close':
      void stories.close(message.mayWrite).then(() => parentPort?.close());
      break;
  }
});
