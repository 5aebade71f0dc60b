// Saving one story in a library of 10,000 against a single-file lowdb of the same content.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { JSONFilePreset } from 'lowdb/node';
import { newStory, type Story } from '#core/model/story.ts';
import { openLibrary } from '#main/library/library.ts';
import { longStory } from './long-story.ts';
import { ms, quantile, timed } from './measure.ts';

const STORIES = 10_000;

/** Fills a folder with a library of so many stories of about 1,200 words. */
export function fillLibrary(folder: string, stories: number): Story[] {
  const { story } = longStory(1_200, 6);
  const all = Array.from(
    { length: stories },
    (_, index): Story => ({
      ...newStory(`story${index}`, new Date('2026-03-09T00:00:00Z'), '2026-03-09'),
      rev: 1,
      title: `Story ${index}`,
      document: story.document,
    }),
  );
  mkdirSync(path.join(folder, 'stories'), { recursive: true });
  for (const each of all) writeFileSync(path.join(folder, 'stories', `${each.id}.json`), JSON.stringify(each));
  writeFileSync(
    path.join(folder, 'library.json'),
    JSON.stringify({ schemaVersion: 1, id: 'bench', createdAt: '2026-03-09T00:00:00.000Z', settings: {} }),
  );
  return all;
}

export async function benchSaving(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-bench-'));
  const all = fillLibrary(path.join(folder, 'library'), STORIES);
  const library = await openLibrary(path.join(folder, 'library'), { watch: false });
  let story = await library.stories.get('story5000');
  const ours = await timed(60, async () => {
    story = await library.stories.save({ ...story, title: `${story.title}.` });
  });
  await library.close();
  const single = await JSONFilePreset(path.join(folder, 'db.json'), { stories: all });
  const stock = await timed(5, async () => {
    const first = single.data.stories[5_000];
    if (first) first.title += '.';
    await single.write();
  });
  rmSync(folder, { recursive: true, force: true });
  console.log(
    `one story of ${STORIES.toLocaleString('en')}, durable: p50 ${ms(quantile(ours, 0.5))}, p95 ${ms(quantile(ours, 0.95))}`,
  );
  console.log(`single-file lowdb, not flushed:  p50 ${ms(quantile(stock, 0.5))}`);
  console.log(
    `ratio ${Math.round(quantile(stock, 0.5) / quantile(ours, 0.5)).toLocaleString('en')} times faster (goal 1,000)`,
  );
}
