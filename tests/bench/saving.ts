// Saving one story in a library of 10,000 against a single-file lowdb of the same content, in turns.
import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { JSONFilePreset } from 'lowdb/node';
import { newStory, type Story } from '#core/model/story.ts';
import { openLibrary } from '#main/library/library.ts';
import { longStory } from './long-story.ts';
import { ms, quantile } from './measure.ts';
import { inTemporaryFolder } from './workbench.ts';

const STORIES = 10_000;
const ROUNDS = 5;
/** In each round. */
const SAVES_A_SIZE = 5;
/** The sizes that stories come in, in words; 1,200 on average. */
const SIZES_WORDS = [300, 500, 700, 900, 1_100, 1_300, 1_600, 3_200];
const WORDS_A_CITATION = 150;

/** Fills a folder with a library of so many stories of about 1,200 words and returns them. */
export function fillLibrary(folder: string, stories: number): Story[] {
  const documents = SIZES_WORDS.map((words) => longStory(words, words / WORDS_A_CITATION).story.document);
  const all = Array.from({ length: stories }, (_, index): Story => {
    const story = newStory(`story${index}`, new Date('2026-03-09T00:00:00Z'), '2026-03-09');
    return {
      ...story,
      rev: 1,
      title: `Story ${index}`,
      document: documents[index % documents.length] ?? story.document,
    };
  });
  mkdirSync(path.join(folder, 'stories'), { recursive: true });
  for (const each of all) writeFileSync(path.join(folder, 'stories', `${each.id}.json`), JSON.stringify(each));
  writeFileSync(
    path.join(folder, 'library.json'),
    JSON.stringify({ schemaVersion: 1, id: 'bench', createdAt: '2026-03-09T00:00:00.000Z', settings: {} }),
  );
  return all;
}

export async function benchSaving(): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const all = fillLibrary(path.join(folder, 'library'), STORIES);
    const library = await openLibrary(path.join(folder, 'library'), { watch: false });
    const single = await JSONFilePreset(path.join(folder, 'single.json'), { stories: all });
    const ours: number[] = [];
    const stock: number[] = [];
    // One of each size.
    const open = await Promise.all(SIZES_WORDS.map((_, index) => library.stories.get(`story${5_000 + index}`)));
    for (let round = 0; round <= ROUNDS; round += 1) {
      flushDisk();
      // The first round is for the engine to warm up.
      const [oursNow, stockNow] = round === 0 ? [[], []] : [ours, stock];
      for (let save = 0; save < SAVES_A_SIZE; save += 1) {
        for (const [index, story] of open.entries()) {
          const begun = performance.now();
          open[index] = await library.stories.save({ ...story, title: `${story.title}.` });
          oursNow.push(performance.now() - begun);
        }
      }
      const begun = performance.now();
      const first = single.data.stories[5_000];
      if (first) first.title += '.';
      await single.write();
      stockNow.push(performance.now() - begun);
    }
    await library.close();
    console.log(
      `one story of ${STORIES.toLocaleString('en')}, durable: p50 ${ms(quantile(ours, 0.5))}, p95 ${ms(quantile(ours, 0.95))}`,
    );
    const mb = Math.round(statSync(path.join(folder, 'single.json')).size / 1_000_000);
    console.log(`single-file lowdb of ${mb} MB, not durable: p50 ${ms(quantile(stock, 0.5))}`);
    console.log(
      `ratio ${Math.round(quantile(stock, 0.5) / quantile(ours, 0.5)).toLocaleString('en')} times faster (goal 1,000)`,
    );
  });
}

/** Lets the system write what it has put off, as lowdb's hundred megabytes: a save that asks for the disk would wait for that. */
function flushDisk(): void {
  if (process.platform !== 'win32') spawnSync('sync');
}
