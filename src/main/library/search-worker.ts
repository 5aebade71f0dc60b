/**
 * The search index, in a thread of its own: reading and indexing never holds up a save.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import MiniSearch from 'minisearch';
import { plainTextOf } from '#core/document/text.ts';
import { type Story, storySchema } from '#core/model/story.ts';
import type { DocumentPlace } from './collection.ts';
import type { Stamp } from './durable-write.ts';
import type { FromWorker, ToWorker } from './search-messages.ts';

/** Raised whenever what is indexed changes. */
const INDEX_VERSION = 1;
const OPTIONS = {
  fields: ['title', 'summary', 'label', 'topics', 'text'],
  processTerm: (term: string) => term.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase(),
  searchOptions: {
    boost: { title: 4, topics: 3, summary: 2 },
    prefix: true,
    fuzzy: (term: string) => (term.length > 4 ? 0.2 : false),
    combineWith: 'AND' as const,
  },
};

const { cacheFile, readOnly } = workerData as { cacheFile: string; readOnly: boolean };
let stamps = new Map<string, Stamp>();
let index = new MiniSearch(OPTIONS);
let isDirty = false;
load();

function load(): void {
  try {
    const cached = JSON.parse(readFileSync(cacheFile, 'utf8')) as {
      version: number;
      stamps: [string, Stamp][];
      index: string;
    };
    if (cached.version !== INDEX_VERSION) return;
    index = MiniSearch.loadJSON(cached.index, OPTIONS);
    stamps = new Map(cached.stamps);
  } catch {
    // Missing or damaged: it is built anew from the stories, which is all that it was made of.
    stamps = new Map();
    index = new MiniSearch(OPTIONS);
  }
}

function save(): void {
  if (!isDirty || readOnly) return;
  isDirty = false;
  try {
    const temporary = `${cacheFile}.tmp`;
    writeFileSync(
      temporary,
      JSON.stringify({ version: INDEX_VERSION, stamps: [...stamps], index: JSON.stringify(index) }),
      { mode: 0o600 },
    );
    renameSync(temporary, cacheFile);
  } catch (error) {
    console.error('galley: the search index could not be written:', error);
  }
}

function remove(id: string): void {
  if (!stamps.delete(id)) return;
  index.discard(id);
  isDirty = true;
}

function add({ id, file, stamp }: DocumentPlace): void {
  const known = stamps.get(id);
  if (known && known.mtimeMs === stamp.mtimeMs && known.sizeBytes === stamp.sizeBytes) return;
  const story = read(file);
  remove(id);
  if (!story) return;
  index.add({
    id,
    title: story.title,
    summary: story.summary,
    label: story.label,
    topics: story.topics.join(' '),
    text: plainTextOf(story.document),
  });
  stamps.set(id, stamp);
  isDirty = true;
}

function read(file: string): Story | undefined {
  try {
    return storySchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    // Deleted or damaged meanwhile: the collection names it, the index has nothing of it.
    return undefined;
  }
}

function reply(message: FromWorker): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'sync': {
      const present = new Set(message.files.map(({ id }) => id));
      for (const id of stamps.keys()) if (!present.has(id)) remove(id);
      for (const file of message.files) add(file);
      save();
      reply({ type: 'synced' });
      break;
    }
    case 'changed':
      add(message.file);
      break;
    case 'removed':
      remove(message.id);
      break;
    case 'search':
      reply({
        type: 'found',
        request: message.request,
        hits: index
          .search(message.query)
          .slice(0, message.limit)
          .map(({ id, score }) => ({ id: String(id), score })),
      });
      break;
    case 'close':
      save();
      reply({ type: 'closed' });
      parentPort?.close();
      break;
  }
});
