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
import { createWorkbench } from '#main/workbench/workbench.ts';
import { type Api, serve } from '../main/hosts/served.ts';
import { report, seeded, times, within } from './length.ts';
import { numberedStory, numberOf, renumbered } from './numbered-story.ts';

const KILLS = times(50, 1_000);
const LANES = 2;
/** The stories, one a window. */
const IDS = ['story0', 'story1', 'story2'];
/** The longest that a host is left to itself after its first save, in milliseconds. */
const LIVES_AT_MOST_MS = 250;

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

type Figures = { kills: number; answered: number; lost: number; unreadable: number; offered: number; missing: number };

/** Lets windows write to a host over `folder`, kills it, and says what of that is there. */
async function writeAndKill(folder: string, kill: number, sum: Figures): Promise<void> {
  const random = seeded(kill * 6_007 + 5);
  const { promise: hasSaved, resolve: onSaved } = Promise.withResolvers<void>();
  const answered: Answered = { saved: new Map(), kept: new Map(), onSaved };
  const host = await serve(folder);
  // Each ends with the failure of a host that is gone.
  const windows = IDS.map((id) => write(host.api, id, `w${kill}`, random, answered).catch(() => undefined));
  await hasSaved;
  await setTimeout(random() * LIVES_AT_MOST_MS);
  host.process.kill('SIGKILL');
  await Promise.all([once(host.process, 'exit'), ...windows]);
  sum.kills += 1;

  const library = await openLibrary(folder, { watch: false, settleMs: 0 });
  const { api } = createWorkbench(library, {
    stylesFolder: path.resolve('data/styles'),
    printPdf: () => Promise.reject(new Error('Nothing is printed here.')),
  });
  sum.unreadable += library.problems().length + library.notices().length;
  const offers = new Map((await api.journal.offers({ openWindows: [] })).map((offer) => [offer.storyId, offer]));
  for (const id of IDS) {
    const stored = numberOf(await library.stories.get(id));
    const [saved = 0, kept = 0] = [answered.saved.get(id), answered.kept.get(id)];
    sum.answered += saved > 0 ? 1 : 0;
    if (stored < saved) sum.lost += 1;
    const offer = offers.get(id);
    const entry = offer && (await library.journal.read(offer));
    if (kept > stored) sum[entry && numberOf(entry.story) >= kept ? 'offered' : 'missing'] += 1;
    if (offer) await api.journal.discard({ storyId: id, window: offer.window });
  }
  await library.close();
}

it(`a host that is killed loses no answered save and offers what it had kept, ${KILLS} times`, {
  timeout: within(240, 60),
}, async () => {
  const sum: Figures = { kills: 0, answered: 0, lost: 0, unreadable: 0, offered: 0, missing: 0 };
  const lane = async (first: number) => {
    const folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'galley-killed-host-')), 'library');
    const library = await openLibrary(folder, { watch: false });
    for (const id of IDS) await library.stories.create(numberedStory(id, 0));
    await library.close();
    for (let kill = first; kill < KILLS; kill += LANES) await writeAndKill(folder, kill, sum);
    await rm(path.dirname(folder), { recursive: true, force: true });
  };
  await Promise.all(Array.from({ length: LANES }, (_, index) => lane(index)));
  report(
    `host killed ${sum.kills} times under ${IDS.length} windows: ${sum.lost} answered saves lost, ${sum.unreadable} documents ` +
      `unreadable, journal offered ${sum.offered} times and missing ${sum.missing} times`,
  );
  expect(sum).toMatchObject({ kills: KILLS, lost: 0, unreadable: 0, missing: 0 });
  expect(sum.answered).toBeGreaterThan(KILLS);
  expect(sum.offered).toBeGreaterThan(0);
});
