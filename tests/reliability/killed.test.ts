// A program over the library, without a host, is killed at random moments while it saves: what was acknowledged is there, whole. The
// host itself is killed in `killed-host.test.ts`.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openLibrary } from '#main/library/library.ts';
import { createWorkbench } from '#main/workbench/workbench.ts';
import { report, seeded, times, within } from './length.ts';
import { numberOf } from './numbered-story.ts';

const KILLS = times(50, 1_000);
const LANES = 2;
const COMPILED = path.join(os.tmpdir(), 'galley-compiled');
/** The longest that the program is left to itself after its first word, in milliseconds. */
const LIVES_AT_MOST_MS = 150;

type Acknowledged = { saved: Map<string, number>; kept: Map<string, number>; lines: number };

/** Runs the program on `folder`, kills it after `afterMs`, and returns the highest numbers that it acknowledged. */
async function runAndKill(folder: string, seed: number, afterMs: number): Promise<Acknowledged> {
  const program = spawn(process.execPath, ['tests/reliability/saving-program.ts', folder, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // What is compiled once need not be compiled for every start.
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  });
  let said = '';
  const ready = new Promise<void>((resolve, reject) => {
    program.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.startsWith('ready\n')) resolve();
    });
    program.once('exit', (code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`The program ended by itself with ${code}: ${said}`));
    });
  });
  const closed = new Promise((resolve) => program.once('close', resolve));
  await ready;
  await setTimeout(afterMs);
  program.kill('SIGKILL');
  await closed;
  const found: Acknowledged = { saved: new Map(), kept: new Map(), lines: 0 };
  // A line without its end was not said.
  for (const line of said.split('\n').slice(1, -1)) {
    const [what, id = '', number] = line.split(' ');
    (what === 'saved' ? found.saved : found.kept).set(id, Number(number));
    found.lines += 1;
  }
  return found;
}

type Figures = {
  kills: number;
  acknowledged: number;
  lost: number;
  unreadable: number;
  offered: number;
  missing: number;
  stale: number;
};

async function inspect(folder: string, seed: number, { saved, kept, lines }: Acknowledged, sum: Figures) {
  const library = await openLibrary(folder, { watch: false, settleMs: 0 });
  const { api } = createWorkbench(library, {
    stylesFolder: path.resolve('data/styles'),
    printPdf: () => Promise.reject(new Error('Nothing is printed here.')),
  });
  sum.kills += 1;
  sum.acknowledged += lines;
  sum.unreadable += library.problems().length + library.notices().length;
  const offers = new Map((await api.journal.offers({ openWindows: [] })).map((offer) => [offer.storyId, offer]));
  for (const id of new Set([...saved.keys(), ...kept.keys()])) {
    const stored = library.stories.summary(id) ? numberOf(await library.stories.get(id)) : 0;
    if (stored < (saved.get(id) ?? 0)) sum.lost += 1;
    const offer = offers.get(id);
    if ((kept.get(id) ?? 0) > stored) {
      if (offer) sum.offered += 1;
      else sum.missing += 1;
    } else if (offer && numberOf((await library.journal.read({ storyId: id, window: `w${seed}` })).story) <= stored) {
      sum.stale += 1;
    }
  }
  for (const { storyId, window } of offers.values()) await api.journal.discard({ storyId, window });
  await library.close();
}

describe('a program over the library that is killed while it saves', () => {
  it(`loses no acknowledged save and offers what it had kept, ${KILLS} times`, {
    timeout: within(240, 60),
  }, async () => {
    const sum: Figures = { kills: 0, acknowledged: 0, lost: 0, unreadable: 0, offered: 0, missing: 0, stale: 0 };
    const lane = async (first: number) => {
      const folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'galley-killed-')), 'library');
      for (let seed = first; seed < KILLS; seed += LANES) {
        const random = seeded(seed * 7_919 + 1);
        await inspect(folder, seed, await runAndKill(folder, seed, random() * LIVES_AT_MOST_MS), sum);
      }
      await rm(path.dirname(folder), { recursive: true, force: true });
    };
    await Promise.all(Array.from({ length: LANES }, (_, index) => lane(index)));
    report(
      `program over the library killed ${sum.kills} times with ${sum.acknowledged} saves and entries acknowledged: ${sum.lost} saves lost, ` +
        `${sum.unreadable} documents unreadable, journal offered ${sum.offered} times and missing ${sum.missing} times, ` +
        `${sum.stale} offers of what was saved already`,
    );
    expect(sum).toMatchObject({ kills: KILLS, lost: 0, unreadable: 0, missing: 0 });
    expect(sum.acknowledged).toBeGreaterThan(KILLS);
    expect(sum.offered).toBeGreaterThan(0);
  });
});
