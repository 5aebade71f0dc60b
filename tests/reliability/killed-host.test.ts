// The host is killed at random moments while windows save over HTTP: what was answered is there, whole, and what was kept in the
// journal is offered.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Story } from '#core/model/story.ts';
import { openLibrary } from '#main/library/library.ts';
import { type Api, serve } from '../main/hosts/served.ts';
import { report, seeded, times, within } from './length.ts';
import { numberedStory, numberOf, renumbered } from './numbered-story.ts';

const KILLS = times(8, 200);
const WINDOWS = 3;
const LIVES_AT_MOST_MS = 400;

/** The highest number that was answered of each story: saved, and kept in the journal. `onSaved` is called at each save. */
type Answered = { saved: Map<string, number>; kept: Map<string, number>; onSaved: () => void };

/** Types and saves as a window does, until the host is gone. */
async function write(api: Api, id: string, window: string, random: () => number, answered: Answered): Promise<void> {
  let story: Story = (await api.stories.get.query({ id })).story as Story;
  for (let change = 1; ; change += 1) {
    const number = numberOf(story) + 1;
    story = renumbered(story, number, 1 + Math.floor(random() * 100));
    const mark = { window, change };
    await api.journal.keep.mutate({ story, mark });
    answered.kept.set(id, number);
    if (random() < 0.3) continue;
    const { rev } = await api.stories.save.mutate({ story, mark });
    answered.saved.set(id, number);
    answered.onSaved();
    story = { ...story, rev };
  }
}

it(`a host that is killed loses no answered save and offers what it had kept, ${KILLS} times`, {
  timeout: within(240, 60),
}, async () => {
  const folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'galley-killed-host-')), 'library');
  const ids = Array.from({ length: WINDOWS }, (_, index) => `story${index}`);
  const first = await openLibrary(folder, { watch: false });
  for (const id of ids) await first.stories.create(numberedStory(id, 0));
  await first.close();
  const sum = { answered: 0, lost: 0, unreadable: 0, offered: 0, missing: 0 };
  for (let kill = 0; kill < KILLS; kill += 1) {
    const random = seeded(kill * 6_007 + 5);
    const { promise: hasSaved, resolve: onSaved } = Promise.withResolvers<void>();
    const answered: Answered = { saved: new Map(), kept: new Map(), onSaved };
    const host = await serve(folder);
    // Each ends with the failure of a host that is gone.
    const windows = ids.map((id) => write(host.api, id, `w${kill}`, random, answered).catch(() => undefined));
    await hasSaved;
    await setTimeout(random() * LIVES_AT_MOST_MS);
    host.process.kill('SIGKILL');
    await Promise.all([once(host.process, 'exit'), ...windows]);

    const library = await openLibrary(folder, { watch: false, settleMs: 0 });
    sum.unreadable += library.problems().length + library.notices().length;
    const entries = new Map((await library.journal.list()).map((entry) => [entry.story.id, entry]));
    for (const id of ids) {
      const stored = numberOf(await library.stories.get(id));
      const [saved = 0, kept = 0] = [answered.saved.get(id), answered.kept.get(id)];
      sum.answered += saved > 0 ? 1 : 0;
      if (stored < saved) sum.lost += 1;
      const entry = entries.get(id);
      if (kept > stored) sum[entry && numberOf(entry.story) >= kept ? 'offered' : 'missing'] += 1;
      if (entry) await library.journal.drop({ storyId: id, window: entry.window });
    }
    await library.close();
  }
  await rm(path.dirname(folder), { recursive: true, force: true });
  report(
    `host killed ${KILLS} times under ${WINDOWS} windows: ${sum.lost} answered saves lost, ${sum.unreadable} documents ` +
      `unreadable, journal offered ${sum.offered} times and missing ${sum.missing} times`,
  );
  expect(sum).toMatchObject({ lost: 0, unreadable: 0, missing: 0 });
  expect(sum.answered).toBeGreaterThan(0);
});
