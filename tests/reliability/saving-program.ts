// Saves and journals until it is killed, and says of each what was acknowledged. Its library and seed are its arguments.
import { writeSync } from 'node:fs';
import { openLibrary } from '#main/library/library.ts';
import { seeded } from './length.ts';
import { numberedStory, numberOf, renumbered } from './numbered-story.ts';

const [folder = '', seed = '0'] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);
const random = seeded(Number(seed));
const window = `w${seed}`;

const library = await openLibrary(folder, { watch: false });
say('ready');
for (let change = 1; ; change += 1) {
  const id = `story${change % 4}`;
  const known = library.stories.summary(id)
    ? await library.stories.get(id)
    : await library.stories.create(numberedStory(id, 0));
  const story = renumbered(known, numberOf(known) + 1, 1 + Math.floor(random() * 200));
  const number = numberOf(story);
  const mark = { window, change };
  await library.journal.keep(story, mark);
  say(`kept ${id} ${number}`);
  // Now and then more is typed after what was kept, or nothing is saved at all.
  if (random() < 0.1) continue;
  // As the API does it: acknowledged only after both.
  await library.stories.save(story);
  await library.journal.contained(id, mark);
  say(`saved ${id} ${number}`);
}
